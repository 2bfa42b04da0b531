import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { quietContext } from '../../src/engine/call-context';
import { valueOf } from './project';
import { createRepository } from './repository';
import type { TestRepository } from './repository';
import { openSafety, photograph, quickFolder } from './safety-project';

export const killKinds = ['files', 'checkout', 'reset', 'merge', 'stash'] as const;
export type KillKind = (typeof killKinds)[number];

const fileCount = 300;

async function repositoryFor(kind: KillKind): Promise<TestRepository> {
  const repo = await createRepository({ root: await quickFolder('killed') });
  const files = (word: string): Record<string, string> =>
    Object.fromEntries(
      Array.from({ length: fileCount }, (_, at) => [`d${at % 17}/f${at}.yaml`, `${word} ${at}\n`.repeat(40)]),
    );
  await repo.commit('main', files('main'));
  await repo.git('branch', 'topic');
  await repo.git('branch', 'conflicting');
  await repo.git('checkout', '-q', 'topic');
  await repo.commit('topic', files('topic'));
  await repo.git('checkout', '-q', 'conflicting');
  await repo.commit('conflicting', { ...files('conflicting'), 'only-there.yaml': '1\n' });
  await repo.git('checkout', '-q', 'main');
  await repo.commit('other', { 'd0/f0.yaml': 'main goes on\n' });
  if (kind !== 'merge') await repo.write({ 'dirty.yaml': 'never committed\n' });
  if (kind === 'stash') await repo.write({ 'd1/f1.yaml': 'changed, never committed\n' });
  return repo;
}

/** Kills again and again; after each, recovery must leave exactly a state that lies between two operations. */
export async function killTrials(kind: KillKind, wanted: number): Promise<{ trials: number; interrupted: number }> {
  let interrupted = 0;
  for (let trial = 0; trial < wanted; trial += 1) {
    const repo = await repositoryFor(kind);
    const dataFolder = await quickFolder('data');
    const first = await openSafety(repo.root, { dataFolder });
    const before = await photograph(repo.root, first.git);
    await first.operations.close();
    const inside = await killOnce(repo.root, dataFolder, kind, 5 + ((trial * 7919) % 400));
    const again = await openSafety(repo.root, { dataFolder });
    const recovered = await again.operations.recover(quietContext());
    if (!recovered.ok) throw new Error(`${kind} ${trial}: recovery failed: ${JSON.stringify(recovered.failure)}`);
    if (recovered.value.repaired.length > 0) interrupted += 1;
    const diverged = recovered.value.repaired.flatMap((one) => one.diverged);
    if (diverged.length > 0) throw new Error(`${kind} ${trial}: diverged without anybody else: ${diverged.join(', ')}`);
    // Back to the beginning, one undo after the other: only an exact state lets itself be undone.
    for (;;) {
      const { undo } = valueOf(await again.operations.list({ limit: 1, before: null }));
      if (undo === null) break;
      valueOf(await again.undo());
    }
    const after = await photograph(repo.root, again.git);
    const different = Object.keys({ ...before, ...after }).filter((key) => before[key] !== after[key]);
    const fsck = await repo.git('fsck', '--no-dangling');
    await again.operations.close();
    await rm(repo.root, { recursive: true, force: true });
    await rm(dataFolder, { recursive: true, force: true });
    if (different.length > 0 || fsck !== '')
      throw new Error(`${kind} ${trial} (killed ${inside}): not as before: ${different.join(', ')} ${fsck}`);
  }
  return { trials: wanted, interrupted };
}

/** Answers what the process said last. */
function killOnce(root: string, dataFolder: string, kind: KillKind, afterMs: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const script = new URL('./kill-target.ts', import.meta.url).pathname;
    // Its own group, so that the git it started dies with it.
    const child = spawn(process.execPath, ['--import', 'tsx', script, root, dataFolder, kind], {
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    let complained = '';
    let armed = false;
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (armed || !said.includes('begin 0')) return;
      armed = true;
      setTimeout(() => child.pid !== undefined && process.kill(-child.pid, 'SIGKILL'), afterMs);
    });
    child.stderr.on('data', (chunk: Buffer) => (complained += chunk.toString()));
    child.on('exit', (_code, signal) => {
      if (signal === 'SIGKILL') resolve(said.trim().split('\n').at(-1) ?? '');
      else reject(new Error(`the process ended by itself: ${said}${complained}`));
    });
  });
}
