import type { ProjectPath } from '../../contract/basics';
import { quietContext } from '../call-context';
import type { CallContext } from '../call-context';
import type { Operations } from '../operations/operations';
import type { WatchFact } from '../watch/watch-project';
import { dailyUpkeep } from './daily-upkeep';
import { keepExternalEdits } from './keep-external-edits';
import { watchLog } from './watch-log';

export interface UpkeepOptions {
  readonly operations: Pick<Operations, 'vault' | 'recordExternalEdits' | 'noticeOthers'>;
  changedPaths(): Promise<readonly ProjectPath[]>;
  /** The person's setting; 0: off. */
  backupEveryMinutes(): number;
  vaultWarnBytes(): number;
  /** Backups came, went or were found damaged; `notice`: worth saying. */
  onBackups(notice: string | null): void;
  onBug(error: unknown): void;
  readonly timing?: Partial<Timing>;
}

interface Timing {
  /** Between two looks whether something is due. */
  readonly tickMs: number;
  /** From opening to the first backup on schedule, so that opening stays quick. */
  readonly firstBackupMs: number;
  readonly firstUpkeepMs: number;
  readonly quietMs: number;
}

const usual: Timing = { tickMs: 60_000, firstBackupMs: 5 * 60_000, firstUpkeepMs: 90_000, quietMs: 1_500 };

export interface Upkeep {
  onFact(fact: WatchFact): void;
  close(): Promise<void>;
}

/**
 * Looks after the backups of an open project without anybody asking: edits made elsewhere, backups on a schedule, and
 * once a day retention and a seventh of the packs read again. One thing at a time, and nothing of it in a hurry.
 */
export function startUpkeep(options: UpkeepOptions): Upkeep {
  const timing = { ...usual, ...options.timing };
  const stopped = new AbortController();
  const openedMs = performance.now();
  const { operations, onBug } = options;
  const edits = keepExternalEdits({
    operations,
    changedPaths: options.changedPaths,
    onKept: () => options.onBackups(null),
    onBug,
    quietMs: timing.quietMs,
  });
  const log = watchLog(operations.vault.location, () => operations.noticeOthers(), onBug);
  let lastBackupMs: number | null = null;
  let somethingHappened = true;
  let running: Promise<void> = Promise.resolve();

  const lookAfter = dailyUpkeep(options);
  const context: CallContext = { ...quietContext(), signal: stopped.signal };
  const backUp = async (): Promise<void> => {
    const everyMs = options.backupEveryMinutes() * 60_000;
    const sinceMs = performance.now() - (lastBackupMs ?? openedMs);
    const waitMs = lastBackupMs === null ? Math.min(everyMs, timing.firstBackupMs) : everyMs;
    if (everyMs === 0 || !somethingHappened || sinceMs < waitMs) return;
    const made = await operations.vault.backUpIfChanged(context);
    if (!made.ok) return;
    lastBackupMs = performance.now();
    somethingHappened = false;
    if (made.value !== null) options.onBackups(null);
  };
  const tick = (): void => {
    running = running
      .then(async () => {
        if (stopped.signal.aborted) return;
        await backUp();
        if (performance.now() - openedMs >= timing.firstUpkeepMs) await lookAfter(context);
      })
      .catch((error: unknown) => onBug(error));
  };
  const timer = setInterval(tick, timing.tickMs).unref();
  return {
    onFact: (fact) => {
      somethingHappened = true;
      edits.onFact(fact);
      if (fact.kind === 'working-tree-changed' || fact.kind === 'head-changed')
        void operations.noticeOthers().catch((error: unknown) => onBug(error));
    },
    close: async () => {
      clearInterval(timer);
      stopped.abort();
      log.close();
      await running;
      await edits.close();
    },
  };
}
