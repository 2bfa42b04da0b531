import type { Result } from '../../../contract/call';
import { ok } from '../../../contract/call';
import type { Git } from '../../git/git';
import { readBlobs } from '../../git/read-blobs';

/** What files hold, by git's names for it. */
export interface Contents {
  /** Answers all that is known by now, with what was asked for. What is missing or larger than 16 MB is not in it. */
  read(objectIds: readonly string[]): Promise<Result<ReadonlyMap<string, Uint8Array>>>;
}

const largestBytes = 16 * 1024 * 1024;

/** Reads each content once, whoever asks for it first: the merge and the rules look at the same files. */
export function readOnce(git: Git, signal: AbortSignal): Contents {
  const known = new Map<string, Uint8Array>();
  let turn: Promise<unknown> = Promise.resolve();
  const readNow = async (objectIds: readonly string[]): Promise<Result<ReadonlyMap<string, Uint8Array>>> => {
    const fresh = [...new Set(objectIds)].filter((id) => !known.has(id));
    const objects = await readBlobs(git, fresh, { limitBytes: largestBytes, signal });
    if (!objects.ok) return objects;
    for (const [at, object] of objects.value.entries())
      if (object.kind === 'blob') known.set(fresh[at] ?? '', object.bytes);
    return ok(known);
  };
  return {
    read: (objectIds) => {
      const answer = turn.then(() => readNow(objectIds));
      // Whoever asked hears of it; the next one asks for itself.
      turn = answer.catch(() => undefined);
      return answer;
    },
  };
}
