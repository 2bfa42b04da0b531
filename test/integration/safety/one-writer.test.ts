import { spawn } from 'node:child_process';
import { mkdir, readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { nodeFileSystem } from '../../../src/engine/files/node-file-system';
import { openRepositoryLock } from '../../../src/engine/locks/repository-lock';
import { failureOf, valueOf } from '../../support/project';
import { quickFolder } from '../../support/safety-project';
import { removeAllFolders } from '../../support/temporary-folder';

afterAll(removeAllFolders);

const script = new URL('../../support/lock-target.ts', import.meta.url).pathname;
const start = (folder: string, mode: string, turns: number) =>
  spawn(process.execPath, ['--import', 'tsx', script, folder, mode, String(turns)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
const lockFor = (folder: string, instance = 'test') =>
  openRepositoryLock({ fs: nodeFileSystem(), folder, clock: Date.now, instance });
const quick = { signal: new AbortController().signal, patienceMs: 50 };

/** R12 */
describe('one writer', () => {
  it('of several processes is ever at work, also while some are killed', { timeout: 120_000 }, async () => {
    const folder = await quickFolder('lock');
    const turns = 60;
    const workers = Array.from({ length: 4 }, () => start(folder, 'work', turns));
    const victims = Array.from({ length: 2 }, () => start(folder, 'work', 100_000));
    const killer = setInterval(() => victims.pop()?.kill('SIGKILL'), 2_000);
    const codes = await Promise.all(workers.map((child) => new Promise((done) => child.on('exit', done))));
    clearInterval(killer);
    for (const victim of victims) victim.kill('SIGKILL');
    expect(codes).toEqual([0, 0, 0, 0]);
    // Each turn read a counter, waited, and wrote it plus one: two at once would lose a count, or meet a mark.
    const count = Number(await readFile(join(folder, 'counter'), 'utf8'));
    expect(count).toBeGreaterThanOrEqual(workers.length * turns);
    expect((await readdir(folder)).filter((name) => name.startsWith('double'))).toEqual([]);
    console.log(`R12: ${count} turns of 6 processes`);
  });

  it('that dies is followed at once', async () => {
    const folder = await quickFolder('lock');
    const child = start(folder, 'hold', 1);
    await new Promise((ready) => child.stdout.once('data', ready));
    const lock = await lockFor(folder);
    const refused = failureOf(await lock.acquire('wait', quick));
    expect(refused).toMatchObject({ code: 'locked-by-other', holder: { pid: child.pid, doing: 'hold' } });
    expect(await lock.holder()).toMatchObject({ pid: child.pid });
    const dead = new Promise((done) => child.on('exit', done));
    child.kill('SIGKILL');
    await dead;
    const since = performance.now();
    const held = valueOf(await lock.acquire('take over', { ...quick, patienceMs: 5_000 }));
    expect(performance.now() - since).toBeLessThan(1_000);
    await held.release();
    expect(await lock.holder()).toBeNull();
    lock.close();
  });

  it('stops waiting when it is cancelled, and lets its own process stand in line', async () => {
    const folder = await quickFolder('lock');
    await mkdir(folder, { recursive: true });
    const [one, two] = [await lockFor(folder, 'a'), await lockFor(folder, 'b')];
    const held = valueOf(await one.acquire('first', quick));
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 30);
    expect(failureOf(await two.acquire('second', { signal: stop.signal, patienceMs: 60_000 }))).toEqual({
      code: 'cancelled',
    });
    const order: string[] = [];
    const waiting = one.acquire('third', { ...quick, patienceMs: 5_000 }).then(async (third) => {
      order.push('third');
      await valueOf(third).release();
    });
    order.push('released');
    await held.release();
    await waiting;
    expect(order).toEqual(['released', 'third']);
    const other = valueOf(await two.acquire('fourth', { ...quick, patienceMs: 5_000 }));
    expect(other.epoch).toBeGreaterThan(held.epoch);
    await other.release();
    one.close();
    two.close();
  });
});
