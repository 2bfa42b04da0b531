import type { Result } from '../../../contract/call';
import { fail, ok } from '../../../contract/call';
import type { Failure } from '../../../contract/failure';
import { parentOf } from '../../files/durable';
import { entryHash } from '../../files/entry';
import type { Entry } from '../../files/entry';
import { entryBytes } from '../../vault/manifest';
import type { Host } from '../host';
import type { Intent } from '../journal/intent';

/** What has to be left for git, the journal and the log. */
const marginBytes = 4 << 20;
/** What a path costs in the journal, the manifest, the log and the folders, apart from its contents. */
const pathBytes = 2_048;
/** A file takes whole blocks. */
const blockBytes = 4_096;

/**
 * Refuses work that would meet a full disk half-way: contents are staged beside, and kept in the vault, before
 * anything is freed. Fails with `disk-full` and says how much is needed; nothing was changed then.
 */
export async function checkSpace(host: Host, intent: Intent): Promise<Result<null>> {
  let stagedBytes = 0;
  let keptBytes = 0;
  for (const { pre, post } of intent.files) {
    stagedBytes += Math.ceil(entryBytes(post) / blockBytes) * blockBytes + pathBytes;
    keptBytes += newBytes(host, pre) + newBytes(host, post) + pathBytes;
  }
  const needs = new Map<number, { path: string; bytes: number }>();
  for (const [path, bytes] of [
    [host.place.root, stagedBytes],
    [host.vault.folder, keptBytes],
  ] as const) {
    const device = (await host.fs.lstat(path))?.device ?? 0;
    const beside = needs.get(device);
    needs.set(device, beside === undefined ? { path, bytes } : { path: beside.path, bytes: beside.bytes + bytes });
  }
  for (const { path, bytes: payload } of needs.values()) {
    const bytes = payload + marginBytes;
    const free = await host.fs.freeSpace(path).catch(() => null);
    if (free !== null && (free.bytes < bytes || free.files < intent.files.length + 16))
      return fail({ code: 'disk-full', path, neededBytes: bytes });
  }
  return ok(null);
}

/** Which disk it was that had no room, for an error that does not name a file; and what has to be free at least. */
export async function fullDisk(host: Pick<Host, 'fs' | 'place' | 'vault'>): Promise<Failure> {
  const free = async (path: string): Promise<number> =>
    (await host.fs.freeSpace(path).catch(() => null))?.bytes ?? Number.MAX_SAFE_INTEGER;
  const { root } = host.place;
  const { folder } = host.vault;
  const path = (await free(root)) < (await free(folder)) ? root : folder;
  return { code: 'disk-full', path, neededBytes: marginBytes };
}

/** What the vault does not have yet. */
function newBytes(host: Host, entry: Entry): number {
  const hash = entryHash(entry);
  return hash === null || host.vault.has(hash) ? 0 : entryBytes(entry);
}

/**
 * Refuses work on folders that may not be written, instead of meeting it half-way. Fails with `read-only`. A folder's
 * permission is what counts: files are replaced, not written to.
 */
export async function checkPermission(host: Host, intent: Intent): Promise<Result<null>> {
  const folders = new Set(intent.files.map(({ path }) => parentOf(`${host.place.root}/${path}`)));
  for (const folder of [host.folder, host.vault.folders.packs, ...folders]) {
    // A folder that the operation makes itself is judged by the one it lies in, which is among them.
    if ((await host.fs.lstat(folder))?.kind !== 'directory') continue;
    if (!(await host.fs.mayWrite(folder))) return fail({ code: 'read-only', path: folder });
  }
  return ok(null);
}
