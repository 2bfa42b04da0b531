import type { ProjectPath } from '../../contract/basics';
import type { Result } from '../../contract/call';
import { fail, ok } from '../../contract/call';
import type { VersionSource } from '../../contract/history';
import type { BackupFile } from '../../contract/vault';
import { diffNames } from '../git/diff-names';
import type { Git } from '../git/git';
import type { HistorySources } from './history-sources';

export interface EntryPath {
  readonly path: ProjectPath;
  readonly from: ProjectPath | null;
  readonly change: string;
}

/** All paths that an entry of the timeline changed; of a backup those that it knows. `now` has none of its own. */
export async function readEntryPaths(
  { git, operations }: HistorySources,
  source: VersionSource,
  signal?: AbortSignal,
): Promise<Result<EntryPath[]>> {
  switch (source.kind) {
    case 'now':
      return ok([]);
    case 'commit':
      return pathsOfCommit(git, source.commit, signal);
    case 'backup': {
      const shown = await operations.vault.show(source.backupId);
      if (!shown.ok) return shown;
      return ok(
        shown.value.files.map(({ path, kind }) => ({
          path,
          from: null,
          change: kind === 'absent' ? 'absent' : 'kept',
        })),
      );
    }
    case 'operation': {
      const changes = await operations.changes(source.operationId);
      if (!changes.ok) return changes;
      return ok(changes.value.map(({ path, pre, post }) => ({ path, from: null, change: changeOf(pre, post) })));
    }
  }
}

/** A merge shows what it brought to its first parent. */
async function pathsOfCommit(git: Git, commit: string, signal?: AbortSignal): Promise<Result<EntryPath[]>> {
  const abort = signal === undefined ? {} : { signal };
  const line = await git.text(['rev-list', '--max-count=1', '--parents', '--end-of-options', commit, '--'], abort);
  if (!line.ok) return line;
  const [id, parent] = line.value.trim().split(' ');
  if (id === undefined || id === '') return fail({ code: 'unknown-revision', revision: commit });
  const changes = await diffNames(git, parent ?? null, id, abort);
  if (!changes.ok) return changes;
  return ok(
    changes.value.map(({ path, from, change }) => ({
      path: path as ProjectPath,
      from: from as ProjectPath | null,
      change,
    })),
  );
}

function changeOf(pre: BackupFile, post: BackupFile): string {
  if (pre.kind === 'absent') return 'added';
  if (post.kind === 'absent') return 'deleted';
  return pre.kind === post.kind ? 'modified' : 'type-changed';
}
