import { inflateRaw } from 'node:zlib';
import { promisify } from 'node:util';
import type { FileSystem, OpenFile } from '../files/file-system';
import { hashBytes } from '../files/hash';
import { decodeHead, decodeIndex, decodeRecordHead, decodeTail } from './pack-format';
import { headBytes, indexRowBytes, packVersion, recordHeadBytes, tailBytes } from './pack-format';
import type { PackRecord } from './pack-format';

const inflate = promisify(inflateRaw);

export type PackListing =
  | { readonly kind: 'whole' | 'rescued'; readonly records: PackRecord[] }
  /** Made by a newer version of the app: left alone. */
  | { readonly kind: 'future'; readonly version: number }
  | { readonly kind: 'damaged' };

/** What a pack holds, by its index; by walking the records when the index is damaged. */
export async function listPack(fs: FileSystem, path: string): Promise<PackListing> {
  const file = await fs.open(path, 'read');
  try {
    const { sizeBytes } = await file.stat();
    const version = decodeHead(await readAt(file, 0, headBytes));
    if (version !== null && version > packVersion) return { kind: 'future', version };
    const tail = decodeTail(await readAt(file, Math.max(0, sizeBytes - tailBytes), tailBytes), sizeBytes);
    const index = tail === null ? null : await readAt(file, tail.offset, tail.count * indexRowBytes);
    const records = tail === null || index === null ? null : decodeIndex(index, tail.hash, tail.offset);
    if (records !== null) return { kind: 'whole', records };
    const rescued = await walkRecords(file, sizeBytes);
    return rescued.length === 0 ? { kind: 'damaged' } : { kind: 'rescued', records: rescued };
  } finally {
    await file.close();
  }
}

async function walkRecords(file: OpenFile, sizeBytes: number): Promise<PackRecord[]> {
  const records: PackRecord[] = [];
  let offset = headBytes;
  while (offset + recordHeadBytes <= sizeBytes) {
    const record = decodeRecordHead(await readAt(file, offset, recordHeadBytes), 0, offset);
    if (record === null || offset + recordHeadBytes + record.storedBytes > sizeBytes) break;
    records.push(record);
    offset += recordHeadBytes + record.storedBytes;
  }
  return records;
}

/** One record's raw bytes. Null: damaged; never bytes that are not those of the hash. */
export async function readRecord(fs: FileSystem, path: string, record: PackRecord): Promise<Buffer | null> {
  const file = await fs.open(path, 'read');
  try {
    return await recordFrom(record, await readAt(file, record.offset, recordHeadBytes + record.storedBytes));
  } finally {
    await file.close();
  }
}

async function recordFrom(record: PackRecord, bytes: Buffer): Promise<Buffer | null> {
  const head = decodeRecordHead(bytes, 0, record.offset);
  if (head === null || head.hash !== record.hash || head.storedBytes !== record.storedBytes) return null;
  const stored = bytes.subarray(recordHeadBytes, recordHeadBytes + head.storedBytes);
  if (stored.length !== head.storedBytes) return null;
  const raw = head.deflated ? await inflateTo(stored, head.rawBytes) : stored;
  return raw !== null && raw.length === head.rawBytes && hashBytes(raw) === record.hash ? raw : null;
}

/** Null: damaged. Never makes more than was promised. */
async function inflateTo(stored: Buffer, rawBytes: number): Promise<Buffer | null> {
  try {
    return await inflate(stored, { maxOutputLength: Math.max(1, rawBytes) });
  } catch {
    // Zlib found the damage before the hash did.
    return null;
  }
}

/** Every record of a pack with its bytes (null: damaged), reading the file once. */
export async function readAllRecords(
  fs: FileSystem,
  path: string,
  records: readonly PackRecord[],
  each: (record: PackRecord, bytes: Buffer | null) => Promise<void> | void,
): Promise<void> {
  const file = await fs.open(path, 'read');
  try {
    for (const group of groupsOf(records)) {
      const from = group.first.offset;
      const bytes = await readAt(file, from, group.end - from);
      for (const record of group.records)
        await each(record, await recordFrom(record, bytes.subarray(record.offset - from)));
    }
  } finally {
    await file.close();
  }
}

const groupLimitBytes = 4 << 20;

/** Neighbours that are read in one go. */
function groupsOf(records: readonly PackRecord[]): { first: PackRecord; end: number; records: PackRecord[] }[] {
  const groups: { first: PackRecord; end: number; records: PackRecord[] }[] = [];
  for (const record of [...records].sort((a, b) => a.offset - b.offset)) {
    const end = record.offset + recordHeadBytes + record.storedBytes;
    const last = groups.at(-1);
    if (last !== undefined && end - last.first.offset <= groupLimitBytes) {
      last.records.push(record);
      last.end = Math.max(last.end, end);
    } else groups.push({ first: record, end, records: [record] });
  }
  return groups;
}

async function readAt(file: OpenFile, position: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  let at = 0;
  while (at < length) {
    const got = await file.read(bytes, at, length - at, position + at);
    if (got === 0) break;
    at += got;
  }
  return bytes.subarray(0, at);
}
