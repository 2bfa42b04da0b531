import type { Result } from '../../contract/call';
import { ok } from '../../contract/call';
import { shownTextLimitBytes } from '../files/read-content';
import { decodeText } from '../files/text-traits';
import type { Git } from '../git/git';
import { readBlobs } from '../git/read-blobs';

export type ContentKind = 'text' | 'binary' | 'too-large' | 'missing';

/** What objects were found to be. An object's content never changes, so this holds for every repository. */
const known = new Map<string, ContentKind>();
const knownLimit = 50_000;
const atOnce = 500;

/** Whether objects can be shown as text. Two git processes for up to 500 objects that were not looked at before. */
export async function contentKinds(
  git: Git,
  objectIds: readonly string[],
  signal?: AbortSignal,
): Promise<Result<ReadonlyMap<string, ContentKind>>> {
  const unknown = [...new Set(objectIds)].filter((id) => !known.has(id));
  if (known.size + unknown.length > knownLimit) known.clear();
  for (let from = 0; from < unknown.length; from += atOnce) {
    const part = unknown.slice(from, from + atOnce);
    const objects = await readBlobs(git, part, {
      limitBytes: shownTextLimitBytes,
      ...(signal === undefined ? {} : { signal }),
    });
    if (!objects.ok) return objects;
    for (const [at, object] of objects.value.entries()) {
      const kind = object.kind === 'blob' ? (decodeText(object.bytes) === null ? 'binary' : 'text') : object.kind;
      known.set(part[at] ?? '', kind);
    }
  }
  return ok(new Map(objectIds.map((id) => [id, known.get(id) ?? 'missing'])));
}
