import type { ContentHash, ProjectPath } from '../../contract/basics';
import type { Result } from '../../contract/call';
import { fail } from '../../contract/call';
import type { FileSystem } from '../files/file-system';
import type { Place } from '../git/git';
import type { ParsedStatus } from '../git/parse-status';
import { progressFingerprint } from './git-progress';
import type { HintArea, HintSource, StartHints } from './hint-source';
import { startHints } from './hint-source';
import { trackedFileCount } from './tracked-file-count';
import type { OwnOperation, OwnSince } from './own-writes';
import { createOwnWrites } from './own-writes';
import { ReconcileSchedule } from './reconcile-schedule';
import type { SeenState } from './seen-state';
import { differences, lookAt } from './seen-state';

/** What was seen to have happened. The door to the engine adds the project and its revision. */
export type WatchFact =
  | { readonly kind: 'working-tree-changed'; readonly paths: readonly ProjectPath[]; readonly everything: boolean }
  | { readonly kind: 'head-changed' }
  | { readonly kind: 'merge-state-changed' }
  | { readonly kind: 'watching-changed'; readonly watching: Watching['watching']; readonly reason: string | null }
  | { readonly kind: 'repository-gone' };

export interface Watching {
  readonly watching: 'events' | 'polling' | 'off';
  /** Why it is not `events`, as a sentence. */
  readonly reason: string | null;
}

export interface WatchOptions {
  readonly place: Place;
  readonly fs: FileSystem;
  readStatus(signal: AbortSignal): Promise<Result<ParsedStatus>>;
  /** A text that changes with any branch or tag; asked when a hint says so, and now and then. */
  readRefs(signal: AbortSignal): Promise<Result<string>>;
  /** Folders that git ignores, relative to the working tree. */
  listIgnoredFolders(signal: AbortSignal): Promise<Result<readonly string[]>>;
  /** The person's setting: seconds between looks when nothing hints at a change. */
  pollSeconds(): number;
  /** Whether our own operations last wrote this content there. */
  wroteLast(path: ProjectPath, hash: ContentHash | null): boolean;
  onFact(fact: WatchFact): void;
  /** Something threw that must not; goes to the log. */
  onBug(error: unknown): void;
  /** For tests: another source of hints. */
  readonly startHints?: StartHints;
  /** More tracked files than this are polled; the memory of watching grows with them. */
  readonly mostFiles?: number;
  readonly mostFolders?: number;
}

export interface ProjectWatch {
  /** The window came to the front, or an operation ended: looks now and answers when that is over. */
  lookNow(): Promise<void>;
  /**
   * An operation of ours begins: nothing is looked at until the returned function is called. That takes what the
   * operation recorded (null: nothing), looks, and resolves when the operation's effects are known.
   */
  beginOperation(): (operation: OwnOperation | null) => Promise<void>;
  watching(): Watching;
  close(): Promise<void>;
}

/** Paths in one fact; more means everything. */
const mostPaths = 2_000;
const mostFilesByDefault = 30_000;
/** Seconds between looks where nothing hints at changes, at least and as a share of what a look costs. */
const fallbackPollMs = 2_000;
const lookShare = 10;
const longestFallbackPollMs = 5_000;

/**
 * Watches a working tree and its git folder: hints make it look, `git status` says what is so.
 *
 * It looks after a quiet moment, at the latest a second after the first hint, when told (`lookNow`) and every
 * `pollSeconds`. Facts are told only for what changed since the last look, and not for what our own operations
 * wrote. Resolves after the first look; a repository that cannot be read is watched all the same.
 */
export async function watchProject(options: WatchOptions): Promise<ProjectWatch> {
  const watch = new Watch(options);
  await watch.open();
  return watch;
}

class Watch implements ProjectWatch {
  readonly #options: WatchOptions;
  readonly #own;
  readonly #schedule;
  readonly #stopped = new AbortController();
  #hints: HintSource | null = null;
  #watching: Watching = { watching: 'off', reason: null };
  #seen: SeenState | null = null;
  /** The code of the failure of the last look. */
  #failing: string | null = null;
  #gone = false;
  #refsHinted = true;
  #treeHinted = false;
  #lookCostMs = 0;
  /** Operations of ours that began; a look that overlaps with one is thrown away. */
  #beginnings = 0;

