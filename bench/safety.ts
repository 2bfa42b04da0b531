import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRepository } from '../test/support/repository';
import { benchArchivers } from './safety/archivers';
import { benchGit } from './safety/git';
import { stopwatch } from './safety/stopwatch';
import type { Reading } from './safety/stopwatch';
import { benchSelvedge } from './safety/selvedge';
import { fillTree } from './safety/tree';

/**
 * R18: what safety costs, on files of 1 KB, beside git, restic and borg on the same tree in the same run, on disk with
 * every fsync. Usage: `npx tsx bench/safety.ts [number of files] [--json] [--alone]`; `--alone`: without the others.
 * The tree and everything else lie in the system's folder for temporary files; TMPDIR chooses the disk.
 */
const [first] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const count = Number(first ?? 10_000);
const load = (): string => loadavg()[0]?.toFixed(1) ?? '?';
const loadBefore = load();
const { readings, measure } = stopwatch();
const notes: string[] = [];

const folder = await mkdtemp(join(tmpdir(), 'selvedge-bench-'));
try {
  const repo = await createRepository({ root: join(folder, 'tree') });
  await fillTree(repo, count);
  await benchSelvedge(repo, join(folder, 'data'), count, measure);
  if (!process.argv.includes('--alone')) {
    await benchGit(repo, join(folder, 'git'), count, measure);
    notes.push(...(await benchArchivers(repo, join(folder, 'archives'), measure)));
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}

const machine = { files: count, cores: availableParallelism(), node: process.version, loadBefore, loadAfter: load() };
if (process.argv.includes('--json')) console.log(JSON.stringify({ ...machine, notes, readings }, null, 2));
else print();

function print(): void {
  console.log(
    `\n${count} files of 1 KB, ${machine.cores} cores, Node ${machine.node}, load ${loadBefore} before and ${machine.loadAfter} after\n`,
  );
  for (const note of notes) console.log(note);
  console.log(
    `${'what'.padEnd(34)} ${'who'.padEnd(10)} ${'wall'.padStart(8)}    ${'cpu'.padStart(8)}    wall and cpu, as many times ours`,
  );
  for (const what of new Set(readings.map((one) => one.what))) {
    const rows = readings.filter((one) => one.what === what);
    const ours = rows.find(({ who }) => who === 'selvedge');
    for (const row of rows) console.log(line(row, ours === row ? undefined : ours));
  }
}

function line({ what, who, wallMs, cpuMs }: Reading, ours: Reading | undefined): string {
  const ratio =
    ours === undefined ? '' : `${(wallMs / ours.wallMs).toFixed(2).padStart(8)} ${(cpuMs / ours.cpuMs).toFixed(2)}`;
  return `${what.padEnd(34)} ${who.padEnd(10)} ${wallMs.toFixed(0).padStart(8)} ms ${cpuMs.toFixed(0).padStart(8)} ms ${ratio}`;
}
