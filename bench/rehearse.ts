import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Rehearsal } from '../src/contract/rehearsal';
import { buildCommandLineForTests } from '../test/support/built-command-line';
import { createRepository } from '../test/support/repository';

/**
 * A merge in which both sides touched 1,000 files: the rehearsal, by the command as it ships, against `git merge-tree`
 * in the same run.
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
const gitMs = await time(() =>
  run('git', ['merge-tree', '--write-tree', 'main', 'topic'], { cwd: repo.root, maxBuffer: 1e9 }).catch(() => null),
);
const selvedge = await buildCommandLineForTests();
const parts: readonly (readonly string[])[] = [['--no-rules'], []];
for (const options of parts) {
  let printed = '';
  const ms = await time(async () => {
    const ended = await selvedge.run(['rehearse', 'main', 'topic', '--json', ...options], { cwd: repo.root });
    if (ended.code > 1) throw new Error(ended.stderr);
    printed = ended.stdout;
  });
  const { counts, tookMs } = JSON.parse(printed) as Rehearsal;
  console.log(
    `${options.length === 0 ? 'with rules   ' : 'without rules'}  ${ms.toFixed(0)} ms from start to end of the command, ${tookMs.toFixed(0)} ms of it the rehearsal, ` +
      `${(tookMs / gitMs).toFixed(1)} × git merge-tree (${gitMs.toFixed(0)} ms); ${counts.touchedByBoth} files, ${counts.gitConflicts} conflicts by lines, ` +
      `${counts.settled} settled, ${counts.asking} asked, ${counts.combined} combined`,
  );
}
await selvedge.remove();
await repo.remove();
