import { afterAll, describe, expect, it } from 'vitest';
import type { ProjectPath } from '../../../src/contract/basics';
import { applySteps } from '../../../src/core/fabric/plan/apply-steps';
import { allProblems, createTestDesk } from '../../support/fabric-desk';
import { removeAllFolders, temporaryFolder } from '../../support/temporary-folder';

afterAll(removeAllFolders);

const vpc = (name: string, vlan: number, more = ''): string =>
  `{\n\t"apiVersion": "vpc.githedgehog.com/v1beta1",\n\t"kind": "VPC",\n\t"metadata": { "name": "${name}" },\n` +
  `\t"spec": { "subnets": { "default": { "subnet": "10.0.${vlan % 100}.0/24", "vlan": ${vlan}${more} } } }\n}\n`;
const list = (...items: string[]): string =>
  `{"apiVersion": "v1", "kind": "List", "items": [\n${items.join(',\n')}\n]}\n`;
const attachment = (subnet: string): string =>
  `{"apiVersion": "vpc.githedgehog.com/v1beta1", "kind": "VPCAttachment", "metadata": {"name": "x"},\n "spec": {"connection": "c", "subnet": "${subnet}"}}`;
const yamlList = `apiVersion: v1\nkind: List\nitems:\n- apiVersion: vpc.githedgehog.com/v1beta1\n  kind: VPC\n  metadata: {name: c}\n  spec:\n    subnets:\n      default: {subnet: 10.0.3.0/24, vlan: 1001}\n`;

describe('manifests in JSON, and items of a List', () => {
  const files = {
    'f/a.json': vpc('a', 1001, ', "vlna": 3'),
    'f/l.json': list(attachment('a/nope'), vpc('b', 1002)),
    'f/l.yaml': yamlList,
    'f/package.json': '{"name": "x", "version": "1.0.0"}',
    'f/broken.json': '{"apiVersion": "v1", "kind": "ConfigMap",}',
    'f/values.json': '{"apiVersion": "v1", "kind": "{{ .Kind }}",}',
  };

  it('are resources with places, references and rules', async () => {
    const desk = await createTestDesk(files);
    await desk.look();
    const rows = await desk.ask('fabric.resources', { snapshot: null, order: 'kind', offset: 0, limit: 20 });
    expect(
      rows.ok && rows.value.rows.map(({ kind, name, path, line, state }) => [kind, name, path, line, state]),
    ).toEqual(
      expect.arrayContaining([
        ['VPC', 'a', 'f/a.json', 0, 'live'],
        ['VPC', 'b', 'f/l.json', 3, 'live'],
        ['VPC', 'c', 'f/l.yaml', 3, 'live'],
        ['VPCAttachment', 'x', 'f/l.json', 1, 'live'],
      ]),
    );
    const listed = await desk.ask('problems.list', allProblems);
    const said = listed.ok ? listed.value.problems.filter(({ severity }) => severity === 'error') : [];
    expect(
      said.map(({ path, line, column, rule, resource }) => [path, line, column, rule, resource?.name ?? null]),
    ).toEqual([
      ['f/a.json', 4, 76, 'unknown-field', 'a'],
      ['f/broken.json', 0, 0, 'readable', null],
      ['f/l.json', 0, 29, 'not-a-resource', null],
      ['f/l.json', 2, 39, 'named-part', 'x'],
      ['f/l.yaml', 1, 6, 'not-a-resource', null],
      ['f/l.yaml', 8, 43, 'vlan-twice', 'c'],
    ]);
    const path = 'f/a.json' as ProjectPath;
    const shown = await desk.ask('fabric.resource', { snapshot: null, path, document: 0 });
    expect(shown).toMatchObject({ ok: true, value: { referrers: [{ path: 'f/l.json', line: 2 }] } });
  });

  it('are remembered between two starts', async () => {
    const cacheFolder = await temporaryFolder('cache');
    const first = await createTestDesk(files, { cacheFolder });
    await first.look();
    const before = await first.ask('problems.list', allProblems);
    await first.ask('keep', null);
    const second = await createTestDesk({}, { cacheFolder, root: first.root });
    await second.look(Object.keys(files));
    expect(await second.ask('problems.list', allProblems)).toEqual(before);
  });

  it('are never left as something else than JSON, and items stay in their lists', () => {
    const texts = new Map(Object.entries(files));
    const key = 'vpc.githedgehog.com/VPC/default/a';
    const { files: changed, refused } = applySteps(texts, [
      { action: 'disable', path: 'f/a.json', document: 0, expect: key, reason: 'a test' },
      { action: 'delete', path: 'f/l.json', document: 1, expect: null },
      { action: 'move', path: 'f/l.yaml', document: 0, expect: null, to: 'f/a.json' },
    ]);
    expect([...changed]).toEqual([]);
    expect(refused.map(({ reason }) => reason)).toEqual([
      'f/a.json is JSON, which this would break; change it by hand',
      'f/l.json has no document 2; items of a List are changed by hand',
      'f/a.json would be JSON, into which no document is moved',
    ]);
  });
});
