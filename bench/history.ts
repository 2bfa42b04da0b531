import { createMeanings } from '../src/engine/history/meanings';
import { readTimeline } from '../src/engine/history/read-timeline';
import { readToldHistory } from '../src/engine/history/told-history';
import { safeProject, valueOf } from '../test/support/project';
import { createStormRepository } from '../test/support/storm-repository';
import { removeAllFolders } from '../test/support/temporary-folder';

/**
 * The history of a repository that cannot stop writing: how long it takes to know what every commit meant, and to show
 * the first page; `git log` over the same commits for comparison.
 *
 * usage: tsx bench/history.ts [COMMITS]
 */
const commits = Number(process.argv[2] ?? 2_872);

async function timed<T>(work: () => Promise<T>): Promise<readonly [number, T]> {
  const startMs = performance.now();
  const answer = await work();
  return [performance.now() - startMs, answer];
}

async function best(turns: number, work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let turn = 0; turn < turns; turn += 1) times.push((await timed(work))[0]);
  return Math.min(...times);
}

async function measure(): Promise<void> {
  const project = await safeProject((await createStormRepository(commits)).root);
  const meanings = [createMeanings(), createMeanings()] as const;
  const page = { path: null, kinds: [], text: '', cursor: null, limit: 200, unfolded: false };
  const sources = { ...project, meanings: meanings[0] };
  const [coldMs, told] = await timed(async () => valueOf(await readToldHistory(sources, 'HEAD')));
  const [warmMs] = await timed(async () =>
    valueOf(await readToldHistory({ ...project, meanings: meanings[1] }, 'HEAD')),
  );
  const rows = [
    ['complete index, cold', coldMs, 10_000],
    ['complete index, new process over the cache', warmMs, 2_000],
    ['first page of 200, warm', await best(5, () => readTimeline(sources, page)), 300],
    [
      'git log --name-status alone',
      await best(5, () => project.git.run(['log', '--format=%H', '--name-status'])),
      null,
    ],
  ] as const;
  process.stdout.write(
    `${commits} commits, ${told.filter(({ meaning }) => meaning !== null).length} of them with a meaning\n`,
  );
  for (const [what, ms, limit] of rows)
    process.stdout.write(
      `${what.padEnd(46)} ${String(Math.round(ms)).padStart(7)} ms${limit === null ? '' : `   (at most ${limit})`}\n`,
    );
  await Promise.all(meanings.map((one) => one.close()));
  await project.operations.close();
  await removeAllFolders();
}

await measure();
