import { createHash } from 'node:crypto';
import type { Result } from '../../contract/call';
import { fail, ok } from '../../contract/call';
import type { CommitMeaning } from '../../core/timeline/commit-meaning';
import { isManifestPath } from '../fabric/desk/read-yaml';
import type { ChangedBlob } from '../git/changed-blobs';
import { readChangedBlobs } from '../git/changed-blobs';
import type { Git } from '../git/git';
import { readBlobs } from '../git/read-blobs';
import type { MeaningQuestion } from './judge-meaning';
import type { MeaningOptions } from '../../core/fabric/normalize/meaning';
import type { MeaningSource } from './meaning-source';
import type { MeaningCache } from './meaning-cache';

interface Wanted {
  readonly commit: string;
  readonly parents: readonly string[];
}

/** Larger contents are not judged; nothing of the fabric is that large. */
const largestBlobBytes = 8 * 1024 * 1024;
const mostFiles = 20_000;
/** How much is read of git at a time. */
const commitsAtOnce = 500;

/**
 * What commits meant, by commit; those that touched no YAML are left out. What the cache knows costs one look at
 * which contents a commit changed.
 */
export async function readMeanings(
  git: Git,
  source: MeaningSource,
  commits: readonly Wanted[],
  signal?: AbortSignal,
): Promise<Result<ReadonlyMap<string, CommitMeaning>>> {
  const meanings = new Map<string, CommitMeaning>();
  for (let at = 0; at < commits.length; at += commitsAtOnce) {
    if (signal?.aborted === true) return fail({ code: 'cancelled' });
    const part = await readPart(git, source, commits.slice(at, at + commitsAtOnce), signal);
    if (!part.ok) return part;
    for (const [commit, meaning] of part.value) meanings.set(commit, meaning);
  }
  return ok(meanings);
}

async function readPart(
  git: Git,
  source: MeaningSource,
  commits: readonly Wanted[],
  signal?: AbortSignal,
): Promise<Result<ReadonlyMap<string, CommitMeaning>>> {
  const { cache, options } = source;
  const tag = tagOf(options);
  const unseen = commits.filter(({ commit }) => !isKnown(cache, tag + commit));
  const changed = await readChangedBlobs(git, unseen, signal);
  if (!changed.ok) return changed;
  const asked = new Map<string, MeaningQuestion['changes'][number]>();
  for (const { commit } of unseen) {
    const files = (changed.value.get(commit) ?? []).filter(
      (blob) => isManifestPath(blob.path) || (blob.from !== null && isManifestPath(blob.from)),
    );
    const change = files.length > 0 && files.length <= mostFiles ? digestOf(files, tag) : null;
    cache.changes.set(tag + commit, change);
    if (change !== null && cache.get(change) === undefined) asked.set(change, { change, files });
  }
  const fresh = await judgeAnew(git, source, [...asked.values()], signal);
  if (!fresh.ok) return fresh;
  await cache.add(fresh.value);
  return ok(
    new Map(
      commits.flatMap(({ commit }) => {
        const meaning = cache.get(cache.changes.get(tag + commit) ?? '');
        return meaning === undefined ? [] : [[commit, meaning] as const];
      }),
    ),
  );
}

function isKnown(cache: MeaningCache, commit: string): boolean {
  const change = cache.changes.get(commit);
  return change === null || (change !== undefined && cache.get(change) !== undefined);
}

/** About as much as is held in memory at a time. */
const blobsAtOnce = 2_000;

async function judgeAnew(
  git: Git,
  { reader, options }: MeaningSource,
  changes: MeaningQuestion['changes'],
  signal?: AbortSignal,
): Promise<Result<ReadonlyMap<string, CommitMeaning>>> {
  const judged = new Map<string, CommitMeaning>();
  let rest = [...changes];
  while (rest.length > 0) {
    let count = 0;
    const cut = rest.findIndex(({ files }, index) => (count += 2 * files.length) > blobsAtOnce && index > 0);
    const now = cut < 0 ? rest : rest.slice(0, cut);
    rest = cut < 0 ? [] : rest.slice(cut);
    const ids = [...new Set(now.flatMap(({ files }) => files.flatMap(({ before, after }) => [before, after])))];
    const wanted = ids.filter((id) => id !== null);
    const read = await readBlobs(git, wanted, {
      limitBytes: largestBlobBytes,
      ...(signal === undefined ? {} : { signal }),
    });
    if (!read.ok) return read;
    const blobs = new Map(
      read.value.flatMap((object, index) =>
        object.kind === 'blob' ? [[wanted[index] ?? '', Uint8Array.from(object.bytes)] as const] : [],
      ),
    );
    const answer = await reader.judge({ changes: now, blobs, options });
    if (!answer.ok) return answer;
    for (const [change, meaning] of answer.value) judged.set(change, meaning);
  }
  return ok(judged);
}

/** Tells apart what was judged by different words of a policy; empty where a policy says nothing about comparing. */
const tagOf = ({ volatile, lists }: MeaningOptions): string =>
  volatile.length + lists.length === 0 ? '' : `${JSON.stringify([volatile, lists])} `;

/** The contents and names, and how they are compared, decide what a change means, whatever commit brings it. */
function digestOf(files: readonly ChangedBlob[], tag: string): string {
  const hash = createHash('sha256').update(tag);
  for (const { path, from, before, after } of files) hash.update(JSON.stringify([path, from, before, after]));
  return hash.digest('hex');
}
