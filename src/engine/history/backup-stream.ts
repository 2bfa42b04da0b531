import type { ProjectPath } from '../../contract/basics';
import type { Result } from '../../contract/call';
import { ok } from '../../contract/call';
import type { TimelineEntry } from '../../contract/history';
import type { Backup } from '../../contract/vault';
import type { Backups } from '../operations/operations';
import type { Stream } from './stream';
import { listedPaths } from './stream';
import type { TimelinePosition } from './timeline-cursor';

type Position = TimelinePosition['backups'];

/** What the vault keeps, newest first; of one path only the backups that know it. */
export function backupStream(vault: Pick<Backups, 'list'>, path: ProjectPath | null, from: Position): Stream<Position> {
  let last = from;
  let rest: readonly Backup[] | null = from === 'done' ? [] : null;
  const load = async (): Promise<Result<readonly Backup[]>> => {
    const listed = await vault.list(path);
    if (!listed.ok) return listed;
    const { backups } = listed.value;
    return ok(last === null || last === 'done' ? backups : backups.filter(isAfter(last)));
  };
  return {
    peek: async () => {
      if (rest === null) {
        const loaded = await load();
        if (!loaded.ok) return loaded;
        rest = loaded.value;
        // What is backed up from now on is newer than this stream, also when it has not given anything yet.
        last ??= rest[0] === undefined ? null : { at: justAfter(rest[0].at), id: '' };
      }
      const backup = rest[0];
      return ok(backup === undefined ? null : toEntry(backup));
    },
    take: () => {
      const [taken, ...others] = rest ?? [];
      if (taken !== undefined) last = { at: taken.at, id: taken.backupId };
      rest = others;
    },
    position: () => (rest?.length === 0 ? 'done' : last),
  };
}

const justAfter = (at: string): string => new Date(Date.parse(at) + 1).toISOString();

/** The list is newest first, so what comes after a backup is older, or as old with its own place in the list. */
function isAfter(last: {
  readonly at: string;
  readonly id: string;
}): (backup: Backup, index: number, all: readonly Backup[]) => boolean {
  return (backup, index, all) => {
    const place = all.findIndex((one) => one.backupId === last.id);
    return place >= 0 ? index > place : backup.at < last.at;
  };
}

const toEntry = (backup: Backup): TimelineEntry => ({
  kind: 'backup',
  id: `backup:${backup.backupId}`,
  at: backup.at,
  title: backup.why,
  paths: backup.paths.slice(0, listedPaths),
  pathCount: backup.fileCount,
  source: { kind: 'backup', backupId: backup.backupId },
  backupId: backup.backupId,
  why: backup.why,
  pinned: backup.pinned,
});
