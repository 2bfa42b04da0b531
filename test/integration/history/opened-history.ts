import { openOperations } from '../../../src/engine/operations/open-operations';
import type { Operations } from '../../../src/engine/operations/operations';
import type { HistorySources } from '../../../src/engine/history/history-sources';
import type { TimelinePage, TimelineRequest } from '../../../src/engine/history/read-timeline';
import { readTimeline } from '../../../src/engine/history/read-timeline';
import type { Result } from '../../../src/contract/call';
import type { ProjectPath } from '../../../src/contract/basics';
import type { TestRepository } from '../../support/repository';
import { temporaryFolder } from '../../support/temporary-folder';
import { gitIn } from '../watch/watched-repository';

export interface OpenedHistory extends HistorySources {
  readonly operations: Operations;
  /** Later operations happen at this moment; each moves it by a second. */
  at(instant: string): void;
  page(request?: Partial<TimelineRequest>): Promise<TimelinePage>;
}

export const value = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
};

export const path = (text: string): ProjectPath => text as ProjectPath;

/** A repository with the safety core, whose clock stands in the hours of the test repository's commits. */
export async function openHistory(repo: TestRepository): Promise<OpenedHistory> {
  const git = await gitIn(repo.root);
  const dataFolder = await temporaryFolder('data');
  let nowMs = Date.parse('2026-01-05T12:00:00Z');
  const operations = await openOperations({
    place: git.place,
    git,
    repositoryId: 'test',
    dataFolder,
    clock: () => (nowMs += 1_000),
    onRecorded: () => undefined,
  });
  const sources = { git, place: git.place, dataFolder, operations, run: operations.run };
  return {
    ...sources,
    at: (instant) => void (nowMs = Date.parse(instant)),
    page: async (request = {}) =>
      value(
        await readTimeline(sources, {
          path: null,
          kinds: [],
          text: '',
          cursor: null,
          limit: 200,
          unfolded: false,
          ...request,
        }),
      ),
  };
}
