import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createRepository, type TestRepository } from '../support/repository';
import { git, gitMayFail, introduce } from './support/git-view';
import { expect, type Selvedge, test } from './support/selvedge-test';

const leaf = (serial: string): string =>
  `apiVersion: wiring.githedgehog.com/v1beta1\nkind: Switch\nmetadata:\n  name: leaf-01\nspec:\n  boot:\n    serial: ${serial}\n`;

async function smallRepository({ scratch }: Selvedge): Promise<TestRepository> {
  const repository = await createRepository({ root: join(scratch, 'small') });
  await repository.commit('Add leaf-01', { 'switches/leaf-01.yaml': leaf('ABC1'), 'README.md': 'A fabric\n' });
  await repository.commit('Replace the hardware of leaf-01', { 'switches/leaf-01.yaml': leaf('ABC2') });
  return repository;
}

test('an edit from outside appears within a second', async ({ selvedge }) => {
  const repository = await smallRepository(selvedge);
  const { page } = await selvedge.open({ path: repository.root });
  await expect(page.getByText('Nothing has changed since the last commit.')).toBeVisible();
  await page.waitForTimeout(1_500);
  await repository.write({ 'switches/leaf-01.yaml': leaf('ABC3') });
  // The law is one second; a busy machine gets one more.
  await expect(page.getByRole('row', { name: /leaf-01\.yaml/ })).toBeVisible({ timeout: 2_000 });
});

test('stage, commit, and undo the commit', async ({ selvedge }) => {
  const repository = await smallRepository(selvedge);
  await repository.write({ 'switches/leaf-01.yaml': leaf('ABC3') });
  const before = await repository.git('rev-parse', 'HEAD');
  const { page } = await selvedge.open({ path: repository.root });
  await page.getByRole('row', { name: /leaf-01\.yaml/ }).click();
  await page.keyboard.press('s');
  await expect.poll(() => repository.status()).toEqual(['M  switches/leaf-01.yaml']);
  await page.getByRole('textbox', { name: 'Commit message' }).fill('Replace leaf-01 again');
  await expect(page.getByRole('button', { name: 'Commit 1 file' })).toBeEnabled();
  await page.keyboard.press('Control+Enter');
  await expect.poll(() => repository.git('log', '-1', '--format=%s')).toBe('Replace leaf-01 again');
  expect(await repository.git('rev-parse', 'HEAD^')).toBe(before);
  await expect(page.getByRole('region', { name: 'Notifications' }).getByText(/^Commit/)).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => repository.git('rev-parse', 'HEAD')).toBe(before);
  expect(await repository.status()).toEqual(['M  switches/leaf-01.yaml']);
});

test('discard is undone byte for byte', async ({ selvedge }) => {
  const repository = await smallRepository(selvedge);
  const edited = `${leaf('ABC3')}# half a thought`;
  await repository.write({ 'switches/leaf-01.yaml': edited, 'new.yaml': 'a: 1' });
  const { page } = await selvedge.open({ path: repository.root });
  await page.getByRole('row', { name: /leaf-01\.yaml/ }).click();
  await page.keyboard.press('Delete');
  // Git takes the file away before it writes it anew.
  const content = (): Promise<string | null> => repository.read('switches/leaf-01.yaml').catch(() => null);
  await expect.poll(content).toBe(leaf('ABC2'));
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(content).toBe(edited);
  expect(await repository.read('new.yaml')).toBe('a: 1');
});

test('a file is restored from the timeline with one key, and that is undone', async ({ selvedge }) => {
  const repository = await smallRepository(selvedge);
  const { page } = await selvedge.open({ path: repository.root });
  await page.keyboard.press('Control+5');
  await page.getByRole('row', { name: /Add leaf-01/ }).click();
  await page.getByText('leaf-01.yaml').first().click();
  await expect(page.getByText('Restoring replaces the file', { exact: false })).toBeVisible();
  await page.getByRole('button', { name: /Restore this version/ }).click();
  await expect.poll(() => repository.read('switches/leaf-01.yaml')).toBe(leaf('ABC1'));
  await expect(page.getByRole('row', { name: /Restore/ }).first()).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await expect.poll(() => repository.read('switches/leaf-01.yaml')).toBe(leaf('ABC2'));
  expect(await repository.status()).toEqual([]);
});

test('a repository that is deleted while open says so, and comes back', async ({ selvedge }) => {
  const repository = await smallRepository(selvedge);
  const { page } = await selvedge.open({ path: repository.root });
  await expect(page.getByText('Nothing has changed since the last commit.')).toBeVisible();
  await rm(repository.root, { recursive: true, force: true });
  await expect(page.getByText('The folder of this repository is not there any more.', { exact: false })).toBeVisible();
});

test.describe('what cannot be opened says why', () => {
  const cases: readonly (readonly [string, string, (folder: string) => Promise<string>])[] = [
    ['no repository', 'This is not a git repository', async (folder) => folder],
    [
      'bare',
      'This repository has no files to show',
      async (folder) => (await git(folder, 'init', '-q', '--bare'), folder),
    ],
    ['not there', 'The folder is not there', async (folder) => join(folder, 'nowhere')],
    ['a file', 'This is not a folder', async (folder) => (await writeFile(join(folder, 'a'), ''), join(folder, 'a'))],
  ];
  for (const [name, title, make] of cases) {
    test(name, async ({ selvedge }) => {
      const folder = join(selvedge.scratch, 'place');
      await mkdir(folder);
      const { page } = await selvedge.open({ path: await make(folder) });
      await expect(page.getByText(title).first()).toBeVisible();
    });
  }
});

