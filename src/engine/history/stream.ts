import type { TimelineEntry } from '../../contract/history';
import type { Result } from '../../contract/call';

/** Entries of one kind, newest first, one at a time. */
export interface Stream<Position> {
  /** The next entry without taking it; null at the end. */
  peek(): Promise<Result<TimelineEntry | null>>;
  take(): void;
  /** Where the next entry is, for a later stream to begin. */
  position(): Position;
}

export const listedPaths = 200;
