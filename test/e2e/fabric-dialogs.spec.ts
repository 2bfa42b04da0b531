import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findings } from './support/axe';
import { setTheme, type Theme } from './support/screens';
import { expect, test } from './support/selvedge-test';

const vpcs = 'gitops/hedgehog/weaver-lab/managed/vpcs';

for (const theme of ['light', 'dark'] satisfies Theme[]) {
  test(`axe finds nothing on the dialogs of the fabric, and the keys come back, ${theme}`, async ({ selvedge }) => {
    test.slow();
    const { page } = await selvedge.open({ demo: true });
    await expect(page.getByText('Nothing has changed since the last commit.')).toBeVisible();
    const folder = join(selvedge.dataFolder, 'demo', 'weaver', vpcs);
    await copyFile(join(folder, 'app.yaml'), join(folder, 'app-again.yaml'));
    await setTheme(page, theme);
    const found: Record<string, string[]> = {};
    const look = async (name: string, list: string): Promise<void> => {
      await expect(page.getByRole('dialog')).toBeVisible();
      await expect(page.getByRole('combobox', { name: 'Search and commands' })).toHaveCount(0);
      await expect(page.getByRole('dialog').getByRole('progressbar')).toHaveCount(0);
      // A button that may be pressed at last still fades in.
      await page.evaluate(() =>
        Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => null))),
      );
      const here = await findings(page);
      if (here.length > 0) found[name] = here;
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
      await expect(
        page.getByRole(/^(Timeline|Resources)$/.test(list) ? 'treegrid' : 'grid', { name: list }),
      ).toBeFocused();
    };
    const command = async (typed: string): Promise<void> => {
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox', { name: 'Search and commands' }).fill(typed);
      await page.keyboard.press('Enter');
    };
    await page.keyboard.press('Control+2');
    await page
      .getByRole('row', { name: /^VPC app, / })
      .first()
      .click();
    for (const typed of ['rename, with', 'insert the next free', 'delete this', 'ingest', 'put folders']) {
      await command(typed);
      await look(typed, 'Resources');
    }
    await page.keyboard.press('Control+8');
    await page.getByRole('radio', { name: /^Duplicates \d/ }).click();
    await expect(page.getByRole('grid', { name: 'Resources that stand more than once' })).toBeVisible();
    await page.getByRole('grid', { name: 'Resources that stand more than once' }).focus();
    await command('clear up this duplicate');
    await look('duplicates', 'Resources that stand more than once');
    await page.keyboard.press('Control+5');
    await expect(page.getByRole('treegrid', { name: 'Timeline' })).toBeFocused();
    await page.keyboard.press('w');
    await look('when', 'Timeline');
    expect(found).toEqual({});
  });
}
