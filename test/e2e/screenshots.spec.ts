import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openBusyDemo, screens, setTheme, showScreen, type Theme } from './support/screens';
import { test } from './support/selvedge-test';

/** Writes every screen in both themes; `npm run screenshots` says where to. */
const folder = process.env.SELVEDGE_SCREENSHOTS ?? '';

test('every screen in both themes', async ({ selvedge }) => {
  test.setTimeout(300_000);
  await mkdir(folder, { recursive: true });
  const themes: readonly Theme[] = ['light', 'dark'];
  const welcome = await selvedge.open();
  for (const theme of themes) {
    await setTheme(welcome.page, theme);
    await welcome.page.waitForTimeout(500);
    await welcome.page.screenshot({ path: join(folder, `welcome-${theme}.png`) });
  }
  await welcome.close();
  const { page } = await openBusyDemo(selvedge);
  for (const theme of themes) {
    await setTheme(page, theme);
    for (const screen of screens) {
      await showScreen(page, screen);
      await page.screenshot({ path: join(folder, `${screen.name}-${theme}.png`) });
    }
  }
});
