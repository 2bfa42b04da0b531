import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeFileSystem } from '../../src/engine/files/node-file-system';
import { openRepositoryLock } from '../../src/engine/locks/repository-lock';

/** A process that takes the lock again and again and does what only one at a time can do right. */
const [folder = '', mode = '', turns = '0'] = process.argv.slice(2);
const lock = await openRepositoryLock({ fs: nodeFileSystem(), folder, clock: Date.now, instance: `${process.pid}` });
const signal = new AbortController().signal;
const counter = join(folder, 'counter');
const inside = join(folder, 'inside');

for (let turn = 0; turn < Number(turns); turn += 1) {
  const held = await lock.acquire(mode, { signal, patienceMs: 60_000 });
  if (!held.ok) throw new Error(JSON.stringify(held.failure));
  if (mode === 'hold') {
    process.stdout.write('holding\n');
    await new Promise((resume) => setTimeout(resume, 60_000));
  }
  const other = existsSync(inside) ? readFileSync(inside, 'utf8') : null;
  // A mark of a process that lives means that two are at work.
  if (other !== null && other !== '' && isAlive(Number(other)))
    writeFileSync(join(folder, `double-${process.pid}`), other);
  writeFileSync(inside, String(process.pid));
  const count = existsSync(counter) ? Number(readFileSync(counter, 'utf8')) : 0;
  await new Promise((resume) => setTimeout(resume, 1));
  writeFileSync(`${counter}.new`, String(count + 1));
  const { renameSync } = await import('node:fs');
  renameSync(`${counter}.new`, counter);
  rmSync(inside);
  await held.value.release();
}
lock.close();

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    // It was killed in its turn; its lock went with it.
    return false;
  }
}
