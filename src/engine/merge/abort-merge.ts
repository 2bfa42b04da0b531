import { createHash } from 'node:crypto';
import type { ProjectPath, Receipt } from '../../contract/basics';
import type { ProgressKind } from '../../contract/changes';
import type { Result } from '../../contract/call';
import { fail, ok } from '../../contract/call';
import type { CallContext } from '../call-context';
import { entryHash, readEntry } from '../files/entry';
import { nodeFileSystem } from '../files/node-file-system';
import type { Git } from '../git/git';
import { listTree } from '../git/list-tree';
import type { FileChange } from '../operations/operation-request';
import type { Project } from '../project';
import type { OpenMerge } from './open-merge';
import { readOpenMerge } from './open-merge';
import { recogniseStash } from './recognise-stash';

/**
 * Goes back to how it was before git began. An applied stash is kept, and what it brought is taken away again.
 *
 * Drafts stay: the same merge, begun again, finds them. Fails with `no-merge-in-progress`.
 */
export async function abortMerge(project: Project, context: CallContext): Promise<Result<Receipt>> {
  const open = await readOpenMerge(project.git, context.signal);
  if (!open.ok) return open;
  const command = commandFor(open.value);
  if (command === null) return fail({ code: 'no-merge-in-progress' });
  const files = open.value.kind === 'stash-pop' ? await stashedFiles(project, open.value, context.signal) : ok([]);
  if (!files.ok) return files;
  return project.run(
    {
      kind: 'merge-abort',
      title: titleOf(open.value.kind),
      ...(files.value.length === 0 ? {} : { files: files.value }),
      git: {
        protects: 'changed-and-untracked',
        async act(git, signal) {
          // After an undo the index knows old times of files, which `reset --merge` takes for changes. 1: conflicts are left.
          const refreshed = await git.run(['update-index', '-q', '--refresh'], { signal, answers: [0, 1] });
          if (!refreshed.ok) return refreshed;
          const answer = await git.run(command, { signal });
          return answer.ok ? ok({}) : answer;
        },
      },
    },
    context,
  );
}

function commandFor({ kind, progress }: OpenMerge): readonly string[] | null {
  switch (kind) {
    case 'none':
    case 'bisect':
      return null;
    case 'stash-pop':
      return resetMerge;
    case 'merge':
      return progress.kind === 'merge' ? ['merge', '--abort'] : resetMerge;
    case 'rebase':
    case 'cherry-pick':
    case 'revert':
    case 'am':
      return [kind, '--abort'];
  }
}

/** What `git merge --abort` does, for work that leaves no MERGE_HEAD. Changes that were not part of it stay. */
const resetMerge = ['reset', '--quiet', '--merge'];

const titleOf = (kind: ProgressKind): string =>
  kind === 'stash-pop' ? 'Take the applied changes back' : kind === 'am' ? 'Abort the patches' : `Abort the ${kind}`;

/** Untracked files that came out of the stash and are still as they came; the stash has them. */
async function stashedFiles(
  project: Project,
  open: OpenMerge,
  signal: AbortSignal,
): Promise<Result<readonly FileChange[]>> {
  const stash = await recogniseStash(project.git, open.conflicts, signal);
  if (!stash.ok) return stash;
  if (stash.value === null) return ok([]);
  const untracked = await listUntracked(project.git, stash.value.commit, signal);
  const files: FileChange[] = [];
  for (const [path, { objectId }] of untracked) {
    const found = await readEntry(nodeFileSystem(), project.place.root, path);
    if (!found.ok || found.value.bytes === null || found.value.entry.kind !== 'file') continue;
    const hash = entryHash(found.value.entry);
    if (hash === null || blobId(found.value.bytes, objectId.length) !== objectId) continue;
    files.push({ path: path as ProjectPath, to: { kind: 'absent' }, expected: hash });
  }
  return ok(files);
}

/** A stash has its untracked files in a third parent, if it has any. */
async function listUntracked(
  git: Git,
  stash: string,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, { objectId: string }>> {
  const tree = await listTree(git, `${stash}^3`, 'everything', signal);
  return tree.ok ? tree.value : new Map();
}

/** The name that git gives to these bytes, without filters. */
function blobId(bytes: Buffer, length: number): string {
  return createHash(length === 64 ? 'sha256' : 'sha1')
    .update(`blob ${bytes.length}\0`)
    .update(bytes)
    .digest('hex');
}
