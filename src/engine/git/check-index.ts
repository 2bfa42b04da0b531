import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Result } from '../../contract/call';
import { fail, ok } from '../../contract/call';
import type { Place } from './git';

/** Index files that were found whole, by path: size and times at that moment. */
const whole = new Map<string, string>();

/**
 * Whether the index is as git wrote it, by the checksum at its end.
 *
 * Git itself checks that only in `fsck`: of a torn or damaged index it may list half, which looks as if every other
 * file had been deleted. Fails with `corrupt-index`; no index at all is fine. Looked at again only after it changed.
 */
export async function checkIndex(place: Place): Promise<Result<null>> {
  const path = join(place.gitDir, 'index');
  const found = await stat(path, { bigint: true }).catch(() => null);
  if (found === null) return ok(null);
  const mark = `${found.dev}.${found.ino}.${found.size}.${found.mtimeNs}.${found.ctimeNs}`;
  if (whole.get(path) === mark) return ok(null);
  const bytes = await readFile(path).catch(() => null);
  // Git says better why it cannot be read.
  if (bytes === null) return ok(null);
  if (!hasGoodChecksum(bytes)) return fail({ code: 'corrupt-index', path });
  whole.set(path, mark);
  return ok(null);
}

/** SHA-1 or SHA-256 over everything before it; zeros where `index.skipHash` is set. */
function hasGoodChecksum(bytes: Buffer): boolean {
  // A disk answers zeros for what was never written.
  if (bytes.toString('latin1', 0, 4) !== 'DIRC') return false;
  return [
    { name: 'sha1', length: 20 },
    { name: 'sha256', length: 32 },
  ].some(({ name, length }) => {
    if (bytes.length < 12 + length) return false;
    const sum = bytes.subarray(-length);
    const body = bytes.subarray(0, -length);
    return sum.every((byte) => byte === 0) || createHash(name).update(body).digest().equals(sum);
  });
}
