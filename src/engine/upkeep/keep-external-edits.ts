import type { ProjectPath } from '../../contract/basics';
import type { Result } from '../../contract/call';
import { quietContext } from '../call-context';
import type { Operations } from '../operations/operations';
import type { WatchFact } from '../watch/watch-project';

export interface ExternalEditsOptions {
  readonly operations: Pick<Operations, 'recordExternalEdits' | 'noticeOthers'>;
  /** Paths that are changed or untracked now; asked when more happened than was named. */
  changedPaths(): Promise<readonly ProjectPath[]>;
  onKept(): void;
  onBug(error: unknown): void;
  readonly quietMs?: number;
  readonly longestMs?: number;
}

export interface ExternalEdits {
  onFact(fact: WatchFact): void;
  /** Keeps what is waiting, then stops. */
  close(): Promise<void>;
}

/** More paths than this in one go are left to the backup on schedule. */
const mostPaths = 2_000;
const retryMs = 15_000;

/**
 * Local history of edits made elsewhere. Facts of the watcher are collected until it is quiet for a moment (and not
 * longer than `longestMs`), then kept in one backup. Facts do not tell of our own writes, and what is kept writes
 * nothing that is watched, so nothing goes round in circles.
 */
export function keepExternalEdits(options: ExternalEditsOptions): ExternalEdits {
  const waiting = new Set<ProjectPath>();
  let everything = false;
  let firstAtMs: number | null = null;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  let closed = false;

  const plan = (afterMs: number): void => {
    clearTimeout(timer);
    if (!closed) timer = setTimeout(() => void flush(), afterMs);
  };
  const flush = (): Promise<void> => {
    running = running.then(keep).catch((error: unknown) => options.onBug(error));
    return running;
  };
  const keep = async (): Promise<void> => {
    if (waiting.size === 0 && !everything) return;
    const named = [...waiting];
    const all = everything;
    waiting.clear();
    everything = false;
    firstAtMs = null;
    // An operation of another process of ours (the command line) is no edit made elsewhere.
    await options.operations.noticeOthers();
    const changed = all ? await options.changedPaths() : [];
    const paths = [...new Set([...named, ...changed])].slice(0, mostPaths);
    if (paths.length === 0) return;
    const kept: Result<string | null> = await options.operations.recordExternalEdits(paths, quietContext());
    if (kept.ok && kept.value !== null) options.onKept();
    if (!kept.ok && (kept.failure.code === 'locked-by-other' || kept.failure.code === 'index-locked')) {
      for (const path of paths) waiting.add(path);
      plan(retryMs);
    }
  };
  return {
    onFact: (fact) => {
      if (fact.kind !== 'working-tree-changed') return;
      if (fact.everything) everything = true;
      for (const path of fact.paths) if (waiting.size < mostPaths) waiting.add(path);
      const now = performance.now();
      firstAtMs ??= now;
      const leftMs = Math.max(0, firstAtMs + (options.longestMs ?? 10_000) - now);
      plan(Math.min(options.quietMs ?? 1_500, leftMs));
    },
    close: async () => {
      closed = true;
      clearTimeout(timer);
      await flush();
    },
  };
}
