import { z } from 'zod';
import type { Result } from '../../contract/call';
import { fail, ok } from '../../contract/call';
import type { LockHolder } from '../../contract/failure';
import { createFile, makeFolder, removeIfThere, replaceDurably } from '../files/durable';
import type { FileSystem } from '../files/file-system';
import { errorCode } from '../files/file-system';
import { readBytesIfThere } from '../files/read-bytes';
import { openLockDatabase } from './lock-database';
import type { LockDatabase } from './lock-database';
import { ProcessIdentity, ownIdentity } from './process-identity';

/** One writer per repository: over windows, processes and app instances, in all of its working trees. */
export interface RepositoryLock {
  /** Waits for the lock. Failures: `locked-by-other` after `patienceMs`, `cancelled`. */
  acquire(doing: string, options: { readonly signal: AbortSignal; readonly patienceMs: number }): Promise<Result<Held>>;
  /** Null: nobody holds it now. */
  holder(): Promise<LockHolder | null>;
  close(): void;
}

export interface Held {
  /** Grows whenever another instance of the app takes over; a record with an older one is a stale writer's. */
  readonly epoch: number;
  release(): Promise<void>;
}

const HolderFile = z.object({
  version: z.literal(1),
  app: z.string(),
  process: ProcessIdentity,
  doing: z.string(),
  sinceMs: z.number(),
});
const EpochFile = z.object({ version: z.literal(1), epoch: z.number().int(), instance: z.string() });

interface LockParts {
  readonly fs: FileSystem;
  /** `<commonDir>/selvedge`. */
  readonly folder: string;
  readonly clock: () => number;
  /** Names this engine, to see whether somebody else wrote in between. */
  readonly instance: string;
}

export async function openRepositoryLock(parts: LockParts): Promise<RepositoryLock> {
  await makeFolder(parts.fs, parts.folder);
  const database = openLockDatabase(`${parts.folder}/lock.sqlite`);
  let queue: Promise<unknown> = Promise.resolve();
  return {
    acquire: async (doing, options) => {
      // Callers of this process stand in line, so that only the first one asks the system.
      const turn = queue;
      let leave: () => void = () => undefined;
      queue = new Promise<void>((resolve) => (leave = resolve));
      await turn;
      const got = await waitFor(parts, database, doing, options).catch((error: unknown) => {
        // Else nobody of this process would ever get their turn again.
        leave();
        throw error;
      });
      if (!got.ok) {
        leave();
        return got;
      }
      return ok({
        epoch: got.value,
        release: async () => {
          await removeIfThere(parts.fs, holderPath(parts)).catch(() => false);
          database.release();
          leave();
        },
      });
    },
    holder: () => readHolder(parts, database),
    close: () => database.close(),
  };
}

async function waitFor(
  parts: LockParts,
  database: LockDatabase,
  doing: string,
  { signal, patienceMs }: { readonly signal: AbortSignal; readonly patienceMs: number },
): Promise<Result<number>> {
  const started = performance.now();
  for (;;) {
    if (signal.aborted) return fail({ code: 'cancelled' });
    if (database.tryAcquire()) break;
    if (performance.now() - started >= patienceMs)
      return fail({ code: 'locked-by-other', holder: await readHolderFile(parts) });
    await new Promise((resume) => setTimeout(resume, 5 + Math.random() * 20));
  }
  try {
    const epoch = await takeEpoch(parts);
    // Who holds it is only told; a full disk must not keep anybody from undoing.
    await writeHolder(parts, doing).catch(ignoreDisk);
    return ok(epoch);
  } catch (error) {
    database.release();
    throw error;
  }
}

function ignoreDisk(error: unknown): void {
  if (errorCode(error) === null) throw error;
}

const holderPath = (parts: LockParts): string => `${parts.folder}/lock-holder.json`;

async function writeHolder(parts: LockParts, doing: string): Promise<void> {
  const holder = {
    version: 1,
    app: 'Selvedge',
    process: await ownIdentity(),
    doing,
    sinceMs: parts.clock(),
  };
  // Only for people's eyes: not durable, and a torn one reads as "not known".
  const fresh = `${holderPath(parts)}.new`;
  await removeIfThere(parts.fs, fresh);
  await createFile(parts.fs, fresh, Buffer.from(JSON.stringify(holder)), { mode: 0o600, sync: false });
  await parts.fs.rename(fresh, holderPath(parts));
}

async function readHolder(parts: LockParts, database: LockDatabase): Promise<LockHolder | null> {
  const found = await readHolderFile(parts);
  if (found === null || found.pid === process.pid) return found;
  // The file may be a dead process's: the lock itself is the truth.
  if (!database.tryAcquire()) return found;
  database.release();
  return null;
}

async function readHolderFile(parts: LockParts): Promise<LockHolder | null> {
  const holder = await readJson(parts, holderPath(parts), HolderFile);
  if (holder === null) return null;
  const { app, doing, sinceMs } = holder;
  return { app, pid: holder.process.pid, host: holder.process.host, sinceMs, doing };
}

/** The epoch to write into records; one more than the last when another instance wrote since. */
async function takeEpoch(parts: LockParts): Promise<number> {
  const path = `${parts.folder}/epoch.json`;
  const last = await readJson(parts, path, EpochFile);
  if (last?.instance === parts.instance) return last.epoch;
  const next = { version: 1, epoch: (last?.epoch ?? 0) + 1, instance: parts.instance };
  await replaceDurably(parts.fs, path, Buffer.from(JSON.stringify(next)));
  return next.epoch;
}

async function readJson<T>(parts: LockParts, path: string, shape: z.ZodType<T>): Promise<T | null> {
  try {
    const bytes = await readBytesIfThere(parts.fs, path, 100_000);
    return bytes === null ? null : (shape.safeParse(JSON.parse(bytes.toString('utf8'))).data ?? null);
  } catch (error) {
    if (error instanceof SyntaxError || errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}
