import { afterAll, expect, test } from 'vitest';
import { divergedRepository } from '../../support/diverged';
import { existingRepository } from '../../support/repository';
import { removeAllFolders, temporaryFolder } from '../../support/temporary-folder';
import { commandLine } from './command-line';

afterAll(removeAllFolders);

test('a pair and all branches: what is promised of --json is there', async () => {
  const run = await commandLine();
  const repo = await divergedRepository();
  await repo.git('branch', "it's|odd", 'topic');
  const ask = async (...args: string[]) => (await run('-C', repo.root, 'rehearse', ...args, '--json')).json();
  const shared = ['bases', 'counts', 'depth', 'ours', 'relation', 'rulesSkipped', 'theirs', 'tookMs'];
  const pair = await ask('main', "it's|odd");
  expect(Object.keys(pair).sort()).toEqual([...shared, 'combined', 'files', 'ok'].sort());
  const [file] = pair['files'] as object[];
  const ofFile = ['decisions', 'git', 'notices', 'outcome', 'path', 'questions', 'reason'];
  expect(Object.keys(file ?? {}).sort()).toEqual(ofFile);
  const all = await ask('main', '--all');
  expect(all).toMatchObject({ ok: true, skipped: 0 });
  const rows = all['rows'] as { theirs: { revision: string } }[];
  expect(rows.map(({ theirs }) => theirs.revision).sort()).toEqual(["it's|odd", 'topic']);
  for (const row of rows) expect(Object.keys(row).sort()).toEqual([...shared, 'problem'].sort());
});

test('strangers, and a clone whose history is cut off: no common ancestor, in words', async () => {
  const run = await commandLine();
  const repo = await divergedRepository();
  await repo.git('checkout', '--quiet', '--orphan', 'alone');
  await repo.commit('alone', { 'a.yaml': 'a: alone\n' });
  const words = 'no common ancestor in this clone';
  const strangers = await run('-C', repo.root, 'rehearse', 'main', 'alone');
  expect(strangers).toMatchObject({ code: 1, out: expect.stringContaining(words) as string });
  const shallow = existingRepository(await temporaryFolder('shallow'));
  await repo.git('clone', '--quiet', '--depth=1', '--no-single-branch', `file://${repo.root}`, shallow.root);
  const cut = await run('-C', shallow.root, 'rehearse', 'origin/main', 'origin/topic');
  expect(cut.out).toContain(words);
  expect((await run('-C', shallow.root, 'status')).error).toContain('The history of this repository is cut off');
});

test.each(['', '-x', 'topic^{tree}', 'topic:a.yaml', 'main~9', 'nowhere'])(
  'what is no commit (%j): exit code 4',
  async (name) => {
    const run = await commandLine();
    const { root } = await divergedRepository();
    const ended = await run('-C', root, 'rehearse', '--json', '--', 'main', name);
    expect(ended.code).toBe(4);
    expect(ended.json()).toMatchObject({ ok: false, failure: { code: 'unknown-revision', revision: name } });
  },
);
