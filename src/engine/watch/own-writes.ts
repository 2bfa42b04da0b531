import type { ContentHash, ProjectPath } from '../../contract/basics';
import type { SeenDifference, SeenState } from './seen-state';

/** What an operation of ours says about itself when it is recorded. */
export interface OwnOperation {
  readonly headAfter: string | null;
}

/**
 * Knows which differences our own operations made, by content, never by time.
 *
 * Bytes are ours when they are what we last wrote there. What has no bytes to compare (staging, commits, the
 * state of a merge) is ours when an operation of ours ended since the last look: no look runs during one, and
 * the window reads everything again after it.
 */
export interface OwnWrites {
  note(operation: OwnOperation): void;
  /** The operations that ended since the last look. */
  take(): OwnSince;
}

export interface OwnSince {
  readonly any: boolean;
  isOurs(difference: SeenDifference): boolean;
  isOurHead(state: SeenState): boolean;
}

export function createOwnWrites(wroteLast: (path: ProjectPath, hash: ContentHash | null) => boolean): OwnWrites {
  let noted: OwnOperation[] = [];
  return {
    note: (operation) => void noted.push(operation),
    take: () => {
      const any = noted.length > 0;
      const heads = new Set(noted.map((operation) => operation.headAfter));
      noted = [];
      return {
        any,
        isOurHead: (state) => heads.has(state.commit),
        isOurs: ({ path, content, wordsOnly, settled }) => {
          if (settled || wordsOnly || content === 'unread') return any;
          return wroteLast(path, content === 'absent' ? null : content);
        },
      };
    },
  };
}