test('no commits yet: the first one is made', async ({ selvedge }) => {
  const repository = await createRepository({ root: join(selvedge.scratch, 'young') });
  await repository.write({ 'first.yaml': 'a: 1\n' });
  const { page } = await selvedge.open({ path: repository.root });
  await page.getByRole('row', { name: /first\.yaml/ }).click();
  await page.keyboard.press('s');
  await page.getByRole('textbox', { name: 'Commit message' }).fill('First');
  await expect(page.getByRole('button', { name: 'Commit 1 file' })).toBeEnabled();
  await page.keyboard.press('Control+Enter');
  await expect.poll(() => gitMayFail(repository.root, 'log', '--format=%s')).toBe('First');
});

test('a damaged index is said, and nothing is lost', async ({ selvedge }) => {
  const repository = await smallRepository(selvedge);
  await writeFile(repository.path('.git/index'), 'not an index');
  const { page } = await selvedge.open({ path: repository.root });
  await expect(page.getByText(/index/).first()).toBeVisible();
  expect(await readFile(repository.path('.git/index'), 'utf8')).toBe('not an index');
});

test('a lock of another git is waited for, then said', async ({ selvedge }) => {
  const repository = await smallRepository(selvedge);
  await repository.write({ 'switches/leaf-01.yaml': leaf('ABC3') });
  const { page } = await selvedge.open({ path: repository.root });
  await page.getByRole('row', { name: /leaf-01\.yaml/ }).click();
  await writeFile(repository.path('.git/index.lock'), '');
  await page.keyboard.press('s');
  await expect(page.getByText(/lock/i).first()).toBeVisible();
  expect(await repository.status()).toEqual([' M switches/leaf-01.yaml']);
  await rm(repository.path('.git/index.lock'));
  await page.getByRole('row', { name: /leaf-01\.yaml/ }).click();
  await page.keyboard.press('s');
  await expect.poll(() => repository.status()).toEqual(['M  switches/leaf-01.yaml']);
});

test('names that try to deceive are shown for what they are', async ({ selvedge }) => {
  const repository = await smallRepository(selvedge);
  await repository.write({
    '-rf.yaml': 'a: 1\n',
    'with\nnewline.yaml': 'a: 1\n',
    'bidi\u202elmay.exe': 'x',
    '"q".yaml': 'b\n',
  });
  const { page } = await selvedge.open({ path: repository.root });
  for (const shown of [/-rf\.yaml/, /with\\nnewline\.yaml/, /bidi\\u\{202e\}lmay\.exe/, /"q"\.yaml/])
    await expect(page.getByRole('row', { name: shown })).toBeVisible();
  await page.getByRole('row', { name: /-rf\.yaml/ }).click();
  await page.keyboard.press('s');
  await expect
    .poll(async () => (await repository.status()).filter((line) => line.startsWith('A')))
    .toEqual(['A  -rf.yaml']);
});

const bundle = resolve(import.meta.dirname, '../../../shared/data/repos/demo-gitops.bundle');

test('a real repository: both branches open, a conflict with its branch is answered', async ({ selvedge }) => {
  test.skip(!existsSync(bundle), 'skipped: the real repository is not beside this checkout');
  const folder = join(selvedge.scratch, 'real');
  await git(selvedge.scratch, 'clone', '--quiet', bundle, folder);
  await introduce(folder);
  await git(folder, 'switch', '--quiet', '-c', 'mine', 'origin/ema/test-demo~5');
  const [path] = (await git(folder, 'diff', '--name-only', 'HEAD', 'origin/ema/test-demo')).split('\n');
  const text = await readFile(join(folder, String(path)), 'utf8').catch(() => '');
  await writeFile(join(folder, String(path)), text.replaceAll(/: (\S+)$/gm, ': $1x'));
  await git(folder, 'commit', '--quiet', '-am', 'Change every value');
  await gitMayFail(folder, 'merge', '--no-edit', 'origin/ema/test-demo');
  const { page } = await selvedge.open({ path: folder });
  await page.keyboard.press('Control+4');
  await expect(page.getByText(/\d+ of \d+ files? left/).first()).toBeVisible();
  for (
    let guard = 0;
    guard < 40 &&
    !(await page
      .getByText(/files? resolved/)
      .first()
      .isVisible());
    guard += 1
  ) {
    await page.keyboard.press('F8');
    await page.keyboard.press('2');
    await page.waitForTimeout(300);
    if (await page.getByRole('button', { name: 'Mark resolved' }).isVisible()) {
      await page.keyboard.press('Control+Enter');
      await page.waitForTimeout(700);
    }
  }
  expect(await git(folder, 'diff', '--name-only', '--diff-filter=U')).toBe('');
  await page.keyboard.press('Control+5');
  await expect(page.getByRole('row', { name: /Change every value/ })).toBeVisible();
});
