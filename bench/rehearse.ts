import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { quietContext } from '../src/engine/call-context';
import { rehearse } from '../src/engine/merge/rehearse/rehearse';
import { withMergeThreads } from '../src/engine/merge/threads/merge-threads';
import { bareProject, valueOf } from '../test/support/project';
import { createRepository } from '../test/support/repository';

/**
 * A merge in which both sides touched 1,000 files: the rehearsal against `git merge-tree` in the same run.
 * Usage: `npx tsx bench/rehearse.ts [files both sides touched] [files in all]`.
 */
const touched = Number(process.argv[2] ?? 1_000);
const all = Math.max(touched, Number(process.argv[3] ?? 3_000));
const run = promisify(execFile);

const text = (at: number, vlan: number, mtu: number): string =>
  `apiVersion: vpc.githedgehog.com/v1beta1\nkind: VPC\nmetadata:\n  name: vpc-${at}\nspec:\n  ipv4Namespace: default\n` +
  `  vlanNamespace: ${at % 10 === 0 ? `ns-${vlan}` : 'default'}\n  mtu: ${mtu}\n  subnets:\n` +
  Array.from(
    { length: 6 },
    (_, subnet) =>
      `    s${subnet}:\n      subnet: 10.${at >> 8}.${at & 255}.${subnet * 32}/27\n      vlan: ${vlan + subnet}\n`,
  ).join('');

const repo = await createRepository();
const write = async (count: number, vlan: number, mtu: (at: number) => number): Promise<void> => {
  for (let at = 0; at < count; at += 1) {
    await mkdir(repo.path(`d${at % 50}`), { recursive: true });
    await writeFile(join(repo.root, `d${at % 50}/f${at}.yaml`), text(at, vlan, mtu(at)));
  }
  await repo.git('add', '--all');
  await repo.git('commit', '-q', '-m', 'all');
};
await write(all, 1000, () => 1500);
await repo.git('checkout', '-q', '-b', 'topic');
// Every tenth file is a conflict by lines in which nobody need be asked.
await write(touched, 1000, (at) => 1501 + (at % 7));
await repo.git('checkout', '-q', 'main');
await write(touched, 1100, () => 1500);

const time = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now();
  await work();
  return performance.now() - start;
};
const project = await bareProject(repo.root);
const gitMs = await time(() =>
  run('git', ['merge-tree', '--write-tree', 'main', 'topic'], { cwd: repo.root, maxBuffer: 1e9 }).catch(() => null),
);
for (const rules of [false, true]) {
  const options = { ours: 'main', theirs: 'topic', rules };
  const start = performance.now();
  const cpu = process.cpuUsage();
  const found = valueOf(await withMergeThreads(null, (threads) => rehearse(project, threads, options, quietContext())));
  const ms = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  const { touchedByBoth, gitConflicts, settled, asking, combined } = found.counts;
  console.log(
    `${rules ? 'with rules   ' : 'without rules'}  ${ms.toFixed(0)} ms, ${(ms / gitMs).toFixed(1)} × git merge-tree (${gitMs.toFixed(0)} ms), ${((user + system) / 1000).toFixed(0)} ms of processor; ` +
      `${touchedByBoth} files, ${gitConflicts} conflicts by lines, ${settled} settled, ${asking} asked, ${combined} combined`,
  );
}
await repo.remove();
