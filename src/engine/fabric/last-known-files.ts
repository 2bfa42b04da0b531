import type { Git } from '../git/git';
import { listIndex } from '../git/list-stages';
import { listTree } from '../git/list-tree';
import { readBlobs } from '../git/read-blobs';
import type { LastKnown } from './desk/last-known';
import { largestYamlBytes } from './desk/read-yaml';

/**
 * What the index (all sides of a conflict) and HEAD hold of these files. Never fails: where git cannot say, it knows
 * no version.
 */
export async function readLastKnown(git: Git, paths: readonly string[], signal: AbortSignal): Promise<LastKnown[]> {
  const index = await listIndex(git, paths, signal);
  const head = await listTree(git, 'HEAD', paths, signal);
  const entries = [...(index.ok ? index.value : []), ...(head.ok ? head.value.values() : [])];
  const blobs = await readBlobs(
    git,
    entries.map(({ objectId }) => objectId),
    { limitBytes: largestYamlBytes, signal },
  );
  const bytesAt = (at: number): Uint8Array[] => {
    const blob = blobs.ok ? blobs.value[at] : undefined;
    return blob?.kind === 'blob' ? [blob.bytes] : [];
  };
  return paths.map((path) => ({
    path,
    versions: entries.flatMap((entry, at) => (entry.path === path ? bytesAt(at) : [])),
  }));
}
