/**
 * What watching costs: `npx tsx bench/watch.ts [files …]`.
 *
 * For each size: milliseconds until the watch is ready and until every folder is watched, memory after it, one
 * look, and how long an edit from outside takes to be told.
 */
import { writeFile } from 'node:fs/promises';
import { nodeFileSystem } from '../src/engine/files/node-file-system';
import { createGit } from '../src/engine/git/create-git';
import { findGit } from '../src/engine/git/find-git';
import { openRepository } from '../src/engine/git/open-repository';
import { watchQuestions } from '../test/support/watch-questions';
import { watchProject } from '../src/engine/watch/watch-project';
import { createLargeRepository } from '../test/support/large-repository';
import { removeAllFolders } from '../test/support/temporary-folder';

const sizes = process.argv.slice(2).map(Number);
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const megabytes = (): number => Math.round(process.memoryUsage().rss / 1e6);

async function measure(files: number): Promise<Record<string, string | number>> {
  const repo = await createLargeRepository(files, Math.ceil(files / 50));
  const executable = await findGit();
  if (!executable.ok) throw new Error('no git');
  const found = await openRepository(repo.root, executable.value);
  if (!found.ok) throw new Error('no repository');
  const git = createGit(found.value.place, executable.value);
  const before = megabytes();
  const start = performance.now();
  let told: () => void = () => undefined;
  const watch = await watchProject({
    place: git.place,
    fs: nodeFileSystem(),
    ...watchQuestions(git),
    pollSeconds: () => 600,
    wroteLast: () => false,
    onFact: () => told(),
    onBug: (error) => console.error(error),
  });
  const readyMs = performance.now() - start;
  await pause(6_000);
  const lookAtMs = performance.now();
  await watch.lookNow();
  const lookMs = performance.now() - lookAtMs;
  const edits: number[] = [];
  for (let edit = 0; edit < 5; edit += 1) {
    const editedAtMs = performance.now();
    const seen = new Promise<void>((resolve) => (told = resolve));
    await writeFile(repo.path('area-1/rack-1/server-1.yaml'), `edit: ${edit}\n`);
    await seen;
    edits.push(performance.now() - editedAtMs);
    await pause(300);
  }
  const row = {
    files,
    mode: watch.watching().watching,
    'ready ms': Math.round(readyMs),
    'memory MB': megabytes() - before,
    'look ms': Math.round(lookMs),
    'edit told ms (worst of 5)': Math.round(Math.max(...edits)),
  };
  await watch.close();
  return row;
}

const rows: Record<string, string | number>[] = [];
for (const files of sizes.length > 0 ? sizes : [100, 10_000, 25_000, 50_000]) rows.push(await measure(files));
console.table(rows);
await removeAllFolders();
