import type { ProjectPath } from '../../contract/basics';
import type { Result } from '../../contract/call';
import { ok } from '../../contract/call';
import type { TimelineEntry } from '../../contract/history';
import type { Git } from '../git/git';
import type { LogCommit } from '../git/parse-log';
import { readLog } from '../git/read-log';
import { readHeadCommit } from '../git/resolve-commit';
import type { CommitMeaning } from '../../core/timeline/commit-meaning';
import type { MadeCommits } from './made-commits';
import { judgeCommits } from './judge-commits';
import type { JudgementCache } from './judgement-cache';
import type { MeaningSource } from './meaning-source';
import { readMeanings } from './read-meanings';
import type { Stream } from './stream';
import { listedPaths } from './stream';
import type { TimelinePosition } from './timeline-cursor';

type CommitEntry = Extract<TimelineEntry, { kind: 'commit' }>;
type Position = TimelinePosition['commits'];

/** The first page shall be quick, the later ones few. */
const firstSize = 400;
const laterSize = 2_000;

export interface CommitStreamOptions {
  readonly git: Git;
  readonly cache: JudgementCache;
  /** What commits meant; null: nothing is said. */
  readonly meanings: MeaningSource | null;
  readonly made: MadeCommits;
  /** Only commits that touch this path, also under its former names. */
  readonly path: ProjectPath | null;
  readonly from: Position | null;
  readonly signal?: AbortSignal;
}

/** Commits that HEAD reaches. Pages stay in step while new commits arrive. */
export function commitStream(options: CommitStreamOptions): Stream<Position> {
  const { from } = options;
  let done = from === 'done';
  let at = from === null || from === 'done' ? { start: null, page: null, size: firstSize, taken: 0 } : { ...from };
  let loaded: { readonly entries: readonly TimelineEntry[]; readonly next: string | null } | null = null;

  const load = async (): Promise<Result<null>> => {
    const start = at.start === null ? await readHeadCommit(options.git, options.signal) : ok(at.start);
    if (!start.ok) return start;
    if (start.value === null) {
      done = true;
      return ok(null);
    }
    at = { ...at, start: start.value };
    const page = await loadPage(options, start.value, at.page, at.size);
    if (!page.ok) return page;
    loaded = page.value;
    return ok(null);
  };
  const peek = async (): Promise<Result<TimelineEntry | null>> => {
    for (;;) {
      if (done) return ok(null);
      if (loaded === null) {
        const read = await load();
        if (!read.ok) return read;
        continue;
      }
      const entry = loaded.entries[at.taken];
      if (entry !== undefined) return ok(entry);
      done = loaded.next === null;
      at = { ...at, page: loaded.next, size: laterSize, taken: 0 };
      loaded = null;
    }
  };
  return { peek, take: () => void (at.taken += 1), position: () => (done ? 'done' : { ...at }) };
}

async function loadPage(
  { git, cache, meanings, made, path, signal }: CommitStreamOptions,
  start: string,
  page: string | null,
  size: number,
): Promise<Result<{ readonly entries: readonly TimelineEntry[]; readonly next: string | null }>> {
  const abort = signal === undefined ? {} : { signal };
  const log = await readLog(git, {
    limit: size,
    withChanges: true,
    ...(page === null ? { from: start } : { cursor: page }),
    ...(path === null ? {} : { path }),
    ...abort,
  });
  if (!log.ok) return log;
  const judged = await judgeCommits(git, cache, log.value.commits, signal);
  if (!judged.ok) return judged;
  const loud = log.value.commits.filter(({ commit }) => judged.value.get(commit) !== true);
  const meant = meanings && (await readMeanings(git, meanings, loud, signal));
  if (meant?.ok === false) return meant;
  const entries = log.value.commits.map((commit): TimelineEntry => {
    const by = made.get(commit.commit);
    return {
      ...toEntry(commit, judged.value.get(commit.commit) ?? null, meant?.value.get(commit.commit) ?? null),
      ...(by === undefined ? {} : { madeBy: { operationId: by.operationId, undoable: by.undoable } }),
    };
  });
  return ok({ entries, next: log.value.next });
}

function toEntry(commit: LogCommit, timesOnly: boolean | null, meaning: CommitMeaning | null): CommitEntry {
  const paths = (commit.changes ?? []).map((change) => change.path as ProjectPath);
  return {
    kind: 'commit',
    id: `commit:${commit.commit}`,
    at: commit.committedAt,
    title: commit.subject,
    paths: paths.slice(0, listedPaths),
    pathCount: paths.length,
    source: { kind: 'commit', commit: commit.commit },
    commit: commit.commit,
    parents: [...commit.parents],
    author: commit.author,
    body: commit.body,
    refs: [...commit.refs],
    volatileOnly: timesOnly === true || (meaning?.silent ?? timesOnly),
    ...(meaning === null || meaning.summary === '' ? {} : { meaning: meaning.summary }),
    ...(timesOnly !== true && meaning?.silent === true ? { silent: true } : {}),
  };
}
