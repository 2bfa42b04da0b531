import type { ProjectPath } from '../../../contract/basics';
import type { Result } from '../../../contract/call';
import { ok } from '../../../contract/call';
import type { SideCommit } from '../../../contract/merge';
import { readBlobs } from '../../git/read-blobs';
import { readPathVersions } from '../../git/read-path-versions';
import { decodeText } from '../../files/text-traits';
import type { Project } from '../../project';
import { openConflict } from '../open-conflict';
import type { MergeWorker } from './merge-worker';

const limitBytes = 5 * 1024 * 1024;

/**
 * Blame for a place: those commits of each side, among the ones that touched the file, that changed the value there.
 * Three git processes beside those that open the conflict, however many commits there are.
 */
export async function traceValue(
  project: Pick<Project, 'git' | 'dataFolder' | 'place'>,
  worker: MergeWorker,
  input: { readonly path: ProjectPath; readonly resource: string | null; readonly at: readonly string[] },
  signal?: AbortSignal,
): Promise<Result<{ ours: SideCommit[]; theirs: SideCommit[] }>> {
  const opened = await openConflict(project, input.path, signal);
  if (!opened.ok) return opened;
  const { oursCommits, theirsCommits } = opened.value;
  const commits = [...new Set([...oursCommits, ...theirsCommits].map(({ commit }) => commit))];
  const versions = await readPathVersions(project.git, commits, input.path, signal);
  if (!versions.ok) return versions;
  const ids = [...new Set([...versions.value.values()].flatMap(({ before, after }) => [...before, ...after]))];
  const objects = await readBlobs(project.git, ids, { limitBytes, ...(signal === undefined ? {} : { signal }) });
  if (!objects.ok) return objects;
  const texts = objects.value.map((object) => (object.kind === 'blob' ? (decodeText(object.bytes)?.text ?? '') : ''));
  const changesAt = async (at: readonly string[]): Promise<(commit: SideCommit) => boolean> => {
    const found = await worker.ask('trace', { texts, resource: input.resource, at });
    const valueOf = new Map(ids.map((id, index) => [id, found[index] ?? null]));
    return ({ commit }) => {
      const version = versions.value.get(commit);
      if (version === undefined) return false;
      const before = version.before.map((id) => valueOf.get(id) ?? null);
      const after = version.after.map((id) => valueOf.get(id) ?? null);
      // A merge has several befores; it changed the value only if none of them had it.
      const now = after[0] ?? null;
      return before.length === 0 ? now !== null : before.every((value) => value !== now);
    };
  };
  const isChange = await changesAt(input.at);
  const found = { ours: oursCommits.filter(isChange), theirs: theirsCommits.filter(isChange) };
  // An item is named as one side has it; the other side's own item stands in the same list.
  if (!input.at.at(-1)?.startsWith('[') || (found.ours.length > 0 && found.theirs.length > 0)) return ok(found);
  const isChangeOfList = await changesAt(input.at.slice(0, -1));
  const orOfList = (own: SideCommit[], all: readonly SideCommit[]): SideCommit[] =>
    own.length > 0 ? own : all.filter(isChangeOfList);
  return ok({ ours: orOfList(found.ours, oursCommits), theirs: orOfList(found.theirs, theirsCommits) });
}
