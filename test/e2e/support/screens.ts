import { join } from 'node:path';
import type { Page } from 'playwright';
import { git, gitMayFail, introduce } from './git-view';
import { expect, type Selvedge } from './selvedge-test';

export type Theme = 'light' | 'dark';

/** Switches the theme as Settings does. */
export async function setTheme(page: Page, theme: Theme): Promise<void> {
  await page.evaluate(async (wanted) => {
    const { selvedge } = window as unknown as {
      selvedge: { call(name: string, id: string, input: unknown): Promise<unknown> };
    };
    await selvedge.call('settings.write', crypto.randomUUID(), { change: { theme: wanted } });
  }, theme);
  await expect(page.locator('html')).toHaveCSS('color-scheme', theme);
}

/** The demo fabric with something to see on every screen: edits, a backup, a restore, a merge with conflicts. */
export async function openBusyDemo(selvedge: Selvedge): Promise<{ page: Page; repository: string }> {
  const { page } = await selvedge.open({ demo: true });
  const repository = join(selvedge.dataFolder, 'demo', 'weaver');
  await expect(page.getByText('Nothing has changed since the last commit.')).toBeVisible();
  await introduce(repository);
  await page.keyboard.press('Control+5');
  await page
    .getByRole('row', { name: /Commit: Keep leases of web for two hours/ })
    .first()
    .click();
  await expect(page.getByText('Restoring replaces the file', { exact: false })).toBeVisible();
  await page.getByRole('button', { name: /Restore this version/ }).click();
  await expect(page.getByText(/Restore .* from/).first()).toBeVisible();
  await git(repository, 'stash', '--quiet', '--include-untracked');
  await gitMayFail(repository, 'merge', '--no-edit', 'feature/storage-growth');
  await expect(page.getByRole('button', { name: /^Merge.*8/ })).toBeVisible();
  return { page, repository };
}

interface ScreenToShow {
  readonly name: string;
  readonly show: (page: Page) => Promise<void>;
}

const settle = (page: Page): Promise<void> => page.waitForTimeout(1_200);

/** Every screen that exists, each with how to get there from anywhere by keyboard. */
export const screens: readonly ScreenToShow[] = [
  {
    name: 'resources',
    show: async (page) => {
      await page.keyboard.press('Control+2');
      await page.keyboard.press('3');
      await page
        .getByRole('row', { name: /^VPC batch, / })
        .last()
        .click();
    },
  },
  {
    name: 'problems',
    show: async (page) => {
      await page.keyboard.press('Control+8');
      await page.getByRole('radio', { name: /^Problems/ }).check({ force: true });
      await page
        .getByRole('treegrid', { name: 'Problems' })
        .getByRole('row', { name: /^error/ })
        .first()
        .click();
    },
  },
  {
    name: 'rules',
    show: async (page) => {
      await page.keyboard.press('Control+8');
      await page.getByRole('radio', { name: 'Rules' }).check({ force: true });
      await expect(page.getByRole('grid', { name: 'Rules' })).toBeVisible();
    },
  },
  {
    name: 'changes',
    show: async (page) => {
      await page.keyboard.press('Control+3');
      await page
        .getByRole('row', { name: /server-11--eslag.*staged/ })
        .first()
        .click();
    },
  },
  {
    name: 'merge-inline',
    show: async (page) => {
      await page.keyboard.press('Control+4');
      await page
        .getByRole('row', { name: /^VPC default\/web, / })
        .first()
        .click();
      await page.getByRole('radio', { name: 'Values' }).check({ force: true });
    },
  },
  {
    name: 'merge',
    show: async (page) => {
      await page.keyboard.press('Control+4');
      await page
        .getByRole('row', { name: /^VPC default\/cache, / })
        .first()
        .click();
      await page.getByRole('radio', { name: 'Three panes' }).check({ force: true });
    },
  },
  {
    name: 'merge-settled',
    show: async (page) => {
      await page.keyboard.press('Control+4');
      await page
        .getByRole('row', { name: /vpcs\/app\.yaml/ })
        .first()
        .click();
      await page.getByRole('radio', { name: 'Values' }).check({ force: true });
    },
  },
  {
    name: 'merge-deleted',
    show: async (page) => {
      await page.keyboard.press('Control+4');
      await page
        .getByRole('row', { name: /server-08--ci--runners/ })
        .first()
        .click();
    },
  },
  {
    name: 'timeline',
    show: async (page) => {
      await page.keyboard.press('Control+5');
      await page
        .getByRole('row', { name: /Move web out of the way/ })
        .first()
        .click();
    },
  },
  { name: 'backups', show: (page) => page.keyboard.press('Control+6') },
  { name: 'activity', show: (page) => page.keyboard.press('Control+9') },
  ...[
    ['checkpoints', 'k'],
    ['audit', 'a'],
    ['locks', 'l'],
  ].map(([name = '', key = '']) => ({
    name: `activity-${name}`,
    show: async (page: Page): Promise<void> => {
      await page.keyboard.press('Control+9');
      await page.keyboard.press(key);
    },
  })),
  { name: 'settings', show: (page) => page.keyboard.press('Control+,') },
  {
    name: 'palette',
    show: async (page) => {
      await page.keyboard.press('Control+3');
      await page.keyboard.press('Control+k');
      await page.keyboard.type('merge');
    },
  },
];

export async function showScreen(page: Page, screen: ScreenToShow): Promise<void> {
  await page.keyboard.press('Escape');
  await screen.show(page);
  // Off what was clicked: its tooltip would hide something.
  await page.mouse.move(620, 3);
  await settle(page);
}
