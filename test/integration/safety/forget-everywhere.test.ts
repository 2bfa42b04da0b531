import { copyFile, mkdir, readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { quietContext } from '../../../src/engine/call-context';
import { createEngine, type Engine } from '../../../src/engine/index';
import { saveDriverRecord } from '../../../src/engine/merge/decisions/driver-records';
import { conflictedRepository } from '../../support/diverged';
import { failureOf, valueOf } from '../../support/project';
import { projectPath } from '../../support/safety-project';
import { removeAllFolders, temporaryFolder } from '../../support/temporary-folder';

const engines: Engine[] = [];
afterEach(async () => {
  for (const engine of engines.splice(0)) await engine.close();
});
afterAll(removeAllFolders);

const context = quietContext();

/** Long, and of no pattern: compressed it would not be found as it is. */
const secret = 'hunter2-9f1c7e44a0d35b';
const vpc = (value: string): string =>
  `apiVersion: vpc.githedgehog.com/v1beta1\nkind: VPC\nmetadata:\n  name: storage\n  annotations:\n    token: ${value}\nspec:\n  subnets: {}\n`;
/** Above the size from which stored bytes are compressed. */
const padded = (value: string): string => `${vpc(value)}${'# the same line, over and over again\n'.repeat(600)}`;

const setUp = async () => {
  const repo = await conflictedRepository({
    base: { 'storage.yaml': vpc('nothing') },
    ours: { 'storage.yaml': vpc(secret) },
    theirs: { 'storage.yaml': vpc('another') },
  });
  const dataFolder = await temporaryFolder('data');
  const second = await temporaryFolder('second');
  const engine = await createEngine({ dataFolder, watch: true, emit: () => undefined });
  engines.push(engine);
  const { calls } = engine;
  valueOf(await calls['settings.write']({ change: { secondVaultFolder: second } }, context));
  const { projectId } = valueOf(await calls['projects.open']({ path: repo.root, remember: false }, context));
  const [id = ''] = await readdir(join(dataFolder, 'repositories'));
  const places = [dataFolder, second, join(repo.root, '.git/selvedge')];
  const own = join(dataFolder, 'repositories', id);
  const forget = async (paths: readonly string[], dryRun = false) =>
    calls['vault.forget']({ projectId, paths: paths.map(projectPath), hashes: [], dryRun }, context);
  return { repo, calls, projectId, own, places, second, forget };
};

const conflict = {
  id: 'c1',
  resource: 'VPC/storage',
  path: ['metadata', 'annotations', 'token'],
  reason: 'both-changed' as const,
  base: 'nothing',
  ours: secret,
  theirs: 'another',
};

test('a secret is found nowhere of ours afterwards: vaults, drafts, decisions, caches, what was put aside', async () => {
  const { repo, calls, projectId, own, places, second, forget } = await setUp();
  const path = projectPath('storage.yaml');
  valueOf(await calls['merge.open-file']({ projectId, path }, context));
  const draft = { projectId, path, text: vpc(secret), choices: {} };
  valueOf(await calls['merge.save-draft'](draft, context));
  const settled = [{ conflict: { ...conflict, sentence: '', alternatives: [] }, choice: 'ours' as const }];
  valueOf(await calls['decisions.remember']({ projectId, path, settled } as never, context));
  await saveDriverRecord(own, {
    path,
    head: null,
    tier: 'ask',
    source: 'structure',
    labels: { base: '', ours: '', theirs: '' },
    conflicts: settled.map((one) => one.conflict) as never,
    decisions: [],
    notices: [],
    fallbacks: [],
    failedChecks: [],
  });
  valueOf(await calls['checkpoints.create']({ projectId, name: 'in the conflict' }, context));
  valueOf(await calls['merge.abort']({ projectId }, context));
  // Uncommitted, compressed in the vault, and saved by an editor.
  await repo.write({ 'storage.yaml': padded(`${secret}-edited`) });
  await vi.waitFor(
    async () => {
      const { backups } = valueOf(await calls['vault.list']({ projectId, path }, context));
      expect(backups.map(({ trigger }) => trigger)).toContain('external-edit');
    },
    { timeout: 15_000 },
  );
  // Put aside: a pack of the second vault that was damaged once.
  const [secondVault = ''] = await readdir(second);
  const [pack = ''] = await whereIsIt([join(second, secondVault, 'packs')], secret);
  await mkdir(join(second, secondVault, 'quarantine'), { recursive: true });
  await copyFile(pack, join(second, secondVault, 'quarantine/put-aside.pack'));
  valueOf(await calls['history.meaning']({ projectId, commit: 'HEAD' }, context));
  const found = await whereIsIt(places, secret);
  for (const what of [
    '/vault/packs/',
    '/drafts/',
    'decisions.json',
    '/driver/',
    '/meanings.',
    second,
    '/quarantine/put-aside',
  ])
    expect(
      found.some((one) => one.includes(what)),
      `${what} in ${found.join('\n')}`,
    ).toBe(true);

  const asked = valueOf(await forget(['storage.yaml'], true));
  expect(asked).toMatchObject({ drafts: 1, decisions: 2, notErased: [] });
  expect(await whereIsIt(places, secret)).toEqual(found);
  const done = valueOf(await forget(['storage.yaml']));
  expect(done).toMatchObject({ drafts: 1, decisions: 2, notErased: [] });
  expect(await whereIsIt(places, secret)).toEqual([]);
  const remains = done.remains.join('\n');
  for (const said of [/git's objects/, /working tree/, /hashes of what they held/, /SSD/, /not saved/])
    expect(remains).toMatch(said);
  expect(await repo.read('storage.yaml')).toContain(secret);
  // Everything else still works.
  expect((await calls['audit.verify']({ projectId }, context)).ok).toBe(true);
  await repo.write({ 'b.yaml': 'b: 2\n' });
  valueOf(await calls['vault.create']({ projectId, note: '', paths: null }, context));
});

test('what only a draft or a decision has is forgotten, too, also by its folder; others stay', async () => {
  const { calls, projectId, places, forget } = await setUp();
  const remember = (path: string, ours: string) => {
    const settled = [{ conflict: { ...conflict, ours, sentence: '', alternatives: [] }, choice: 'ours' as const }];
    return calls['decisions.remember']({ projectId, path: projectPath(path), settled } as never, context);
  };
  valueOf(await remember('deep/never-stored.yaml', secret));
  valueOf(await remember('deeper.yaml', 'harmless'));
  expect(failureOf(await forget(['nothing.yaml']))).toEqual({ code: 'nothing-kept', what: 'nothing.yaml' });
  const files = async (): Promise<string[]> =>
    valueOf(await calls['decisions.list']({ projectId }, context)).decisions.map(({ file }) => file);
  expect(await files()).toHaveLength(2);
  expect(valueOf(await forget(['deep']))).toMatchObject({ contents: 0, decisions: 1 });
  expect(await files()).toEqual(['deeper.yaml']);
  expect(await whereIsIt(places, secret)).toEqual([]);
});

/** Files that hold a text, as it is or deflated at any place of theirs. */
async function whereIsIt(folders: readonly string[], text: string): Promise<string[]> {
  const found: string[] = [];
  for (const folder of folders)
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      const bytes = await readFile(path);
      if (bytes.includes(text) || (path.endsWith('.pack') && deflatedParts(bytes).some((part) => part.includes(text))))
        found.push(path);
    }
  return found;
}

function deflatedParts(bytes: Buffer): Buffer[] {
  const parts: Buffer[] = [];
  for (let at = bytes.indexOf('REC1'); at >= 0; at = bytes.indexOf('REC1', at + 4)) {
    if (bytes[at + 5] !== 1) continue;
    try {
      parts.push(inflateRawSync(bytes.subarray(at + 56)));
    } catch {
      // Not a record's beginning after all.
    }
  }
  return parts;
}
