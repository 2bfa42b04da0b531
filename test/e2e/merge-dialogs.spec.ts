import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { findings } from './support/axe';
import { git, gitMayFail, introduce, unmergedPaths } from './support/git-view';
import { checkout } from './support/open-in-electron';
import { setTheme, type Theme } from './support/screens';
import { expect, type Selvedge, test } from './support/selvedge-test';

const vpc = (name: string, vlan: number, mtu: number): string =>
  `apiVersion: vpc.githedgehog.com/v1beta1\nkind: VPC\nmetadata:\n  name: ${name}\nspec:\n  vlan: ${vlan}\n  mtu: ${mtu}\n`;

/** A merge that git made with our installed driver: `b.yaml` is settled by it, `a.yaml` left open. */
async function mergedByDriver({ scratch, dataFolder }: Selvedge): Promise<string> {
  const repository = join(scratch, 'fabric');
  const launcher = join(scratch, 'selvedge');
  await writeFile(
    launcher,
    `#!/bin/sh\nSELVEDGE_DATA='${dataFolder}' SELVEDGE_NODE='${process.execPath}' exec '${checkout}/resources/bin/selvedge' "$@"\n`,
  );
  await chmod(launcher, 0o755);
  await mkdir(repository);
  await git(repository, 'init', '--quiet', '--initial-branch=main');
  await introduce(repository);
  const commit = async (a: string, b: string): Promise<void> => {
    await writeFile(join(repository, 'a.yaml'), a);
    await writeFile(join(repository, 'b.yaml'), b);
    await git(repository, 'add', '--all');
    await git(repository, 'commit', '--quiet', '-m', 'one');
  };
  await commit(vpc('a', 1000, 1500), vpc('b', 2000, 1500));
  await git(repository, 'checkout', '--quiet', '-b', 'topic');
  await commit(vpc('a', 1002, 1500), vpc('b', 2000, 9000));
  await git(repository, 'checkout', '--quiet', 'main');
  await commit(vpc('a', 1001, 1500), vpc('b', 2001, 1500));
  await git(repository, 'config', 'merge.selvedge.driver', `'${launcher}' merge-driver %O %A %B %L %P`);
  await writeFile(join(repository, '.git/info/attributes'), '*.yaml merge=selvedge\n');
  await gitMayFail(repository, 'merge', 'topic');
  expect(await unmergedPaths(repository)).toEqual(['a.yaml']);
  return repository;
}

async function closeDialog(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog').or(page.getByRole('alertdialog'))).toHaveCount(0);
}

for (const theme of ['light', 'dark'] satisfies Theme[]) {
  test(
    `what the driver decided is shown, and axe finds nothing on the dialogs of a merge, ${theme}`,
    {
      tag: '@window',
    },
    async ({ selvedge }, testInfo) => {
      test.slow();
      const path = await mergedByDriver(selvedge);
      const { page } = await selvedge.open({ path });
      await setTheme(page, theme);
      await page.keyboard.press('Control+4');
      await expect(page.getByText('Selvedge merged this file already when git asked', { exact: false })).toBeVisible();
      const found: Record<string, string[]> = {};
      const look = async (name: string): Promise<void> => {
        const dialog = page.getByRole('dialog').or(page.getByRole('alertdialog'));
        await expect(dialog).toBeVisible();
        await page.waitForTimeout(400);
        await testInfo.attach(name, { body: await page.screenshot(), contentType: 'image/png' });
        const here = await findings(page);
        if (here.length > 0) found[name] = here;
        await closeDialog(page);
      };
      await page.getByRole('button', { name: /^Abort/ }).click();
      await look('abort');
      await page.getByRole('button', { name: /^More/ }).click();
      await page.getByRole('menuitem', { name: /^Rehearse/ }).click();
      await look('rehearse');
      await page.keyboard.press('F8');
      await page.keyboard.press('2');
      await page.getByRole('button', { name: 'Mark resolved' }).click();
      await expect.poll(() => unmergedPaths(path)).toEqual([]);
      await page
        .getByRole('button', { name: /^Commit the merge/ })
        .first()
        .click();
      await expect(page.getByText('One file was settled by Selvedge when git merged')).toBeVisible();
      await page.getByText('One file was settled by Selvedge when git merged').click();
      await expect(page.getByText('b.yaml').last()).toBeVisible();
      await look('complete');
      expect(found).toEqual({});
    },
  );
}
