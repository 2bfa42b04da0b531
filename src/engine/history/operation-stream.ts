import type { ProjectPath } from '../../contract/basics';
import type { Result } from '../../contract/call';
import { ok } from '../../contract/call';
import type { TimelineEntry } from '../../contract/history';
import type { OperationRecord } from '../../contract/operations';
import type { Operations } from '../operations/operations';
import type { Stream } from './stream';
import { listedPaths } from './stream';
import type { TimelinePosition } from './timeline-cursor';

type Position = TimelinePosition['operations'];

const pageSize = 200;

/** What was done by Selvedge, newest first; of one path only what changed it. `isTold`: another line tells of it. */
export function operationStream(
  operations: Pick<Operations, 'list' | 'changes'>,
  path: ProjectPath | null,
  from: Position,
  isTold: (record: OperationRecord) => boolean,
): Stream<Position> {
  let before = from === 'done' ? null : from;
  let done = from === 'done';
  let page: OperationRecord[] = [];

  const peek = async (): Promise<Result<TimelineEntry | null>> => {
    for (;;) {
      const [first] = page;
      if (first !== undefined) {
        const concerns = isTold(first) ? ok(false) : await touches(operations, first, path);
        if (!concerns.ok) return concerns;
        if (concerns.value) return ok(toEntry(first));
        before = first.sequence;
        page.shift();
        continue;
      }
      if (done) return ok(null);
      const listed = await operations.list({ limit: pageSize, before });
      if (!listed.ok) return listed;
      page = [...listed.value.operations];
      // What is done from now on is newer than this stream, also when it has not given anything yet.
      before ??= page[0] === undefined ? null : page[0].sequence + 1;
      done = page.length < pageSize;
    }
  };
  return {
    peek,
    take: () => {
      before = page.shift()?.sequence ?? before;
    },
    position: () => (done && page.length === 0 ? 'done' : before),
  };
}

async function touches(
  operations: Pick<Operations, 'changes'>,
  record: OperationRecord,
  path: ProjectPath | null,
): Promise<Result<boolean>> {
  if (path === null || record.paths.includes(path)) return ok(true);
  if (record.pathCount <= record.paths.length) return ok(false);
  const changes = await operations.changes(record.operationId);
  return changes.ok ? ok(changes.value.some((change) => change.path === path)) : changes;
}

const toEntry = (record: OperationRecord): TimelineEntry => ({
  kind: 'operation',
  id: `operation:${record.operationId}`,
  at: record.at,
  title: record.title,
  paths: record.paths.slice(0, listedPaths),
  pathCount: record.pathCount,
  source: { kind: 'operation', operationId: record.operationId, side: 'post' },
  operationId: record.operationId,
  operation: record.kind,
  outcome: record.outcome,
  undoable: record.undoable,
});
