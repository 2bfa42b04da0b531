import type { Result } from '../../../contract/call';
import { ok } from '../../../contract/call';
import type { CombinedProblem } from '../../../contract/rehearsal';
import type { CallContext } from '../../call-context';
import { diffBlobs } from '../../git/diff-blobs';
import type { BlobChange } from '../../git/diff-blobs';
import type { Git } from '../../git/git';
import { listTree } from '../../git/list-tree';
import { readBlobs } from '../../git/read-blobs';
import type { MergedFile } from './merge-changed-files';
import type { MergeThreads } from '../threads/merge-threads';
import type { Meeting } from './meet';
import type { RulesJob } from '../threads/thread-questions';

export interface Combination {
  readonly problems: readonly CombinedProblem[];
  /** Why the rules were not asked; null when they were. */
  readonly skipped: string | null;
}

const mostFiles = 6_000;
const mostBytes = 2 * 1024 * 1024;
const isYaml = (path: string): boolean => /\.ya?ml$/i.test(path);

/**
 * Asks the rules of the fabric about ours, theirs and the result, and answers what only the result breaks. Conflicts
 * that a person decides count with their likely answers.
 */
export async function checkCombination(
  git: Git,
  threads: MergeThreads,
  met: Meeting,
  files: readonly MergedFile[],
  { signal, progress }: CallContext,
): Promise<Result<Combination>> {
  const ours = await listTree(git, met.ours, 'everything', signal);
  if (!ours.ok) return ours;
  const own = [...ours.value.values()].filter(({ path, mode }) => isYaml(path) && mode.startsWith('100'));
  if (own.length > mostFiles) return ok({ problems: [], skipped: `there are more than ${mostFiles} YAML files` });
  const theirs = await diffBlobs(git, met.ours, met.theirs, signal);
  if (!theirs.ok) return theirs;
  progress({ title: 'Asking the rules', done: 0, total: null, unit: '' });
  const ids = [own.map(({ objectId }) => objectId), idsAfter(theirs.value), idsAfter(met.mergedChanges)].flat();
  const read = await readMany(git, ids, signal);
  if (!read.ok) return read;
  const bytesOf = (id: string): Uint8Array => read.value.get(id) ?? new Uint8Array();
  const job: RulesJob = {
    ours: own.map(({ path, objectId }) => ({ path, bytes: bytesOf(objectId) })),
    theirs: changes(theirs.value, bytesOf),
    result: withMerged(changes(met.mergedChanges, bytesOf), files),
  };
  return ok({ problems: await threads.rules(job), skipped: null });
}

const yamlChanges = (found: ReadonlyMap<string, BlobChange>): [string, BlobChange][] =>
  [...found].filter(([path, { before, after }]) => isYaml(path) && (after ?? before)?.mode.startsWith('100'));

const idsAfter = (found: ReadonlyMap<string, BlobChange>): string[] =>
  yamlChanges(found).flatMap(([, { after }]) => (after === null ? [] : [after.objectId]));

const changes = (found: ReadonlyMap<string, BlobChange>, bytesOf: (id: string) => Uint8Array): RulesJob['theirs'] =>
  yamlChanges(found).map(([path, { after }]) => ({ path, bytes: after === null ? null : bytesOf(after.objectId) }));

/** Git's conflicted files hold markers; what the merge by structure made of them stands in. */
function withMerged(changed: RulesJob['result'], files: readonly MergedFile[]): RulesJob['result'] {
  const encoder = new TextEncoder();
  const texts = new Map(
    files.flatMap(({ path, text }) => (text === null || !isYaml(path) ? [] : [[path, encoder.encode(text)] as const])),
  );
  const rest = changed.filter(({ path }) => !texts.has(path));
  return [...rest, ...[...texts].map(([path, bytes]) => ({ path, bytes }))];
}

async function readMany(
  git: Git,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<Result<ReadonlyMap<string, Uint8Array>>> {
  const wanted = [...new Set(ids)];
  const objects = await readBlobs(git, wanted, { limitBytes: mostBytes, signal });
  if (!objects.ok) return objects;
  return ok(
    new Map(objects.value.flatMap((object, at) => (object.kind === 'blob' ? [[wanted[at] ?? '', object.bytes]] : []))),
  );
}
