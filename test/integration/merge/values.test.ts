import { afterAll, describe, expect, test } from 'vitest';
import type { ProjectPath } from '../../../src/contract/basics';
import type { Engine } from '../../../src/engine/index';
import { createEngine } from '../../../src/engine/index';
import { quietContext } from '../../../src/engine/call-context';
import { conflictedRepository } from '../../support/diverged';
import { valueOf } from '../../support/project';
import type { TestRepository } from '../../support/repository';
import { createRepository } from '../../support/repository';
import { removeAllFolders, temporaryFolder } from '../../support/temporary-folder';

const engines: Engine[] = [];
afterAll(async () => {
  for (const engine of engines) await engine.close();
  await removeAllFolders();
});

/** The calls as the window makes them, worker included. */
const open = async (repo: TestRepository) => {
  const engine = await createEngine({
    dataFolder: await temporaryFolder('data'),
    watch: false,
    emit: () => undefined,
  });
  engines.push(engine);
  const opened = valueOf(await engine.calls['projects.open']({ path: repo.root, remember: false }, quietContext()));
  return { calls: engine.calls, projectId: opened.projectId };
};

const vpc = (vlan: number, mtu: number): string =>
  `apiVersion: vpc.githedgehog.com/v1beta1\nkind: VPC\nmetadata:\n  name: web\nspec:\n  mtu: ${mtu}\n  vlan: ${vlan}\n`;
const path = 'web.yaml' as ProjectPath;
const resource = 'vpc.githedgehog.com/VPC/web';

/** Two commits on each side, of which one changes the VLAN. */
async function twoCommitsEach(): Promise<TestRepository> {
  const repo = await createRepository();
  await repo.commit('base', { [path]: vpc(10, 1500) });
  await repo.git('checkout', '--quiet', '-b', 'topic');
  await repo.commit('their vlan', { [path]: vpc(12, 1500) });
  await repo.commit('their mtu', { [path]: vpc(12, 9000) });
  await repo.git('checkout', '--quiet', 'main');
  await repo.commit('our mtu', { [path]: vpc(10, 9100) });
  await repo.commit('our vlan', { [path]: vpc(11, 9100) });
  await repo.tryGit('merge', 'topic');
  return repo;
}

describe('structure.trace', () => {
  test('names the commits of each side that changed this value, and no others', async () => {
    const { calls, projectId } = await open(await twoCommitsEach());
    const planned = valueOf(await calls['structure.open']({ projectId, path, answers: {} }, quietContext()));
    const asked = planned.kind === 'structure' ? planned.questions.flatMap(({ conflicts }) => conflicts) : [];
    expect(asked.map((one) => one.path.at(-1)).sort()).toEqual(['mtu', 'vlan']);
    for (const conflict of asked) {
      const at = { projectId, path, resource: conflict.resource, at: conflict.path };
      const { ours, theirs } = valueOf(await calls['structure.trace'](at, quietContext()));
      const field = conflict.path.at(-1) ?? '';
      expect(ours.map(({ subject }) => subject)).toEqual([`our ${field}`]);
      expect(theirs.map(({ subject }) => subject)).toEqual([`their ${field}`]);
    }
  });

  test('an entry is named as one side has it; the other side is told by its list', async () => {
    const steps = (own: string): string => `steps:\n  - checkout\n${own}  - deploy\n`;
    const repo = await conflictedRepository({
      base: { 'ci.yaml': steps('') },
      ours: { 'ci.yaml': steps('  - test\n') },
      theirs: { 'ci.yaml': steps('  - lint\n') },
    });
    const { calls, projectId } = await open(repo);
    const at = { projectId, path: 'ci.yaml' as ProjectPath, resource: null, at: ['steps', '[test]'] };
    const { ours, theirs } = valueOf(await calls['structure.trace'](at, quietContext()));
    expect([ours.length, theirs.length]).toEqual([1, 1]);
  });

  test('a value that nobody changed has nobody; a path without conflict is refused', async () => {
    const { calls, projectId } = await open(await twoCommitsEach());
    const name = { projectId, path, resource, at: ['metadata', 'name'] };
    expect(valueOf(await calls['structure.trace'](name, quietContext()))).toEqual({ ours: [], theirs: [] });
    const other = { ...name, path: 'other.yaml' as ProjectPath };
    expect((await calls['structure.trace'](other, quietContext())).ok).toBe(false);
  });
});

