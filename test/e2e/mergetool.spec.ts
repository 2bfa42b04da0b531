import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { git, gitMayFail, unmergedPaths } from './support/git-view';
import { conflictedFiles, runGitMergetool } from './support/git-mergetool';
import { expect, test } from './support/selvedge-test';

/** The file that is asked about now. */
const shows = (page: Page, file: string) => expect(page.getByRole('group', { name: file, exact: true })).toBeVisible();

const answer = async (page: Page, key: '1' | '2'): Promise<void> => {
  await page.keyboard.press(key);
  await page.getByRole('button', { name: 'Mark resolved' }).click();
};

test.describe('git mergetool', { tag: ['@window'] }, () => {
  test.afterEach(async ({ selvedge }) => {
    // A window that git started outlives it.
    const pid = await readFile(join(selvedge.dataFolder, 'window-open'), 'utf8').catch(() => '');
    try {
      if (pid !== '') process.kill(Number(pid));
    } catch {
      // It died in the test.
    }
  });
  test.skip(process.platform === 'win32', 'the window is started by a shell script here');

  test('opens the window at one file after the other and believes its answers', async ({ selvedge }) => {
    test.slow();
    const repository = join(selvedge.scratch, 'a repository');
    const files = ['-dash.yaml', "an odd folder/knöten 'one'.yaml", 'z.yaml'];
    await conflictedFiles(repository, files);
    await mkdir(join(repository, 'an odd folder/deeper'));
    const tool = await runGitMergetool(selvedge, repository, join(repository, 'an odd folder/deeper'));
    const page = await tool.page();
    for (const file of files) {
      // The window goes on by itself; git asks for the next file a moment later.
      await expect.poll(tool.said).toContain(`waiting until ${file} is resolved`);
      await shows(page, file);
      expect(await unmergedPaths(repository)).toContain(file);
      await answer(page, file === 'z.yaml' ? '1' : '2');
    }
    expect(await tool.ended, tool.said()).toBe(0);
    expect(await unmergedPaths(repository)).toEqual([]);
    for (const file of files) {
      const wanted = file === 'z.yaml' ? '1001' : '1002';
      expect(await readFile(join(repository, file), 'utf8')).toBe(`name: one\nvlan: ${wanted}\n`);
    }

    // The window that is open now is used again, for a working tree of its own. Leaving it is no answer.
    await git(repository, 'commit', '--quiet', '--no-edit');
    const tree = join(selvedge.scratch, 'tree');
    await git(repository, 'worktree', 'add', '--quiet', '-b', 'other', tree, 'main~1');
    await gitMayFail(tree, 'merge', 'topic');
    const again = await runGitMergetool(selvedge, tree);
    await shows(page, '-dash.yaml');
    const wait = page.waitForEvent('close');
    await page.evaluate(() => {
      window.close();
    });
    await wait;
    expect(await again.ended).not.toBe(0);
    expect(again.said()).toContain('the window was left, and -dash.yaml is still in conflict');
    expect(await unmergedPaths(tree)).toContain('-dash.yaml');
  });

  test('a window that dies is no answer', async ({ selvedge }) => {
    const repository = join(selvedge.scratch, 'r');
    await conflictedFiles(repository, ['a.yaml']);
    const window = await selvedge.open();
    const tool = await runGitMergetool(selvedge, repository);
    await shows(window.page, 'a.yaml');
    await window.kill();
    expect(await tool.ended).not.toBe(0);
    expect(tool.said()).toContain('the window was left');
    expect(await readFile(join(repository, 'a.yaml'), 'utf8')).toContain('<<<<<<<');
  });
});
