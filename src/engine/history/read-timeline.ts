import type { z } from 'zod';
import type { Result } from '../../contract/call';
import { fail, ok } from '../../contract/call';
import type { TimelineEntry, TimelineQuery } from '../../contract/history';
import { foldEntries, isVolatile } from '../../core/timeline/fold-entries';
import { textFilter } from '../../core/timeline/matches-text';
import { nodeFileSystem } from '../files/node-file-system';
import { backupStream } from './backup-stream';
import { commitStream } from './commit-stream';
import type { HistorySources } from './history-sources';
import { openJudgementCache } from './judgement-cache';
import type { MadeCommits } from './made-commits';
import { readMadeCommits } from './made-commits';
import { openMeaningSource } from './meaning-source';
import { operationStream } from './operation-stream';
import type { Stream } from './stream';
import type { TimelinePosition } from './timeline-cursor';
import { decodeCursor, encodeCursor } from './timeline-cursor';

export type TimelineRequest = Omit<z.output<typeof TimelineQuery>, 'projectId'>;

export interface TimelinePage {
  readonly entries: TimelineEntry[];
  readonly next: string | null;
  /** Known only when everything is on one page. */
  readonly total: number | null;
}

/** A fold may swallow this many entries before the page ends in its middle. */
const mostRead = 20_000;

/**
 * One page of the stream of commits, backups and operations, newest first.
 *
 * A commit that an operation made is one entry. `limit` counts rows as they are shown, so a storm of timestamp-only commits is one row and one page. The cursor
 * holds a place in each of the three streams: nothing is missed or told twice while new entries arrive at the top.
 */
export async function readTimeline(
  sources: HistorySources,
  request: TimelineRequest,
  signal?: AbortSignal,
): Promise<Result<TimelinePage>> {
  const from = request.cursor === null ? null : decodeCursor(request.cursor);
  if (from === null && request.cursor !== null)
    return fail({ code: 'bad-input', where: 'cursor', problem: 'it is not from a page before' });
  const made = await readMade(sources, request, from, signal);
  if (!made.ok) return made;
  const streams = await openStreams(sources, request, from, made.value, signal);
  const taken = await takePage([streams.commits, streams.operations, streams.backups], request, signal);
  if (!taken.ok) return taken;
  const position: TimelinePosition = {
    version: 1,
    commits: streams.commits.position(),
    backups: streams.backups.position(),
    operations: streams.operations.position(),
  };
  const entries = request.unfolded ? taken.value.entries : foldEntries(taken.value.entries);
  return ok({
    entries,
    next: taken.value.ended ? null : encodeCursor(position),
    total: taken.value.ended && from === null ? entries.length : null,
  });
}

interface Streams {
  readonly commits: Stream<TimelinePosition['commits']>;
  readonly backups: Stream<TimelinePosition['backups']>;
  readonly operations: Stream<TimelinePosition['operations']>;
}

const wants = ({ kinds }: TimelineRequest, kind: TimelineRequest['kinds'][number]): boolean =>
  kinds.length === 0 || kinds.includes(kind);

/** Of one path the log of commits is simplified by git, so there nothing may count on a commit being told. */
async function readMade(
  { git, operations }: HistorySources,
  request: TimelineRequest,
  from: TimelinePosition | null,
  signal?: AbortSignal,
): Promise<Result<MadeCommits>> {
  if (request.path !== null || !wants(request, 'commit')) return ok(new Map());
  const start = from === null || from.commits === 'done' ? null : from.commits.start;
  return readMadeCommits(operations, git, start ?? 'HEAD', signal);
}

async function openStreams(
  { git, dataFolder, operations, meanings }: HistorySources,
  request: TimelineRequest,
  from: TimelinePosition | null,
  made: MadeCommits,
  signal?: AbortSignal,
): Promise<Streams> {
  const { path } = request;
  const told = new Set([...made.values()].map(({ operationId }) => operationId));
  const cache = await openJudgementCache(nodeFileSystem(), dataFolder);
  return {
    commits: commitStream({
      git,
      cache,
      meanings: meanings ? await openMeaningSource(meanings, git, dataFolder) : null,
      made,
      path,
      from: wants(request, 'commit') ? (from?.commits ?? null) : 'done',
      ...(signal === undefined ? {} : { signal }),
    }),
    backups: backupStream(operations.vault, path, wants(request, 'backup') ? (from?.backups ?? null) : 'done'),
    operations: operationStream(
      operations,
      path,
      wants(request, 'operation') ? (from?.operations ?? null) : 'done',
      ({ operationId }) => told.has(operationId),
    ),
  };
}

async function takePage(
  streams: readonly Stream<unknown>[],
  request: TimelineRequest,
  signal?: AbortSignal,
): Promise<Result<{ readonly entries: TimelineEntry[]; readonly ended: boolean }>> {
  const matches = textFilter(request.text);
  const entries: TimelineEntry[] = [];
  let rows = 0;
  let inFold = false;
  for (let read = 0; ; read += 1) {
    if (signal?.aborted === true) return fail({ code: 'cancelled' });
    const newest = await newestOf(streams);
    if (!newest.ok) return newest;
    if (newest.value === null) return ok({ entries, ended: true });
    const { stream, entry } = newest.value;
    if (!matches(entry)) {
      stream.take();
      continue;
    }
    const folds = !request.unfolded && isVolatile(entry);
    const newRow = !(folds && inFold);
    if ((newRow && rows >= request.limit) || read >= mostRead) return ok({ entries, ended: false });
    stream.take();
    entries.push(entry);
    rows += newRow ? 1 : 0;
    inFold = folds;
  }
}

/** Of the next entries of all streams the newest; equal times in the order of the streams: an operation before its backup. */
async function newestOf(
  streams: readonly Stream<unknown>[],
): Promise<Result<{ readonly stream: Stream<unknown>; readonly entry: TimelineEntry } | null>> {
  let newest: { readonly stream: Stream<unknown>; readonly entry: TimelineEntry; readonly atMs: number } | null = null;
  for (const stream of streams) {
    const next = await stream.peek();
    if (!next.ok) return next;
    if (next.value === null) continue;
    const atMs = Date.parse(next.value.at);
    if (newest === null || atMs > newest.atMs) newest = { stream, entry: next.value, atMs };
  }
  return ok(newest);
}
