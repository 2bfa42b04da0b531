import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readWindowState, writeWindowState } from '../../../src/main/kept-window-state';

describe('kept window state', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'selvedge-window-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));
  const state = { version: 1, x: 1, y: 2, width: 900, height: 600, maximized: true } as const;

  it('reads back what it wrote, and leaves nothing beside it', async () => {
    const file = join(folder, 'new', 'window.json');
    writeWindowState(file, state);
    writeWindowState(file, { ...state, x: 3 });
    expect(readWindowState(file)).toEqual({ ...state, x: 3 });
    expect(await readdir(join(folder, 'new'))).toEqual(['window.json']);
  });

  it.each(['', '{', '[]', '{"version":2}', 'null'])('takes %j for nothing', async (text) => {
    const file = join(folder, 'window.json');
    await writeFile(file, text);
    expect(readWindowState(file)).toBeNull();
  });

  it('takes a missing file for nothing', () => expect(readWindowState(join(folder, 'none.json'))).toBeNull());
});
