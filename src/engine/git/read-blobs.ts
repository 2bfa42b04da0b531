import type { Result } from '../../contract/call';
import { fail, ok } from '../../contract/call';
import type { Git } from './git';

/** An object as `cat-file --batch` gives it. */
export type ReadObject =
  | { readonly kind: 'blob'; readonly bytes: Buffer }
  /** Bigger than was asked for; its content was not kept. */
  | { readonly kind: 'too-large'; readonly sizeBytes: number }
  /** Not in this repository: a submodule's commit, an object that was never fetched or is damaged. */
  | { readonly kind: 'missing' };

export interface BlobLimits {
  /** Objects above this are not read. */
  readonly limitBytes: number;
  readonly signal?: AbortSignal;
}

/** So much is read without asking for sizes first: git opens every object once more to tell its size. */
const unaskedBytes = 64 * 1024 * 1024;

/**
 * Many objects by their ids, in one git process; where that prints more than a machine should hold unasked, in two more:
 * sizes first, then what is not too big.
 *
 * Ids must be full object ids; answers stand in their order. An object that is no blob counts as missing.
 */
export async function readBlobs(
  git: Git,
  objectIds: readonly string[],
  limits: BlobLimits,
): Promise<Result<readonly ReadObject[]>> {
  const unique = [...new Set(objectIds)];
  if (unique.length === 0) return ok([]);
  const unasked = Math.min(unaskedBytes, unique.length * (limits.limitBytes + 200));
  const all = await readContents(git, unique, limits, unasked);
  if (all.ok) return ok(objectIds.map((id) => found(all.value.get(id), limits.limitBytes)));
  if (!(all.failure.code === 'git-failed' && all.failure.exitCode === null)) return all;
  const sizes = await readObjectSizes(git, unique, limits.signal);
  if (!sizes.ok) return sizes;
  const wanted = unique.filter((id) => isReadable(sizes.value.get(id), limits.limitBytes));
  const read = await readContents(git, wanted, limits);
  if (!read.ok) return read;
  return ok(
    objectIds.map((id): ReadObject => {
      const size = sizes.value.get(id);
      if (size === undefined || size === null) return { kind: 'missing' };
      if (size > limits.limitBytes) return { kind: 'too-large', sizeBytes: size };
      return found(read.value.get(id), limits.limitBytes);
    }),
  );
}

function found(bytes: Buffer | undefined, limitBytes: number): ReadObject {
  if (bytes === undefined) return { kind: 'missing' };
  return bytes.length > limitBytes ? { kind: 'too-large', sizeBytes: bytes.length } : { kind: 'blob', bytes };
}

const isReadable = (size: number | null | undefined, limitBytes: number): boolean =>
  size !== undefined && size !== null && size <= limitBytes;

/** Sizes of blobs; null: missing, or no blob. One process. */
async function readObjectSizes(
  git: Git,
  objectIds: readonly string[],
  signal?: AbortSignal,
): Promise<Result<ReadonlyMap<string, number | null>>> {
  const answer = await git.text(['cat-file', '--batch-check=%(objecttype) %(objectsize) %(objectname)', '--buffer'], {
    input: objectIds.join('\n') + '\n',
    ...(signal === undefined ? {} : { signal }),
  });
  if (!answer.ok) return answer;
  const lines = answer.value.split('\n');
  return ok(
    new Map(
      objectIds.map((id, at) => {
        const found = /^blob (\d+) /.exec(lines[at] ?? '');
        return [id, found === null ? null : Number(found[1])];
      }),
    ),
  );
}

async function readContents(
  git: Git,
  objectIds: readonly string[],
  limits: BlobLimits,
  maxOutputBytes = 1024 * 1024 * 1024,
): Promise<Result<ReadonlyMap<string, Buffer>>> {
  if (objectIds.length === 0) return ok(new Map());
  const answer = await runBatch(git, objectIds, limits, maxOutputBytes);
  if (!answer.ok) return answer;
  const parsed = parseBatch(answer.value);
  if (parsed === null) return fail({ code: 'corrupt-repository', detail: 'git cat-file broke off' });
  return ok(parsed);
}

async function runBatch(
  git: Git,
  objectIds: readonly string[],
  limits: BlobLimits,
  maxOutputBytes: number,
): Promise<Result<Buffer>> {
  const answer = await git.run(['cat-file', '--batch', '--buffer'], {
    input: objectIds.join('\n') + '\n',
    maxOutputBytes,
    ...(limits.signal === undefined ? {} : { signal: limits.signal }),
  });
  return answer.ok ? ok(answer.value.stdout) : answer;
}

/** Many objects as git prints them, to be read by `parseBatch` somewhere else, and the size of each (null: missing). */
export async function readBatch(
  git: Git,
  objectIds: readonly string[],
  limits: BlobLimits,
): Promise<Result<{ readonly sizes: ReadonlyMap<string, number | null>; readonly batch: Buffer }>> {
  const unique = [...new Set(objectIds)];
  if (unique.length === 0) return ok({ sizes: new Map(), batch: Buffer.alloc(0) });
  const sizes = await readObjectSizes(git, unique, limits.signal);
  if (!sizes.ok) return sizes;
  const wanted = unique.filter((id) => isReadable(sizes.value.get(id), limits.limitBytes));
  if (wanted.length === 0) return ok({ sizes: sizes.value, batch: Buffer.alloc(0) });
  const batch = await runBatch(git, wanted, limits, 1024 * 1024 * 1024);
  return batch.ok ? ok({ sizes: sizes.value, batch: batch.value }) : batch;
}

/** Reads `cat-file --batch` for full ids. Null: the output ends in the middle of an object. */
export function parseBatch(bytes: Buffer): Map<string, Buffer> | null {
  const blobs = new Map<string, Buffer>();
  let at = 0;
  while (at < bytes.length) {
    const end = bytes.indexOf(0x0a, at);
    if (end < 0) return null;
    const [id = '', type = '', size = ''] = bytes.toString('utf8', at, end).split(' ');
    at = end + 1;
    if (!/^\d+$/.test(size)) continue;
    const stop = at + Number(size);
    if (stop >= bytes.length) return null;
    if (type === 'blob') blobs.set(id, bytes.subarray(at, stop));
    at = stop + 1;
  }
  return blobs;
}
