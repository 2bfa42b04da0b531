import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../../../src/core/fabric/rules/finding';
import { checkModel } from '../../../../../src/core/fabric/rules/run-rules';
import { modelOf } from '../read-fabric';

const folder = resolve('../shared/data/samples');
const here = existsSync(folder);
if (!here) console.log('skipped: the published samples are not beside the project');

const findings = (path: string): Finding[] =>
  checkModel(modelOf({ 'f/sample.yaml': readFileSync(`${folder}/${path}`, 'utf8') }));
const serious = (path: string): string[] =>
  findings(path)
    .filter((finding) => finding.severity !== 'note')
    .map((finding) => `${finding.rule}: ${finding.message}`);

describe.skipIf(!here)('published samples', () => {
  it('the closed wiring diagram is clean', () => {
    expect(serious('docs/install-upgrade_build-wiring__L0200__wiring_diagram.yaml')).toEqual([]);
    expect(findings('docs/install-upgrade_build-wiring__L0200__wiring_diagram.yaml').map((one) => one.message)).toEqual(
      [
        'Nothing names SwitchGroup empty',
        'Older guides put gateways into the namespace fab; the fabric accepts default only',
      ],
    );
  });

  it.each([
    ['reg', 1, ['leaf-01', 'leaf-02']],
    ['mesh', 2, []],
    ['l3vni', 1, []],
  ])('the derived fabric %s lacks its gateway only, which the cluster has', (name, times, mclag) => {
    const found = findings(`fabric-derived/${name}-fabric.yaml`);
    expect(found.filter((one) => one.severity === 'error')).toEqual([]);
    expect(
      found
        .filter((one) => one.severity === 'warning')
        .map((one) => `${one.rule} ${one.resource?.split('/').at(-1) ?? ''}`),
    ).toEqual(mclag.map((leaf) => `switch-redundancy ${leaf}`));
    const dangling = found.filter((one) => one.rule === 'named-resource').map((one) => one.message);
    expect(dangling).toEqual(
      Array.from(
        { length: times },
        () => 'Gateway gateway-1 is not in this directory, nor any other Gateway: the cluster has to provide it',
      ),
    );
  });

  it.each([
    ['docs/user-guide_devices__L0153__SwitchGroup-Switch-example.yaml', 'readable'],
    ['docs/user-guide_gateway-failover__L0031.yaml', 'readable'],
    ['docs/user-guide_dhcp__L0252.yaml', 'dhcp-relay-prefix'],
    ['docs/user-guide_external__L0090.yaml', 'ipv4-namespace-name'],
    ['fabric-history-v1alpha2/vpc_v1alpha2_vpc.yaml', 'served-version'],
  ])('%s has its known mistake: %s', (path, rule) => {
    expect(serious(path).some((line) => line.startsWith(`${rule}:`))).toBe(true);
  });

  it('a template is told apart from broken YAML', () => {
    const [file] = modelOf({ 'f/t.yaml': readFileSync(`${folder}/fabricator/initconfig.tmpl.yaml`, 'utf8') }).outside;
    expect(file!.documents.map((document) => document.class)).toContain('template');
  });

  it('the demo: what is commented out is disabled, everything else is at most a note', () => {
    for (const place of ['demo-gitops/env-1', 'demo-gitops/env-3']) {
      const model = modelOf(
        Object.fromEntries(
          ['demo', 'demo.reset', 'pre-demo'].map((name) => [
            `e/${name}.yaml`,
            readFileSync(`${folder}/${place}/${name}.yaml`, 'utf8'),
          ]),
        ),
      );
      const disabled = model.fabrics[0]!.files.flatMap((file) =>
        file.documents.flatMap((document) => document.disabled),
      );
      expect(disabled.length).toBeGreaterThan(0);
      expect(
        checkModel(model)
          .filter((one) => one.severity === 'error' && one.rule !== 'named-part')
          .map((one) => `${one.path} ${one.message}`),
      ).toEqual([]);
    }
  });
});