  constructor(options: WatchOptions) {
    this.#options = options;
    this.#own = createOwnWrites((path, hash) => options.wroteLast(path, hash));
    this.#schedule = new ReconcileSchedule({
      look: () => this.#look(),
      onBug: (error) => options.onBug(error),
      pollMs: () => this.#pollMs(),
    });
  }

  async open(): Promise<void> {
    await this.#startHints();
    await this.#schedule.now();
  }

  lookNow(): Promise<void> {
    this.#refsHinted = true;
    return this.#schedule.now();
  }

  beginOperation(): (operation: OwnOperation | null) => Promise<void> {
    this.#beginnings += 1;
    const release = this.#schedule.hold();
    return (operation) => {
      if (operation !== null) this.#own.note(operation);
      return release();
    };
  }

  watching(): Watching {
    return this.#watching;
  }

  async close(): Promise<void> {
    this.#stopped.abort();
    this.#setWatching({ watching: 'off', reason: null }, false);
    await Promise.all([this.#hints?.close(), this.#schedule.close()]);
  }

  async #startHints(): Promise<void> {
    const { place, mostFolders } = this.#options;
    const mostFiles = this.#options.mostFiles ?? mostFilesByDefault;
    const tracked = await trackedFileCount(this.#options.fs, place.gitDir);
    const ignored = await this.#options.listIgnoredFolders(this.#stopped.signal);
    if (this.#stopped.signal.aborted) return;
    const tooMany = tracked > mostFiles;
    const reason = tooMany
      ? pollingBecause(`This repository has ${tracked.toLocaleString('en-US')} files, too many to watch each folder`)
      : null;
    this.#setWatching({ watching: tooMany ? 'polling' : 'events', reason }, tooMany);
    this.#hints = (this.#options.startHints ?? startHints)({
      place,
      ignoredFolders: ignored.ok ? ignored.value : [],
      ...(tooMany ? { mostFolders: 0 } : mostFolders !== undefined && { mostFolders }),
      onHint: (area) => this.#onHint(area),
      onTrouble: (why) => {
        if (this.#watching.watching === 'events')
          this.#setWatching({ watching: 'polling', reason: pollingBecause(why) }, true);
      },
    });
  }

  #onHint(area: HintArea): void {
    if (area === 'refs') this.#refsHinted = true;
    if (area === 'working-tree' || area === 'new-folder') this.#treeHinted = true;
    this.#schedule.hint();
    // A new folder may have got files before its own watch was in place.
    if (area === 'new-folder') this.#schedule.later(1_000);
  }

  #pollMs(): number {
    const wantedMs = this.#options.pollSeconds() * 1_000;
    if (this.#watching.watching === 'events') return wantedMs;
    return Math.min(wantedMs, longestFallbackPollMs, Math.max(fallbackPollMs, this.#lookCostMs * lookShare));
  }

  #setWatching(watching: Watching, tell: boolean): void {
    const same = watching.watching === this.#watching.watching && watching.reason === this.#watching.reason;
    this.#watching = watching;
    if (same || !tell) return;
    this.#schedule.repoll();
    this.#options.onFact({ kind: 'watching-changed', ...watching });
  }

  async #look(): Promise<void> {
    if (this.#stopped.signal.aborted) return;
    const startMs = performance.now();
    const beginnings = this.#beginnings;
    const treeHinted = this.#treeHinted;
    this.#treeHinted = false;
    const after = await this.#read();
    this.#lookCostMs = performance.now() - startMs;
    if (this.#stopped.signal.aborted) return;
    if (beginnings !== this.#beginnings) {
      this.#treeHinted ||= treeHinted;
      this.#refsHinted = true;
      return;
    }
    const own = this.#own.take();
    if (!after.ok) return this.#onFailure(after.failure.code);
    if (this.#gone) await this.#comeBack();
    const before = this.#seen;
    this.#seen = after.value;
    if (this.#failing !== null) {
      this.#failing = null;
      this.#tell({ kind: 'working-tree-changed', paths: [], everything: true });
      return;
    }
    if (before !== null) this.#tellDifference(before, after.value, own, treeHinted);
  }

  async #read(): Promise<Result<SeenState>> {
    const { fs, place } = this.#options;
    if (!(await isThere(fs, place))) return fail({ code: 'repository-gone', path: place.root });
    const refsHinted = this.#refsHinted || this.#seen === null;
    this.#refsHinted = false;
    const { signal } = this.#stopped;
    const refs = refsHinted ? await this.#options.readRefs(signal) : null;
    const status = await this.#options.readStatus(signal);
    if (!status.ok) return status;
    const progress = await progressFingerprint(fs, place);
    const state = await lookAt({
      fs,
      root: place.root,
      status: status.value,
      progress,
      refs: refs?.ok ? refs.value : (this.#seen?.refs ?? ''),
      before: this.#seen,
    });
    return { ok: true, value: state };
  }

  #tellDifference(before: SeenState, after: SeenState, own: OwnSince, hinted: boolean): void {
    const headMoved = before.commit !== after.commit;
    const ourHead = headMoved && own.isOurHead(after);
    if ((before.head !== after.head && !ourHead) || (before.refs !== after.refs && !own.any))
      this.#tell({ kind: 'head-changed' });
    if (before.progress !== after.progress && !own.any) this.#tell({ kind: 'merge-state-changed' });
    const changed = differences(before, after).filter((one) => !own.isOurs(one));
    const everything = (headMoved && !ourHead) || changed.length > mostPaths || (after.coarse && hinted && !own.any);
    if (everything || changed.length > 0)
      this.#tell({ kind: 'working-tree-changed', paths: everything ? [] : changed.map((one) => one.path), everything });
  }

  #onFailure(code: string): void {
    if (code === 'repository-gone' && !this.#gone) {
      this.#gone = true;
      this.#failing = code;
      void this.#hints?.close();
      this.#hints = null;
      this.#setWatching({ watching: 'polling', reason: 'The repository is not there' }, false);
      return this.#tell({ kind: 'repository-gone' });
    }
    if (code === this.#failing || code === 'cancelled') return;
    this.#failing = code;
    this.#tell({ kind: 'working-tree-changed', paths: [], everything: true });
  }

  async #comeBack(): Promise<void> {
    this.#gone = false;
    await this.#startHints();
    this.#options.onFact({ kind: 'watching-changed', ...this.#watching });
    this.#tell({ kind: 'head-changed' });
  }

  #tell(fact: WatchFact): void {
    this.#options.onFact(fact);
  }
}

const pollingBecause = (why: string): string => `${why}. Changes are looked for every few seconds instead.`;

async function isThere(fs: FileSystem, place: Place): Promise<boolean> {
  try {
    return (await fs.lstat(`${place.root}/.`)) !== null && (await fs.lstat(`${place.gitDir}/HEAD`)) !== null;
  } catch {
    // No permission to look is not "gone": git will say what is wrong.
    return true;
  }
}
