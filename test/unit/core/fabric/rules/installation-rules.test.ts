import { parse, stringify } from 'yaml';
import { describe, expect, it } from 'vitest';
import { allRules } from '../../../../../src/core/fabric/rules/all-rules';
import { checkModel } from '../../../../../src/core/fabric/rules/run-rules';
import { modelOf } from '../read-fabric';
import { installationCases } from './cases-installation';
import { merged } from './patched-fabric';

const installer = `
Fabricator/default:
  $metadata: {namespace: fab}
  config:
    control: {defaultUser: {password: $5$salt$hash}}
    fabric: {mode: spine-leaf, defaultSwitchUsers: {admin: {role: admin, password: $5$salt$hash}}}
ControlNode/control-1:
  $metadata: {namespace: fab}
  bootstrap: {disk: /dev/sda}
  external: {interface: eno2, ip: dhcp}
  management: {interface: eno1, ip: 172.30.0.5/21}
  dummy: {ip: 172.30.90.0/31}
FabNode/gateway-1:
  $metadata: {namespace: fab}
  roles: [gateway]
  bootstrap: {disk: /dev/sda}
  management: {interface: enp2s0}
`;

/** A `fab.yaml` with a patch, its documents one after the other. */
function installerFile(patch: string): string {
  const resources = merged(parse(installer), parse(patch) ?? {}) as Record<string, Record<string, unknown>>;
  return Object.entries(resources)
    .map(([address, { $metadata, $apiVersion, $kind, ...spec }]) => {
      const [kind = '', name = ''] = address.split('/');
      const metadata = merged({ name }, $metadata ?? {});
      const apiVersion = $apiVersion ?? 'fabricator.githedgehog.com/v1beta1';
      return stringify({ apiVersion, kind: $kind ?? kind, metadata, spec });
    })
    .join('---\n');
}

const installationRules = new Set(allRules.flatMap(({ id, looksAt }) => (looksAt === 'installation' ? [id] : [])));
const group = 'apiVersion: wiring.githedgehog.com/v1beta1\nkind: SwitchGroup\nmetadata: {name: a}\n';

const found = (files: Record<string, string>) =>
  checkModel(modelOf(files)).filter(({ rule }) => installationRules.has(rule));
const said = (rule: string, patch: string): string[] =>
  found({ 'fab.yaml': installerFile(patch) })
    .filter((finding) => finding.rule === rule)
    .map(({ message }) => message)
    .sort();

describe('a rule about the installer’s file', () => {
  it('finds nothing in a good one', () => {
    expect(found({ 'fab.yaml': installerFile('') })).toEqual([]);
  });

  it.each(installationCases.map((one) => [one.rule, one.bad, one] as const))('%s speaks about %s', (rule, bad, one) => {
    expect(said(rule, bad)).toEqual([...one.says].sort());
  });

  it.each(installationCases.flatMap((one) => (one.good === undefined ? [] : [[one.rule, one.good] as const])))(
    '%s is silent about %s',
    (rule, good) => {
      expect(said(rule, good)).toEqual([]);
    },
  );

  it('looks beside and inside of a fabric directory, each folder for itself', () => {
    const bad = installerFile('Fabricator/default: {config: {fabric: {mode: x}}}');
    const placed = found({
      'one/fab.yaml': bad,
      'one/include/a.yaml': group,
      'two/fab.yaml': installerFile(''),
      'one/include/fab.yaml': bad,
    }).map(({ path, fabric, rule }) => [path, fabric, rule]);
    expect(placed).toEqual([
      ['one/fab.yaml', null, 'fabric-mode'],
      ['one/include/fab.yaml', 'one/include', 'fabric-mode'],
    ]);
  });

  it('stands at the place in the file, and never repeats a password', () => {
    const patch =
      'Fabricator/default: {config: {fabric: {defaultSwitchUsers: {op: {role: admin, password: hunter2}}}}}';
    const [finding, ...more] = found({ 'fab.yaml': installerFile(patch) });
    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      rule: 'install-users',
      document: 0,
      at: ['spec', 'config', 'fabric', 'defaultSwitchUsers', 'op', 'password'],
    });
    expect(JSON.stringify(finding)).not.toContain('hunter2');
  });

  it('a password of another type is not repeated either', () => {
    const [finding] = found({
      'fab.yaml': installerFile('Fabricator/default: {config: {registry: {upstream: {password: 4711}}}}'),
    });
    expect(finding?.message).toBe('spec.config.registry.upstream.password is no text');
  });
});
