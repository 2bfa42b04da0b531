import type { ProjectPath } from '../../../contract/basics';
import type { OpenProject } from '../../../contract/projects';
import type { RepositoryStatus } from '../../app/project-store';
import { mutate } from '../../app/client/mutate';
import { announce } from '../../app/client/announce';
import type { FileRow } from './change-rows';
import { setMessage } from './changes-store';

const pathsOf = (rows: readonly FileRow[]): ProjectPath[] => [...new Set(rows.map((row) => row.entry.path))];

export const stageable = (rows: readonly FileRow[]): readonly FileRow[] =>
  rows.filter(({ group }) => group === 'unstaged' || group === 'untracked');

export const unstageable = (rows: readonly FileRow[]): readonly FileRow[] =>
  rows.filter(({ group }) => group === 'staged');

export async function stage(projectId: string, rows: readonly FileRow[]): Promise<void> {
  const paths = pathsOf(stageable(rows));
  if (paths.length > 0) await mutate('changes.stage', { projectId, paths });
}

export async function unstage(projectId: string, rows: readonly FileRow[]): Promise<void> {
  const paths = pathsOf(unstageable(rows));
  if (paths.length > 0) await mutate('changes.unstage', { projectId, paths });
}

/** Puts files back to what is staged (or committed), and deletes untracked ones. Their bytes are backed up first. */
export async function discard(projectId: string, rows: readonly FileRow[]): Promise<void> {
  const paths = pathsOf(stageable(rows));
  if (paths.length > 0) await mutate('changes.discard', { projectId, paths });
}

export async function commit(
  { projectId, root }: OpenProject,
  status: RepositoryStatus,
  message: string,
): Promise<void> {
  const expectedHead = status.head.kind === 'unborn' ? null : status.head.commit;
  const receipt = await mutate('changes.commit', { projectId, message, expectedHead });
  if (receipt === null) return;
  setMessage(root, '');
  announce(`Committed as ${receipt.commit.slice(0, 8)}`);
}
