import { createHash } from 'node:crypto';

/**
 * A pack: one immutable file with everything that one operation had to keep.
 *
 *     head     16   "SLVGPACK", version u32, 0 u32
 *     record   56   "REC1", type u8, encoding u8, 0 u16, raw length u64, stored length u64, SHA-256 of the raw bytes
 *              …    the stored bytes                                                     (any number of records)
 *     index    58×n type u8, encoding u8, offset u64, stored length u64, raw length u64, SHA-256
 *     tail     56   index offset u64, count u64, SHA-256 of the index, "SLVGEND1"
 *
 * All numbers are little endian. The file's name is the SHA-256 of all of its bytes, so a copy can be checked
 * without us. The index saves reading the records; it can be made again from them.
 */
export const headBytes = 16;
export const recordHeadBytes = 56;
export const indexRowBytes = 58;
export const tailBytes = 56;
export const packVersion = 1;

const headMagic = Buffer.from('SLVGPACK');
const recordMagic = Buffer.from('REC1');
const tailMagic = Buffer.from('SLVGEND1');

export type RecordType = 'blob' | 'backup' | 'operation';
const types: readonly RecordType[] = ['blob', 'backup', 'operation'];

/** Where one record lies in its pack. `offset` is that of its head. */
export interface PackRecord {
  readonly type: RecordType;
  readonly deflated: boolean;
  readonly offset: number;
  readonly storedBytes: number;
  readonly rawBytes: number;
  /** SHA-256 of the raw bytes, hex. */
  readonly hash: string;
}

export function encodeHead(): Buffer {
  const head = Buffer.alloc(headBytes);
  headMagic.copy(head);
  head.writeUInt32LE(packVersion, 8);
  return head;
}

/** The version of the format, or null when this is no pack. */
export function decodeHead(bytes: Buffer): number | null {
  return bytes.length >= headBytes && bytes.subarray(0, 8).equals(headMagic) ? bytes.readUInt32LE(8) : null;
}

export function encodeRecordHead(record: Omit<PackRecord, 'offset'>): Buffer {
  const head = Buffer.alloc(recordHeadBytes);
  recordMagic.copy(head);
  head.writeUInt8(types.indexOf(record.type) + 1, 4);
  head.writeUInt8(record.deflated ? 1 : 0, 5);
  write64(head, record.rawBytes, 8);
  write64(head, record.storedBytes, 16);
  head.write(record.hash, 24, 'hex');
  return head;
}

/** Null: no record starts here. */
export function decodeRecordHead(bytes: Buffer, at: number, offset: number): PackRecord | null {
  if (at + recordHeadBytes > bytes.length || !bytes.subarray(at, at + 4).equals(recordMagic)) return null;
  return checked({
    type: types[bytes.readUInt8(at + 4) - 1],
    encoding: bytes.readUInt8(at + 5),
    offset,
    rawBytes: bytes.readBigUInt64LE(at + 8),
    storedBytes: bytes.readBigUInt64LE(at + 16),
    hash: bytes.toString('hex', at + 24, at + 56),
  });
}

export function encodeIndex(records: readonly PackRecord[], indexOffset: number): Buffer {
  const index = Buffer.alloc(records.length * indexRowBytes);
  records.forEach((record, row) => {
    const at = row * indexRowBytes;
    index.writeUInt8(types.indexOf(record.type) + 1, at);
    index.writeUInt8(record.deflated ? 1 : 0, at + 1);
    write64(index, record.offset, at + 2);
    write64(index, record.storedBytes, at + 10);
    write64(index, record.rawBytes, at + 18);
    index.write(record.hash, at + 26, 'hex');
  });
  const tail = Buffer.alloc(tailBytes);
  write64(tail, indexOffset, 0);
  write64(tail, records.length, 8);
  createHash('sha256').update(index).digest().copy(tail, 16);
  tailMagic.copy(tail, 48);
  return Buffer.concat([index, tail]);
}

/** As two halves: many times as quick as a big number. */
function write64(into: Buffer, value: number, at: number): void {
  into.writeUInt32LE(value % 2 ** 32, at);
  into.writeUInt32LE(Math.floor(value / 2 ** 32), at + 4);
}

/** Where the index of a pack of this size lies; null when the tail is damaged. */
export function decodeTail(tail: Buffer, packBytes: number): { offset: number; count: number; hash: Buffer } | null {
  if (tail.length !== tailBytes || !tail.subarray(48).equals(tailMagic)) return null;
  const offset = Number(tail.readBigUInt64LE(0));
  const count = Number(tail.readBigUInt64LE(8));
  if (offset + count * indexRowBytes + tailBytes !== packBytes) return null;
  return { offset, count, hash: tail.subarray(16, 48) };
}

/** Null: damaged. */
export function decodeIndex(index: Buffer, hash: Buffer, indexOffset: number): PackRecord[] | null {
  if (!createHash('sha256').update(index).digest().equals(hash)) return null;
  const records: PackRecord[] = [];
  for (let at = 0; at < index.length; at += indexRowBytes) {
    const record = checked({
      type: types[index.readUInt8(at) - 1],
      encoding: index.readUInt8(at + 1),
      offset: Number(index.readBigUInt64LE(at + 2)),
      storedBytes: index.readBigUInt64LE(at + 10),
      rawBytes: index.readBigUInt64LE(at + 18),
      hash: index.toString('hex', at + 26, at + 58),
    });
    if (record === null || record.offset + recordHeadBytes + record.storedBytes > indexOffset) return null;
    records.push(record);
  }
  return records;
}

interface Unchecked {
  readonly type: RecordType | undefined;
  readonly encoding: number;
  readonly offset: number;
  readonly storedBytes: bigint;
  readonly rawBytes: bigint;
  readonly hash: string;
}

/** A length beyond this is damage, not data. */
const largestRecord = 1n << 40n;

function checked({ type, encoding, offset, storedBytes, rawBytes, hash }: Unchecked): PackRecord | null {
  if (type === undefined || encoding > 1 || storedBytes > largestRecord || rawBytes > largestRecord) return null;
  return { type, deflated: encoding === 1, offset, storedBytes: Number(storedBytes), rawBytes: Number(rawBytes), hash };
}
