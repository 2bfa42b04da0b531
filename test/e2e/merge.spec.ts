import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { git, gitMayFail, introduce, unmergedPaths } from './support/git-view';
import type { OpenedWindow } from './support/opened-window';
import { expect, type Selvedge, test } from './support/selvedge-test';

const branch = 'feature/storage-growth';
const vpc = (name: string): string => `gitops/hedgehog/weaver-lab/managed/vpcs/${name}.yaml`;

/** The demo fabric, opened, with somebody who may commit. */
async function openDemo(selvedge: Selvedge): Promise<{ window: OpenedWindow; page: Page; repository: string }> {
  const window = await selvedge.open({ demo: true });
  const repository = join(selvedge.dataFolder, 'demo', 'weaver');
  await expect(
    window.page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name: 'Changes' }),
  ).toBeVisible();
  await introduce(repository);
  return { window, page: window.page, repository };
}

/** Starts the merge from the palette, with the keyboard alone. */
async function startMerge(page: Page): Promise<void> {
  await page.keyboard.press('Control+4');
  const button = page.getByRole('button', { name: 'Merge a branch…' });
  await button.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: `${branch} Draw`, exact: false }).first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByText('8 of 8 conflicts left')).toBeVisible();
}

/** Answers everything that is open with one key each; marks files resolved as they are finished. */
async function answerAll(page: Page, repository: string, key: '1' | '2'): Promise<void> {
  for (let guard = 0; guard < 60; guard += 1) {
    if ((await unmergedPaths(repository)).length === 0) return;
    await page.keyboard.press('F8');
    await page.waitForTimeout(250);
    await page.keyboard.press(key);
    await page.waitForTimeout(250);
    const mark = page.getByRole('button', { name: 'Mark resolved' });
    if (await mark.isVisible()) {
      await page.keyboard.press('Control+Enter');
      // A slow machine may have gone on to the next file before the key came; the next round catches up.
      await page.waitForTimeout(500);
    }
  }
  throw new Error(`still open: ${(await unmergedPaths(repository)).join(', ')}`);
}

/** The tree that git itself makes when every conflict is answered with our side. */
async function treeOfOurs(repository: string, scratch: string): Promise<string> {
  const clone = join(scratch, 'expected');
  await git(scratch, 'clone', '--quiet', '--no-local', repository, clone);
  await gitMayFail(clone, 'merge', '--no-edit', '-X', 'ours', `origin/${branch}`);
  for (const path of await unmergedPaths(clone)) {
    const kept = await gitMayFail(clone, 'checkout', '--ours', '--', path);
    await git(clone, ...(kept.startsWith('git ') ? ['rm', '--quiet', '--', path] : ['add', '--', path]));
  }
  return git(clone, 'write-tree');
}

test('every conflict of the demo is answered with the keyboard alone, and committed', async ({ selvedge }) => {
  const { page, repository } = await openDemo(selvedge);
  const expected = await treeOfOurs(repository, selvedge.scratch);
  const [ours, theirs] = [await git(repository, 'rev-parse', 'main'), await git(repository, 'rev-parse', branch)];
  await startMerge(page);
  await answerAll(page, repository, '1');
  await expect(page.getByText('All 8 files resolved')).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect.poll(() => git(repository, 'log', '-1', '--format=%P')).toBe(`${ours} ${theirs}`);
  expect(await git(repository, 'rev-parse', 'HEAD^{tree}')).toBe(expected);
  expect(await git(repository, 'status', '--porcelain')).toBe('');
  await expect(page.getByText('No merge is under way', { exact: false })).toBeVisible();
});

test('abort puts everything back, and can be undone', async ({ selvedge }) => {
  const { page, repository } = await openDemo(selvedge);
  const before = await git(repository, 'rev-parse', 'HEAD');
  await startMerge(page);
  await page.getByRole('button', { name: 'Abort' }).click();
  await page
    .getByRole('alertdialog')
    .or(page.getByRole('dialog'))
    .getByRole('button', { name: /^Abort/ })
    .click();
  await expect(page.getByText('No merge is under way', { exact: false })).toBeVisible();
  expect(await git(repository, 'status', '--porcelain')).toBe('');
  expect(await git(repository, 'rev-parse', 'HEAD')).toBe(before);
  await page.keyboard.press('Control+z');
  await expect(page.getByText('8 of 8 conflicts left')).toBeVisible();
  expect(await unmergedPaths(repository)).toHaveLength(8);
});

test('half-resolved work survives a crash', async ({ selvedge }) => {
  const { window, page, repository } = await openDemo(selvedge);
  await startMerge(page);
  await page
    .getByRole('row', { name: /vpcs\/app\.yaml/ })
    .first()
    .click();
  await expect(page.getByRole('button', { name: /Both/ })).toBeVisible();
  await page.keyboard.press('3');
  await page.waitForTimeout(1_000);
  await window.kill();
  const again = await selvedge.open({ path: repository });
  await again.page.keyboard.press('Control+4');
  await expect(again.page.getByText('7 of 8 conflicts left')).toBeVisible();
  await again.page
    .getByRole('row', { name: /vpcs\/app\.yaml/ })
    .first()
    .click();
  await expect(again.page.getByRole('row', { name: /Conflict 1 of 1.*Both taken, main first/ })).toBeVisible();
  expect(await unmergedPaths(repository)).toHaveLength(8);
});

test('text typed in the edit box of a question survives a crash', async ({ selvedge }) => {
  const { window, page, repository } = await openDemo(selvedge);
  await startMerge(page);
  await page
    .getByRole('row', { name: /vpcs\/app\.yaml/ })
    .first()
    .click();
  await page.getByRole('button', { name: /^Edit/ }).click();
  const box = page.getByRole('textbox').first();
  await expect(box).toBeVisible();
  await box.fill('          start: 10.10.2.77\n          end: 10.10.2.88');
  await page.waitForTimeout(1_200);
  await window.kill();
  const again = await selvedge.open({ path: repository });
  await again.page.keyboard.press('Control+4');
  await again.page
    .getByRole('row', { name: /vpcs\/app\.yaml/ })
    .first()
    .click();
  await expect(again.page.getByText('10.10.2.77').first()).toBeVisible();
});

test('a merge that a terminal started and finished is followed', async ({ selvedge }) => {
  const { page, repository } = await openDemo(selvedge);
  await gitMayFail(repository, 'merge', '--no-edit', branch);
  await expect(page.getByRole('button', { name: /^Merge.*8/ })).toBeVisible();
  await page.keyboard.press('Control+4');
  const text = await readFile(join(repository, vpc('web')), 'utf8');
  expect(text).toContain('<<<<<<<');
  await writeFile(join(repository, vpc('web')), text.replace(/<<<<<<<[^]*?>>>>>>>[^\n]*\n/, '        vlan: 1011\n'));
  await git(repository, 'add', '--', vpc('web'));
  await expect(page.getByText('7 of 8 conflicts left').or(page.getByText('7 of 7 conflicts left'))).toBeVisible();
  await git(repository, 'merge', '--abort');
  await expect(page.getByText('No merge is under way', { exact: false })).toBeVisible();
});
