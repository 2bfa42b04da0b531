import { findings } from './support/axe';
import { openBusyDemo, screens, setTheme, showScreen, type Theme } from './support/screens';
import { expect, test } from './support/selvedge-test';

for (const theme of ['light', 'dark'] satisfies Theme[]) {
  test(`axe finds nothing on any screen, ${theme}`, { tag: '@window' }, async ({ selvedge }) => {
    test.setTimeout(180_000);
    const { page } = await openBusyDemo(selvedge);
    await setTheme(page, theme);
    const found: Record<string, string[]> = {};
    for (const screen of screens) {
      await showScreen(page, screen);
      const here = await findings(page);
      if (here.length > 0) found[screen.name] = here;
    }
    expect(found).toEqual({});
  });

  test(`axe finds nothing on Welcome, ${theme}`, { tag: '@window' }, async ({ selvedge }) => {
    const { page } = await selvedge.open();
    await setTheme(page, theme);
    expect(await findings(page)).toEqual([]);
  });
}
