import type { TimelineEntry } from '../../contract/history';

type Fold = Extract<TimelineEntry, { kind: 'fold' }>;

const listedPaths = 200;

/** Whether an entry may disappear in a fold. */
export const isVolatile = (entry: TimelineEntry): boolean => entry.kind === 'commit' && entry.volatileOnly === true;

/** Replaces each run of two or more neighbours that changed nothing but timestamps by one fold. Keeps the order. */
export function foldEntries(entries: readonly TimelineEntry[]): TimelineEntry[] {
  const folded: TimelineEntry[] = [];
  let run: TimelineEntry[] = [];
  const close = (): void => {
    const [only] = run;
    if (run.length > 1) folded.push(foldOf(run));
    else if (only !== undefined) folded.push(only);
    run = [];
  };
  for (const entry of entries) {
    if (isVolatile(entry)) run.push(entry);
    else {
      close();
      folded.push(entry);
    }
  }
  close();
  return folded;
}

/** Runs in which YAML was only formatted anew are not called timestamps. */
const foldWords = (run: readonly TimelineEntry[]): string =>
  run.some((entry) => entry.kind === 'commit' && entry.silent === true)
    ? 'commits that changed no meaning'
    : 'timestamp-only commits';

/** `run` is newest first and not empty. */
function foldOf(run: readonly TimelineEntry[]): Fold {
  const newest = run[0] as TimelineEntry;
  const oldest = run.at(-1) as TimelineEntry;
  const paths = [...new Set(run.flatMap((entry) => entry.paths))];
  return {
    kind: 'fold',
    id: `fold:${newest.id}`,
    at: newest.at,
    until: oldest.at,
    title: `${run.length.toLocaleString('en-US')} ${foldWords(run)}`,
    paths: paths.slice(0, listedPaths),
    pathCount: paths.length,
    source: newest.source,
    count: run.length,
    entryIds: run.map((entry) => entry.id),
  };
}
