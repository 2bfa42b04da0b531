import { rm } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { quietContext } from '../../src/engine/call-context';
import { startKillTarget } from './start-kill-target';
import { valueOf } from './project';
import { createRepository } from './repository';
import type { TestRepository } from './repository';
import type { SafetyProject } from './safety-project';
import { openSafety, photograph, quickFolder } from './safety-project';

export const killKinds = ['files', 'checkout', 'reset', 'merge', 'stash'] as const;
export type KillKind = (typeof killKinds)[number];

/** What a trial starts from: `files` files on two branches that differ in all of them, and something uncommitted. */
export async function repositoryToKill(kind: KillKind, root: string, fileCount = 300): Promise<TestRepository> {
  const repo = await createRepository({ root });
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
    const repo = await repositoryToKill(kind, await quickFolder('killed'));
    const dataFolder = await quickFolder('data');
    const first = await openSafety(repo.root, { dataFolder });
    const before = await photograph(repo.root, first.git);
    await first.operations.close();
    const target = startKillTarget(repo.root, dataFolder, kind);
    await target.working;
    await wait(5 + ((trial * 7919) % 400));
    await target.kill();
    const { repaired } = await provePast({ repo, dataFolder, before, name: `${kind} ${trial}`, said: target.said() });
    if (repaired) interrupted += 1;
    await rm(repo.root, { recursive: true, force: true });
    await rm(dataFolder, { recursive: true, force: true });
  }
  return { trials: wanted, interrupted };
}

/**
 * Opens what a dead process left and shows that it lies between two operations: what was acknowledged is in the log,
 * nothing diverged, git finds no fault, and one undo after the other leads back to exactly `before`.
 */
export async function provePast(left: {
  readonly repo: TestRepository;
  readonly dataFolder: string;
  readonly before: Record<string, string>;
  readonly name: string;
  /** The lines that the process said. */
  readonly said: readonly string[];
}): Promise<{ repaired: boolean; acknowledged: number }> {
  const again = await openSafety(left.repo.root, { dataFolder: left.dataFolder });
  try {
    return await proveOpened(again, left);
  } finally {
    await again.operations.close();
  }
}

async function proveOpened(
  again: SafetyProject,
  { repo, before, name, said }: Parameters<typeof provePast>[0],
): Promise<{ repaired: boolean; acknowledged: number }> {
  const recovered = await again.operations.recover(quietContext());
  if (!recovered.ok) throw new Error(`${name}: recovery failed: ${JSON.stringify(recovered.failure)}`);
  const diverged = recovered.value.repaired.flatMap((one) => one.diverged);
  if (diverged.length > 0) throw new Error(`${name}: diverged without anybody else: ${diverged.join(', ')}`);
  const acknowledged = said.filter((line) => line.startsWith('done ')).length;
  const known = valueOf(await again.operations.list({ limit: 1000, before: null })).operations.length;
  if (known < acknowledged)
    throw new Error(`${name}: ${acknowledged} operations were acknowledged, ${known} are known`);
  // Back to the beginning, one undo after the other: only an exact state lets itself be undone.
  for (;;) {
    const { undo } = valueOf(await again.operations.list({ limit: 1, before: null }));
    if (undo === null) break;
    const undone = await again.undo();
    if (undone.ok) continue;
    const { stdout, stderr } = await repo.tryGit('fsck', '--no-dangling');
    throw new Error(`${name}: cannot undo: ${JSON.stringify(undone.failure).slice(0, 2000)} ${stdout}${stderr}`);
  }
  const after = await photograph(repo.root, again.git);
  const different = Object.keys({ ...before, ...after }).filter((key) => before[key] !== after[key]);
  const fsck = await repo.git('fsck', '--no-dangling');
  if (different.length > 0 || fsck !== '')
    throw new Error(`${name} (${said.at(-1) ?? 'silent'}): not as before: ${different.join(', ')} ${fsck}`);
  return { repaired: recovered.value.repaired.length > 0, acknowledged };
}
