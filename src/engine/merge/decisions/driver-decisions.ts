import type { Result } from '../../../contract/call';
import { ok } from '../../../contract/call';
import { DriverRecord } from '../../../contract/merge-values';
import { readCommits } from '../../git/read-log';
import type { Project } from '../../project';
import { listDriverRecords } from './driver-records';

/** What git's merge driver decided in this repository lately; `current`: in the merge under way, or in that of HEAD. */
export async function driverDecisions(
  project: Pick<Project, 'git' | 'dataFolder'>,
  signal: AbortSignal,
): Promise<Result<{ readonly records: (DriverRecord & { readonly current: boolean })[] }>> {
  const records = await listDriverRecords(project.dataFolder, (value) => {
    const parsed = DriverRecord.safeParse(value);
    return parsed.success ? parsed.data : null;
  });
  if (records.length === 0) return ok({ records: [] });
  const head = await readCommits(project.git, ['HEAD'], signal);
  // Without a commit there was no merge either.
  const [commit] = head.ok ? head.value : [];
  const places = new Set(commit === undefined ? [] : [commit.commit, commit.parents[0]]);
  return ok({
    records: records.map((record) => ({ ...record, current: record.head !== null && places.has(record.head) })),
  });
}
