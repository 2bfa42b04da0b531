import { z } from 'zod';
import type { Result } from '../../contract/call';
import { fail, ok } from '../../contract/call';
import { createFile, removeIfThere } from '../files/durable';
import type { FileSystem } from '../files/file-system';
import { errorCode } from '../files/file-system';
import { readBytesIfThere } from '../files/read-bytes';
import { ProcessIdentity, isAlive, ownIdentity } from './process-identity';

/** Says inside of `index.lock` that it is ours, so that recovery may remove a dead one. */
const OurMark = z.object({ selvedge: z.literal(1), operation: z.string(), process: ProcessIdentity });

const attempts = 8;

/**
 * Keeps every git that writes the index away while files are applied. Tries 8 times over about 2 s.
 *
 * Fails with `index-locked`.
 */
export async function takeIndexLock(
  fs: FileSystem,
  gitDir: string,
  operation: string,
  clock: () => number,
): Promise<Result<{ release(): Promise<void> }>> {
  const path = indexLockPath(gitDir);
  const mark = JSON.stringify({ selvedge: 1, operation, process: await ownIdentity() });
  for (let attempt = 1; ; attempt += 1) {
    try {
      await createFile(fs, path, Buffer.from(`${mark}\n`), { mode: 0o644, sync: false });
      return ok({ release: async () => void (await removeIfThere(fs, path)) });
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw error;
      if (attempt === attempts) return indexLocked(fs, gitDir, clock);
      await new Promise((resume) => setTimeout(resume, attempt * 40 + Math.random() * 100));
    }
  }
}

const indexLockPath = (gitDir: string): string => `${gitDir}/index.lock`;

export async function indexLocked(fs: FileSystem, gitDir: string, clock: () => number): Promise<Result<never>> {
  const path = indexLockPath(gitDir);
  const found = await fs.lstat(path);
  const mark = found === null ? null : await readMark(fs, path);
  return fail({
    code: 'index-locked',
    path,
    ageMs: found === null ? null : Math.max(0, clock() - found.modifiedMs),
    ownerAlive: mark === null ? null : await isAlive(mark.process),
  });
}

/** Removes an `index.lock` that a dead process of ours left behind. True when it did. */
export async function clearOwnStaleIndexLock(fs: FileSystem, gitDir: string): Promise<boolean> {
  const path = indexLockPath(gitDir);
  const mark = await readMark(fs, path);
  if (mark === null) return false;
  const own = await ownIdentity();
  // The caller holds the repository's lock: a mark of this very process is from an operation that ended badly.
  const mine = mark.process.pid === own.pid && mark.process.startedAt === own.startedAt;
  if (!mine && (await isAlive(mark.process)) !== false) return false;
  return removeIfThere(fs, path);
}

async function readMark(fs: FileSystem, path: string): Promise<z.infer<typeof OurMark> | null> {
  if ((await fs.lstat(path))?.kind !== 'file') return null;
  const bytes = await readBytesIfThere(fs, path, 1_000_000).catch(() => null);
  try {
    return bytes === null ? null : (OurMark.safeParse(JSON.parse(bytes.toString('utf8'))).data ?? null);
  } catch {
    // Git's own lock holds a binary index.
    return null;
  }
}
