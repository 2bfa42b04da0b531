import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { git, gitMayFail, introduce } from './support/git-view';
import { expect, type Selvedge, test } from './support/selvedge-test';

const managed = 'gitops/hedgehog/weaver-lab/managed';

async function openDemo(selvedge: Selvedge): Promise<{ page: Page; repository: string }> {
  const { page } = await selvedge.open({ demo: true });
  const repository = join(selvedge.dataFolder, 'demo', 'weaver');
  await expect(page.getByText('Nothing has changed since the last commit.')).toBeVisible();
  await introduce(repository);
  return { page, repository };
}

const resources = (page: Page) => page.getByRole('treegrid', { name: 'Resources' });

/** Writes over a word of the text that is open. */
async function typeOver(page: Page, word: string, text: string): Promise<void> {
  await page.locator('.view-line').getByText(word, { exact: true }).first().dblclick();
  await page.keyboard.type(text);
}

/** By how many pixels an editor is larger than the place it has. */
const heightBeyondPlace = (page: Page): Promise<number> =>
  page
    .locator('.monaco-editor[role=code]')
    .first()
    .evaluate((code) => Math.max(0, code.clientHeight - (code.parentElement?.clientHeight ?? 0)));

test('a VLAN is found, made to collide, seen as a problem, saved and undone', async ({ selvedge }) => {
  const { page, repository } = await openDemo(selvedge);
  const path = join(repository, managed, 'vpcs/app.yaml');
  const before = await readFile(path, 'utf8');
  await page.keyboard.press('Control+2');
  await expect(resources(page).getByRole('row', { name: /^Switch leaf-01/ })).toBeVisible();
  await page.keyboard.press('/');
  await page.keyboard.type('kind:VPC vlan:1002');
  await expect(resources(page).getByRole('row')).toHaveCount(2);
  await resources(page)
    .getByRole('row', { name: /^VPC app/ })
    .click();
  await typeOver(page, '1002', '1011');
  const problems = page.getByRole('grid', { name: 'Problems of this file' });
  await expect(problems.getByRole('row', { name: /error.*1011/ })).toBeVisible();
  expect(await readFile(path, 'utf8')).toBe(before);
  // The line above that says "Not saved yet" took room: the text follows, so that its end can be seen.
  await expect.poll(() => heightBeyondPlace(page)).toBe(0);
  await page.keyboard.press('Control+s');
  await expect.poll(() => readFile(path, 'utf8')).toBe(before.replace('vlan: 1002', 'vlan: 1011'));
  await page.keyboard.press('Control+8');
  await expect(
    page
      .getByRole('treegrid', { name: 'Problems' })
      .getByRole('row', { name: /error.*1011/ })
      .first(),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => readFile(path, 'utf8')).toBe(before);
  await expect(page.getByRole('treegrid', { name: 'Problems' }).getByRole('row', { name: /error.*1011/ })).toHaveCount(
    0,
  );
});

test('a rename shows every edit, is one operation, and is undone as one', async ({ selvedge }) => {
  const { page, repository } = await openDemo(selvedge);
  await page.keyboard.press('Control+2');
  await resources(page)
    .getByRole('row', { name: /^VPC app/ })
    .click();
  await expect(page.getByRole('heading', { name: /VPC app/ })).toBeVisible();
  await page.keyboard.press('F2');
  const dialog = page.getByRole('dialog', { name: 'Rename VPC app' });
  await dialog.getByRole('textbox', { name: 'New name' }).fill('backend');
  await expect(dialog.getByRole('grid', { name: 'Files that would change' })).toBeVisible();
  expect(await git(repository, 'status', '--porcelain')).toBe('');
  await dialog.getByRole('button', { name: /^Apply to/ }).click();
  await expect(page.getByRole('heading', { name: /VPC backend/ })).toBeVisible();
  await expect(resources(page).getByRole('row', { name: /^VPC backend/ })).toHaveAttribute('aria-selected', 'true');
  expect(await gitMayFail(repository, 'grep', '--untracked', '-l', '-E', 'subnet: app/|^  name: app$')).not.toContain(
    '.yaml\n',
  );
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => git(repository, 'status', '--porcelain')).toBe('');
});

test('completion, hover and references know the fabric', async ({ selvedge }) => {
  const { page } = await openDemo(selvedge);
  await page.keyboard.press('Control+2');
  await expect(resources(page)).toBeVisible();
  await page.keyboard.press('/');
  await page.keyboard.type('services kind:VPCAttachment server-02');
  await resources(page)
    .getByRole('row', { name: /^VPCAttachment server-02--app--services/ })
    .click();
  const line = page.locator('.view-line').filter({ hasText: 'subnet' });
  await line.getByText('app/services').hover();
  await expect(
    page
      .locator('.monaco-hover')
      .getByText(/Named by/)
      .first(),
  ).toBeVisible();
  await line.getByText('app/services').click();
  await page.keyboard.press('F12');
  await expect(page.getByRole('heading', { name: /VPC app/ })).toBeVisible();
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(page.getByRole('heading', { name: /VPCAttachment server-02--app--services/ })).toBeVisible();
  await line.getByText('app/services').click();
  await page.keyboard.press('Shift+F12');
  const places = page.getByRole('dialog', { name: /VPC app.*named \d+ times/ });
  await expect(places.getByRole('row', { name: /VPCPeering app--db/ }).first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(places).toHaveCount(0);
  // The keyboard is the editor's again when the dialog has given it back.
  await expect(page.locator('.monaco-editor.focused')).toBeVisible();
  await page.keyboard.press('End');
  await page.keyboard.press('Shift+Home');
  await page.keyboard.type('subnet: ');
  await page.keyboard.press('Control+Space');
  await expect(page.locator('.suggest-widget').getByText('app/jobs')).toBeVisible();
});

test('a typing mistake is fixed with a preview; a spare copy is archived; an edit elsewhere is told', async ({
  selvedge,
}) => {
  const { page, repository } = await openDemo(selvedge);
  const path = join(repository, managed, 'vpcs/app.yaml');
  const before = await readFile(path, 'utf8');
  await writeFile(path, before.replace('defaultIsolated', 'defaultIsolate'));
  await page.keyboard.press('Control+8');
  await page
    .getByRole('row', { name: /defaultIsolate/ })
    .first()
    .click();
  await page.keyboard.press('f');
  await page.getByRole('dialog').getByRole('button', { name: 'Apply to 1 file' }).click();
  await expect.poll(() => readFile(path, 'utf8')).toBe(before);
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('u');
  await expect(page.getByRole('row', { name: /VPC web, 2 copies/ })).toBeVisible();
  await page.keyboard.press('a');
  await page
    .getByRole('dialog', { name: /Archive/ })
    .getByRole('button', { name: /^Apply to/ })
    .click();
  await expect(page.getByText('Every resource stands exactly once.')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('row', { name: /VPC web, 2 copies/ })).toBeVisible();

  await page.keyboard.press('Control+2');
  await resources(page)
    .getByRole('row', { name: /^VPC app/ })
    .click();
  await typeOver(page, '1002', '1099');
  await expect(page.getByText('Not saved yet.')).toBeVisible();
  await writeFile(path, before.replace('10.10.2.1\n', '10.10.2.2\n'));
  await expect(page.getByText('Somebody changed this file', { exact: false })).toBeVisible();
  await page.getByRole('button', { name: 'Keep mine' }).click();
  await page.getByRole('button', { name: /^Save/ }).click();
  await expect.poll(() => readFile(path, 'utf8')).toBe(before.replace('vlan: 1002', 'vlan: 1099'));
});