describe('structure.review', () => {
  const far = Array.from({ length: 12 }, (_, at) => `  key${at}: ${at}\n`).join('');
  const settings = (first: string, last: string): string => `spec:\n${first}${far}${last}`;

  test('finds the file that git merged without a question and wrongly, and leaves the others alone', async () => {
    const repo = await conflictedRepository({
      base: { [path]: vpc(10, 1500), 'wrong.yaml': settings('', ''), 'fine.yaml': settings('', '') },
      ours: { [path]: vpc(11, 1500), 'wrong.yaml': settings('  mtu: 1\n', ''), 'fine.yaml': settings('  a: 1\n', '') },
      theirs: {
        [path]: vpc(12, 1500),
        'wrong.yaml': settings('', '  mtu: 2\n'),
        'fine.yaml': settings('', '  b: 2\n'),
      },
    });
    expect(await repo.status()).toContain('UU web.yaml');
    expect((await repo.read('wrong.yaml')).match(/mtu/g)).toHaveLength(2);
    const { calls, projectId } = await open(repo);
    const { files, looked } = valueOf(await calls['structure.review']({ projectId }, quietContext()));
    expect(files.map((file) => file.path)).toEqual(['wrong.yaml']);
    expect(files[0]?.concerns.length).toBeGreaterThan(0);
    expect(looked).toBe(2);
  });

  test('asks about encrypted files that are no YAML', async () => {
    const keys = Array.from({ length: 12 }, (_, at) => `  "k${at}": "ENC[AES256_GCM,data:${at}]",\n`).join('');
    const json = (first: string, last: string): string =>
      `{\n  "a": "ENC[AES256_GCM,data:${first}]",\n${keys}  "z": "ENC[AES256_GCM,data:${last}]",\n  "sops": { "mac": "ENC[AES256_GCM,data:m]" }\n}\n`;
    const env = (first: string, last: string): string =>
      `A=ENC[AES256_GCM,data:${first}]\n${Array.from({ length: 12 }, (_, at) => `K${at}=ENC[x]\n`).join('')}Z=ENC[AES256_GCM,data:${last}]\nsops_mac=ENC[m]\n`;
    const files = (a: string, z: string, vlan: number): Record<string, string> => ({
      [path]: vpc(vlan, 1500),
      'secrets.json': json(a, z),
      'prod.env': env(a, z),
      'plain.txt': `${a}\n${keys}${z}\n`,
    });
    const repo = await conflictedRepository({
      base: files('1', '1', 10),
      ours: files('2', '1', 11),
      theirs: files('1', '2', 12),
    });
    expect(await repo.status()).toEqual(expect.arrayContaining(['M  prod.env', 'M  secrets.json']));
    const { calls, projectId } = await open(repo);
    const { files: found, looked } = valueOf(await calls['structure.review']({ projectId }, quietContext()));
    expect(found.map((file) => file.path).sort()).toEqual(['prod.env', 'secrets.json']);
    expect(found[0]?.concerns[0]?.sentence).toContain('seal');
    expect(looked).toBe(2);
  });

  test('says nothing without a merge', async () => {
    const repo = await createRepository();
    await repo.commit('one', { [path]: vpc(10, 1500) });
    const { calls, projectId } = await open(repo);
    expect(valueOf(await calls['structure.review']({ projectId }, quietContext()))).toEqual({ files: [], looked: 0 });
  });
});
