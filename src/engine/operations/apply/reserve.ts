import { randomBytes } from 'node:crypto';
import type { Result } from '../../../contract/call';
import type { Failure } from '../../../contract/failure';
import { createFile, removeIfThere } from '../../files/durable';
import type { FileSystem } from '../../files/file-system';
import { orNull } from '../../vault/or-null';

/** Room on the disk that nobody else gets: given up when the disk is full, so that undo and recovery still work. */
export interface Reserve {
  /** True when there was something to give up. */
  release(): Promise<boolean>;
  /** Sets it aside (again), where there is plenty. Never fails: a disk without a reserve is only less safe. */
  ensure(): Promise<void>;
}

/** So many times the reserve must be free before we take it. */
const plenty = 4;
/** The least that helps, and the steps in which it grows. */
const pieceBytes = 1 << 20;

/** `folders`: ours, one on each disk that undoing writes to (several on one disk share a reserve). */
export async function openReserve(fs: FileSystem, folders: readonly string[], sizeBytes: number): Promise<Reserve> {
  const places = new Map<number, string>();
  for (const folder of folders) {
    const device = (await fs.lstat(folder))?.device;
    if (device !== undefined && !places.has(device)) places.set(device, folder);
  }
  return {
    release: async () => {
      let freed = false;
      for (const folder of places.values()) {
        freed = (await removeIfThere(fs, `${folder}/reserve`).catch(orNull)) === true || freed;
        // Some file systems give the room back only with the next commit of their journal.
        if (freed) await fs.syncDirectory(folder).catch(orNull);
      }
      return freed;
    },
    ensure: async () => {
      if (sizeBytes === 0) return;
      for (const folder of places.values()) await setAside(fs, folder, sizeBytes).catch(orNull);
    },
  };
}

async function setAside(fs: FileSystem, folder: string, sizeBytes: number): Promise<void> {
  const path = `${folder}/reserve`;
  const has = (await fs.lstat(path))?.sizeBytes ?? 0;
  if (has === sizeBytes) return;
  const fits = Math.floor(((await fs.freeSpace(folder)).bytes + has) / plenty);
  const wanted = Math.min(sizeBytes, Math.floor(fits / pieceBytes) * pieceBytes);
  // A smaller one is better than none; one that is there is not made smaller for a day with little room.
  if (wanted <= has) return;
  await removeIfThere(fs, `${path}.new`);
  await removeIfThere(fs, path);
  // Noise: zeros may be kept as a hole, or compressed to nothing. Synced, for room is often only promised before.
  await createFile(fs, `${path}.new`, randomBytes(wanted), { mode: 0o600, sync: true });
  await fs.rename(`${path}.new`, path);
}

const isFull = (failure: Failure): boolean => failure.code === 'disk-full';

/** Does it again with the reserve when the disk was full. For what must always work: undoing, putting back, recovery. */
export async function withReserve<T>(reserve: Reserve, work: () => Promise<Result<T>>): Promise<Result<T>> {
  const first = await work();
  if (first.ok || !isFull(first.failure) || !(await reserve.release())) return first;
  const second = await work();
  await reserve.ensure();
  return second;
}
