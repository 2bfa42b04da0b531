import { execFileSync } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { quietContext } from '../../../src/engine/call-context';
import { createEngine } from '../../../src/engine/index';
import { createRepository } from '../../support/repository';
import { temporaryFolder } from '../../support/temporary-folder';

/** Shows `folder` a second time, read-only; false where this account may not mount. */
function mountReadOnly(folder: string, at: string): boolean {
  try {
    execFileSync('mount', ['--bind', folder, at], { stdio: 'ignore' });
    execFileSync('mount', ['-o', 'remount,ro,bind', at], { stdio: 'ignore' });
    return true;
  } catch {
    // Not root, or no Linux: the test says "skipped".
    return false;
  }
}

test('a repository on a read-only disk is refused in words, and nothing is thrown', async ({ skip }) => {
  const repository = await createRepository();
  await repository.commit('First', { 'a.yaml': 'a: 1\n' });
  const at = join(await temporaryFolder('mount'), 'disk');
  await mkdir(at);
  if (!mountReadOnly(repository.root, at)) return skip('skipped: mounting is not allowed here');
  const engine = await createEngine({
    dataFolder: await temporaryFolder('data'),
    watch: false,
    emit: () => undefined,
  });
  try {
    const opened = await engine.calls['projects.open']({ path: at, remember: false }, quietContext());
    expect(opened).toMatchObject({ ok: false, failure: { code: 'read-only' } });
    expect(await repository.status()).toEqual([]);
  } finally {
    await engine.close();
    execFileSync('umount', [at], { stdio: 'ignore' });
  }
});
