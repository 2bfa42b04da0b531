import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLog } from '../../../src/main/log';

describe('openLog', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'selvedge-log-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));
  const open = () => openLog(join(folder, 'logs'), () => new Date('2024-05-06T07:08:09Z'));

  it('writes a bug in full under a reference that finds it', async () => {
    const log = open();
    const reference = log.bug('merge.state', new Error('outer', { cause: new Error('inner at https://a:b@host') }));
    const text = await readFile(log.file, 'utf8');
    expect(reference).toMatch(/^[2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{4}$/);
    expect(text).toContain(`2024-05-06T07:08:09.000Z bug ${reference} in merge.state\nError: outer`);
    expect(text).toContain('caused by Error: inner at https://…@host');
    expect(text).toContain('log.test.ts');
  });

  it('takes anything that was thrown', async () => {
    const log = open();
    log.bug('a promise', undefined);
    log.bug('a promise', 'words');
    expect(await readFile(log.file, 'utf8')).toMatch(/undefined\n[^\n]*\nwords\n$/);
  });

  it('starts a new file when the old one is large, and keeps one', async () => {
    const log = open();
    log.note('first');
    await writeFile(log.file, 'x'.repeat(2 * 1024 * 1024 + 1));
    log.note('second');
    expect(await readFile(log.file, 'utf8')).toBe('2024-05-06T07:08:09.000Z second\n');
    expect((await stat(join(folder, 'logs', 'selvedge.1.log'))).size).toBe(2 * 1024 * 1024 + 1);
  });

  it('is for its owner alone', async () => {
    const log = open();
    log.note('line');
    expect((await stat(log.file)).mode & 0o077).toBe(0);
  });

  it('does not throw when the disk refuses', async () => {
    await writeFile(join(folder, 'logs'), 'a file stands where the folder should be');
    expect(() => open().note('line')).not.toThrow();
  });
});
