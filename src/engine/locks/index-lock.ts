import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Result } from '../../contract/call';
import { fail, ok } from '../../contract/call';
import { createFile, makeFolder, removeIfThere } from '../files/durable';
import type { FileSystem } from '../files/file-system';
import { errorCode } from '../files/file-system';
import { readBytesIfThere } from '../files/read-bytes';
import { ProcessIdentity, isAlive, ownIdentity } from './process-identity';

/** Git's own `index.lock`, held by us while files are applied, so that no git writes the index meanwhile. */
export interface IndexLock {
  /** Tries 8 times over about 2 s, then fails with `index-locked`. */
  take(): Promise<Result<{ release(): Promise<void> }>>;
  /** Removes what a dead process of ours left. The caller holds the repository's lock. True when it did. */
  clearStale(): Promise<boolean>;
}

/** Says inside of `index.lock` whose it is, so that recovery may remove a dead one. */
const OurMark = z.object({ selvedge: z.literal(1), process: ProcessIdentity });

const attempts = 8;
const markName = /^index-lock-[0-9a-f]+$/;

/**
 * `folder`: ours, in git's folder. The mark is written and made durable there once; taking the lock is then one
 * link, so that there is never an `index.lock` of which nobody can say whose it is.
 */
export function openIndexLock(fs: FileSystem, gitDir: string, folder: string, clock: () => number): IndexLock {
  const path = `${gitDir}/index.lock`;
  let mark: Promise<string> | null = null;
  return {
    take: async () => {
      const own = await (mark ??= writeMark(fs, folder));
      for (let attempt = 1; ; attempt += 1) {
        try {
          await linkOrCopy(fs, own, path);
          return ok({ release: async () => void (await removeIfThere(fs, path)) });
        } catch (error) {
          if (errorCode(error) !== 'EEXIST') throw error;
          if (attempt === attempts) return indexLocked(fs, path, clock);
          await new Promise((resume) => setTimeout(resume, attempt * 40 + Math.random() * 100));
        }
      }
    },
    clearStale: async () => {
      const kept = mark === null ? null : await mark;
      for (const name of (await fs.readdir(folder)).filter((each) => markName.test(each))) {
        const found = await readMark(fs, `${folder}/${name}`);
        if (`${folder}/${name}` !== kept && (found === null || (await isOver(found))))
          await fs.unlink(`${folder}/${name}`);
      }
      const found = await readMark(fs, path);
      return found !== null && (await isOver(found)) && (await removeIfThere(fs, path));
    },
  };
}

async function writeMark(fs: FileSystem, folder: string): Promise<string> {
  await makeFolder(fs, folder);
  const path = `${folder}/index-lock-${randomBytes(8).toString('hex')}`;
  const text = `${JSON.stringify({ selvedge: 1, process: await ownIdentity() })}\n`;
  await createFile(fs, path, Buffer.from(text), { mode: 0o644, sync: true });
  return path;
}

/** Some file systems know no second name for a file. */
async function linkOrCopy(fs: FileSystem, mark: string, path: string): Promise<void> {
  try {
    await fs.link(mark, path);
  } catch (error) {
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'].includes(errorCode(error) ?? '')) throw error;
    const bytes = (await readBytesIfThere(fs, mark)) ?? Buffer.alloc(0);
    await createFile(fs, path, bytes, { mode: 0o644, sync: true });
  }
}

async function indexLocked(fs: FileSystem, path: string, clock: () => number): Promise<Result<never>> {
  const found = await fs.lstat(path);
  const mark = await readMark(fs, path);
  return fail({
    code: 'index-locked',
    path,
    ageMs: found === null ? null : Math.max(0, clock() - found.modifiedMs),
    ownerAlive: mark === null ? null : await isAlive(mark.process),
  });
}

/** This process's own mark is from an operation that ended badly, for whoever asks holds the repository's lock. */
async function isOver(mark: z.infer<typeof OurMark>): Promise<boolean> {
  const own = await ownIdentity();
  const mine =
    mark.process.pid === own.pid && mark.process.startedAt === own.startedAt && mark.process.host === own.host;
  return mine || (await isAlive(mark.process)) === false;
}

async function readMark(fs: FileSystem, path: string): Promise<z.infer<typeof OurMark> | null> {
  if ((await fs.lstat(path))?.kind !== 'file') return null;
  try {
    const bytes = await readBytesIfThere(fs, path, 10_000);
    return bytes === null ? null : (OurMark.safeParse(JSON.parse(bytes.toString('utf8'))).data ?? null);
  } catch {
    // Git's own lock holds a binary index, or was gone when we looked.
    return null;
  }
}
