import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readGitCommand } from '../../../src/cli/driver/git-command';
import { findSideLabels } from '../../../src/cli/driver/side-labels';
import { removeAllFolders, temporaryFolder } from '../../support/temporary-folder';

afterAll(removeAllFolders);

const commit = '1a2b3c4d5e6f1a2b3c4d5e6f1a2b3c4d5e6f1a2b';
const unknown = { base: 'base', ours: 'ours', theirs: 'theirs' };
const onto = (base: string, theirs: string) => ({ base, ours: 'HEAD', theirs });

/** The folder of a repository in which a row of picks and a rebase have stopped. */
const stopped = async (step = `pick ${commit} Raise the MTU`): Promise<string> => {
  const folder = await temporaryFolder('git');
  await mkdir(join(folder, 'sequencer'));
  await mkdir(join(folder, 'rebase-merge'));
  await writeFile(join(folder, 'sequencer/todo'), `pick ${commit} Add a rack\n`);
  await writeFile(join(folder, 'rebase-merge/done'), `pick ${commit} Before\n${step}\n`);
  return folder;
};
const labels = async (line: string | null, environment: NodeJS.ProcessEnv = {}, step?: string) =>
  findSideLabels(await stopped(step), environment, line === null ? null : readGitCommand(line.split(' ')));

test('what has stopped says nothing about a git of which nobody knows what it does', async () => {
  expect(await labels(null)).toEqual(unknown);
  expect(await labels('my-alias topic')).toEqual(unknown);
  expect(await labels('checkout -m main')).toEqual(unknown);
  expect(await labels('apply -3 a.patch')).toEqual(unknown);
});

test('only git in a rebase hands on how to go on with it', async () => {
  const help = { GIT_CHERRY_PICK_HELP: 'git rebase --continue' };
  expect(await labels(null, help)).toEqual(onto('parent of 1a2b3c4 (Raise the MTU)', '1a2b3c4 (Raise the MTU)'));
  expect(await labels('stash apply', help)).toMatchObject({ theirs: 'Stashed changes' });
  expect(await labels(null, help, `merge -C ${commit} topic # Merge branch 'topic'`)).toEqual(onto('base', 'topic'));
  expect(await labels(null, help, 'exec make')).toEqual(onto('base', 'theirs'));
});

test.each([
  ['cherry-pick --continue', '1a2b3c4 (Add a rack)'],
  ['cherry-pick one two', '1a2b3c4 (Add a rack)'],
  ['cherry-pick one..two', '1a2b3c4 (Add a rack)'],
  ['cherry-pick -2 topic', '1a2b3c4 (Add a rack)'],
  ['cherry-pick topic', 'topic'],
  ['cherry-pick -x -m 1 --strategy-option ours topic', 'topic'],
  ['-C stash -c a.b=revert cherry-pick topic', 'topic'],
])('%s picks %s', async (line, theirs) => {
  expect(await labels(line)).toEqual(onto(`parent of ${theirs}`, theirs));
});

test('a revert, a comparison of two branches, a change of branch', async () => {
  expect(await labels('revert --no-edit HEAD~1')).toEqual(onto('HEAD~1', 'parent of HEAD~1'));
  expect(await labels('merge-tree --write-tree one two')).toEqual({ base: 'base', ours: 'one', theirs: 'two' });
  expect(await labels('merge-tree --write-tree --stdin')).toEqual(unknown);
  expect(await labels('switch -m main')).toEqual({ ...unknown, theirs: 'local' });
});
