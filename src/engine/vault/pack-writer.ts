import { createHash, randomBytes } from 'node:crypto';
import { deflateRaw } from 'node:zlib';
import { promisify } from 'node:util';
import type { ContentHash } from '../../contract/basics';
import { removeIfThere, renamePatiently, writeAll } from '../files/durable';
import type { FileSystem, OpenFile } from '../files/file-system';
import { hashBytes } from '../files/hash';
import { readBytes } from '../files/read-bytes';
import { encodeHead, encodeIndex, encodeRecordHead } from './pack-format';
import type { PackRecord, RecordType } from './pack-format';

/** Collects what has to be kept and makes it durable in one file with two fsyncs. */
export interface PackWriter {
  /** Adds bytes unless the vault or this pack has them; answers their hash. `known`: it was computed already. */
  add(bytes: Uint8Array, type?: RecordType, known?: ContentHash): Promise<ContentHash>;
  /** Durable when it returns. Null: there was nothing to add, no pack was made. */
  finish(): Promise<{ readonly name: string; readonly records: readonly PackRecord[] } | null>;
  discard(): Promise<void>;
}

/** From here on compressing pays for its time. */
const deflateFromBytes = 16_384;
const flushBytes = 1 << 20;
const deflate = promisify(deflateRaw);

interface Open {
  readonly file: OpenFile;
  readonly path: string;
}

/** `packs`: their folder; `temporary`: a folder of the same file system for the one in the making. */
export function writePack(
  fs: FileSystem,
  folders: { readonly packs: string; readonly temporary: string },
  has: (hash: ContentHash) => boolean,
): PackWriter {
  const whole = createHash('sha256');
  const records: PackRecord[] = [];
  const inside = new Set<string>();
  let waiting: Uint8Array[] = [];
  let waitingBytes = 0;
  let offset = 0;
  let open: Open | null = null;

  const flush = async (): Promise<void> => {
    if (waitingBytes === 0) return;
    if (open === null) {
      const path = `${folders.temporary}/${randomBytes(8).toString('hex')}.pack.new`;
      open = { file: await fs.open(path, 'create', 0o600), path };
    }
    const bytes = Buffer.concat(waiting);
    waiting = [];
    waitingBytes = 0;
    whole.update(bytes);
    await writeAll(open.file, bytes);
  };
  const put = async (bytes: Uint8Array): Promise<void> => {
    waiting.push(bytes);
    waitingBytes += bytes.length;
    offset += bytes.length;
    if (waitingBytes >= flushBytes) await flush();
  };
  const letGo = (): Open | null => {
    const last = open;
    open = null;
    return last;
  };

  return {
    add: async (bytes, type = 'blob', known = undefined) => {
      const hash = known ?? hashBytes(bytes);
      if (inside.has(hash) || (type === 'blob' && has(hash))) return hash;
      inside.add(hash);
      const { deflated, stored } = await squeeze(bytes);
      if (offset === 0) await put(encodeHead());
      const record = { type, deflated, offset, storedBytes: stored.length, rawBytes: bytes.length, hash };
      records.push(record);
      await put(encodeRecordHead(record));
      // The caller may reuse its buffer before the flush.
      await put(stored === bytes ? Buffer.from(bytes) : stored);
      return hash;
    },
    finish: async () => {
      if (records.length === 0) return null;
      await put(encodeIndex(records, offset));
      await flush();
      return sealPack(fs, folders.packs, letGo(), whole.digest('hex'), records);
    },
    discard: () => throwAway(fs, letGo()),
  };
}

async function throwAway(fs: FileSystem, unfinished: Open | null): Promise<void> {
  if (unfinished === null) return;
  await unfinished.file.close();
  await removeIfThere(fs, unfinished.path);
}

async function squeeze(bytes: Uint8Array): Promise<{ readonly deflated: boolean; readonly stored: Uint8Array }> {
  const packed = bytes.length >= deflateFromBytes ? await deflate(bytes, { level: 1 }) : bytes;
  return packed.length < bytes.length * 0.9 ? { deflated: true, stored: packed } : { deflated: false, stored: bytes };
}

async function sealPack(
  fs: FileSystem,
  packs: string,
  open: Open | null,
  name: string,
  records: readonly PackRecord[],
): Promise<{ readonly name: string; readonly records: readonly PackRecord[] }> {
  if (open === null) throw new Error('a pack with records has a file');
  const { file, path } = open;
  try {
    try {
      await file.sync();
    } finally {
      await file.close();
    }
    // Read back once: what the disk took is what we meant.
    if (hashBytes((await readBytes(fs, path)).bytes) !== name)
      throw Object.assign(new Error('a pack reads back differently'), { code: 'EIO' });
    await renamePatiently(fs, path, `${packs}/${name}.pack`);
    await fs.syncDirectory(packs);
    return { name, records };
  } catch (error) {
    await removeIfThere(fs, path);
    throw error;
  }
}
