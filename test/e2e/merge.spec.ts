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
  // Until the branches are read there is nothing to choose from.
  await expect(button).toBeEnabled();
  await button.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: `${branch} Draw`, exact: false }).first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByText('8 of 8 files left')).toBeVisible();
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

/** A file of our side and of theirs, from git itself. */
const ofSides = async (repository: string, path: string): Promise<{ ours: string; theirs: string }> => ({
  ours: await git(repository, 'show', `main:${path}`),
  theirs: await git(repository, 'show', `${branch}:${path}`),
});

test('a merge is answered by value with the keyboard alone, and committed', async ({ selvedge }) => {
  test.slow();
  const { page, repository } = await openDemo(selvedge);
  const [ours, theirs] = [await git(repository, 'rev-parse', 'main'), await git(repository, 'rev-parse', branch)];
  const app = await ofSides(repository, vpc('app'));
  const web = await ofSides(repository, vpc('web'));
  expect(web.ours).toContain('vlan: 1011');
  expect(web.theirs).toContain('vlan: 1021');
  await startMerge(page);

  // What structure settles is offered, written by one key, and taken back by one.
  await expect(page.getByText('3 files are resolved by structure, with proof.')).toBeVisible();
  expect(await unmergedPaths(repository)).toHaveLength(8);
  await page.keyboard.press('Control+Shift+Enter');
  await expect(page.getByText('5 of 8 files left', { exact: false })).toBeVisible();
  const merged = await readFile(join(repository, vpc('app')), 'utf8');
  for (const side of [app.ours, app.theirs]) expect(merged.trim()).not.toBe(side.trim());
  await page.keyboard.press('Control+z');
  await expect(page.getByText('8 of 8 files left', { exact: false })).toBeVisible();
  expect(await unmergedPaths(repository)).toHaveLength(8);
  await expect(page.getByText('3 files are resolved by structure, with proof.')).toBeVisible();
  await page.keyboard.press('Control+Shift+Enter');
  await expect(page.getByText('5 of 8 files left', { exact: false })).toBeVisible();

  // One value: theirs, seen in the text, taken back, ours.
  await page.getByRole('row', { name: /^VPC default\/web, / }).click();
  await page.keyboard.press('2');
  await expect(
    page.getByRole('row', { name: /Conflict 1 of 1, VPC web, .*base 1001, ours 1011, theirs 1021.*taken/ }),
  ).toBeVisible();
  await expect(page.getByText('Checked: nothing is lost', { exact: false })).toBeVisible();
  await page.keyboard.press('Control+\\');
  await expect(
    page.getByText('Both sides’ changes, and your answers').or(page.getByText("Both sides' changes, and your answers")),
  ).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('row', { name: /Conflict 1 of 1, VPC web, .*Not resolved/ })).toBeVisible();
  await page.keyboard.press('1');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('4 of 8 files left', { exact: false })).toBeVisible();

  await answerAll(page, repository, '1');
  await expect(page.getByText('All 8 files resolved')).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect.poll(() => git(repository, 'log', '-1', '--format=%P')).toBe(`${ours} ${theirs}`);
  expect(await git(repository, 'show', `HEAD:${vpc('web')}`)).toContain('vlan: 1011');
  expect(await git(repository, 'show', `HEAD:${vpc('app')}`)).toBe(merged.trimEnd());
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
  await expect(page.getByText('8 of 8 files left')).toBeVisible();
  expect(await unmergedPaths(repository)).toHaveLength(8);
});

test('half-resolved work survives a crash', async ({ selvedge }) => {
  const { window, page, repository } = await openDemo(selvedge);
  await startMerge(page);
  await expect(page.getByText('5 of 5 conflicts open', { exact: false })).toBeVisible();
  await page.getByRole('row', { name: /^VPC default\/web, / }).click();
  await page.keyboard.press('2');
  await page.waitForTimeout(1_000);
  await window.kill();
  const again = await selvedge.open({ path: repository });
  await again.page.keyboard.press('Control+4');
  await expect(again.page.getByText('4 of 5 conflicts open', { exact: false })).toBeVisible();
  await again.page.getByRole('row', { name: /^VPC default\/web, / }).click();
  await expect(again.page.getByRole('row', { name: /Conflict 1 of 1, VPC web.*storage-growth taken/ })).toBeVisible();
  expect(await unmergedPaths(repository)).toHaveLength(8);
});

test('a value typed in the edit box survives a crash', async ({ selvedge }) => {
  const { window, page, repository } = await openDemo(selvedge);
  await startMerge(page);
  await expect(page.getByText('5 of 5 conflicts open', { exact: false })).toBeVisible();
  await page.getByRole('row', { name: /^VPC default\/web, / }).click();
  await page.getByRole('button', { name: /^Edit/ }).click();
  const box = page.getByRole('textbox', { name: 'Your own value' });
  await expect(box).toHaveValue('1011');
  await box.fill('1077');
  await page.waitForTimeout(1_200);
  await window.kill();
  const again = await selvedge.open({ path: repository });
  await again.page.keyboard.press('Control+4');
  await expect(again.page.getByText('4 of 5 conflicts open', { exact: false })).toBeVisible();
  await again.page.getByRole('row', { name: /^VPC default\/web, / }).click();
  await expect(again.page.getByText('vlan: 1077').first()).toBeVisible();
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
  await expect(page.getByText(/^7 of 8 files left/).or(page.getByText(/^7 of 7 files left/))).toBeVisible();
  await git(repository, 'merge', '--abort');
  await expect(page.getByText('No merge is under way', { exact: false })).toBeVisible();
});
