import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './support/selvedge-test';

test('opens a folder that is dropped on the welcome screen', { tag: '@window' }, async ({ selvedge }) => {
  const { page } = await selvedge.open();
  const folder = join(selvedge.scratch, 'a fabric');
  await mkdir(folder);
  await page.evaluate(() => {
    const { selvedge: bridge } = window as unknown as { selvedge: { onEvent(hear: (event: unknown) => void): void } };
    bridge.onEvent((event) => document.documentElement.setAttribute('data-heard', JSON.stringify(event)));
  });
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [folder], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, x: 700, y: 400, data });
  }
  const wanted = JSON.stringify({ kind: 'project-requested', path: folder });
  await expect(page.locator('html')).toHaveAttribute('data-heard', wanted);
});
