import type { ContentHash } from '../../contract/basics';
import { createFile, makeFolder, parentOf, removeIfThere, renamePatiently } from './durable';
import type { FileSystem } from './file-system';
import { errorCode } from './file-system';
import { hashBytes } from './hash';
import { pathToBytes, splitNul } from './path-bytes';
import { TooLarge, readBytesIfThere } from './read-bytes';
import type { Remembered } from './remembered';

/**
 * The file of a `StatMemory`:
 *
 *     sum      64  SHA-256 of all that follows the line's end, hex
 *     head     …   JSON: version, working tree, number of files; a line
 *     numbers  56×n  size, mode, modified, changed, inode, device, read at, as float64 of this machine's order
 *     hashes   32×n  SHA-256 of the contents
 *     paths    …   each ended by NUL
 *
 * In columns, for 50,000 rows of JSON take longer to read than their files to be asked about.
 */
const version = 3;
const columns = 7;
const hashLength = 32;
const sumLength = 64;
const lineEnd = 0x0a;
const limitBytes = 1 << 28;

export type MemoryRows = ReadonlyMap<string, Remembered>;

export function encodeMemory(root: string, known: MemoryRows): Buffer {
  const numbers = new Float64Array(known.size * columns);
  const hashes = Buffer.alloc(known.size * hashLength);
  let row = 0;
  for (const { stat, entry, readAtMs } of known.values()) {
    const { sizeBytes, modifiedMs, changedMs, inode, device } = stat;
    numbers.set([sizeBytes, entry.mode, modifiedMs, changedMs, inode, device, readAtMs], row * columns);
    hashes.write(entry.hash, row * hashLength, 'hex');
    row += 1;
  }
  const head = Buffer.from(`${JSON.stringify({ version, root, files: known.size })}\n`);
  const paths = pathToBytes([...known.keys()].map((path) => `${path}\0`).join(''));
  const body = Buffer.concat([head, Buffer.from(numbers.buffer), hashes, paths]);
  return Buffer.concat([Buffer.from(`${hashBytes(body)}\n`), body]);
}

/** Null: damaged, of another version, or about another folder. */
function decodeMemory(root: string, bytes: Buffer): [string, Remembered][] | null {
  const body = bytes.subarray(sumLength + 1);
  if (bytes[sumLength] !== lineEnd || hashBytes(body) !== bytes.toString('latin1', 0, sumLength)) return null;
  const headEnd = body.indexOf(lineEnd) + 1;
  const files = filesOf(root, body.toString('utf8', 0, headEnd));
  if (files === null) return null;
  const hashesAt = headEnd + files * columns * Float64Array.BYTES_PER_ELEMENT;
  const pathsAt = hashesAt + files * hashLength;
  const paths = splitNul(body.subarray(pathsAt));
  if (paths.length !== files) return null;
  // A copy: columns have to begin at a multiple of eight.
  const numbers = new Float64Array(new Uint8Array(body.subarray(headEnd, hashesAt)).buffer);
  const hashes = body.toString('hex', hashesAt, pathsAt);
  return paths.map((path, row) => [path, rowOf(numbers, row, hashes)]);
}

/** How many files there are. Null: not of this version, or not about this folder. */
function filesOf(root: string, head: string): number | null {
  try {
    const read: unknown = JSON.parse(head);
    if (typeof read !== 'object' || read === null || !('version' in read && 'root' in read && 'files' in read))
      return null;
    return read.version === version && read.root === root && typeof read.files === 'number' ? read.files : null;
  } catch {
    // Our sum, and no JSON: nobody of this version wrote it.
    return null;
  }
}

function rowOf(numbers: Float64Array, row: number, hashes: string): Remembered {
  const at = (column: number): number => numbers[row * columns + column] ?? 0;
  const sizeBytes = at(0);
  const hash = hashes.slice(row * 2 * hashLength, (row + 1) * 2 * hashLength) as ContentHash;
  return {
    stat: { sizeBytes, modifiedMs: at(2), changedMs: at(3), inode: at(4), device: at(5) },
    entry: { kind: 'file', hash, sizeBytes, mode: at(1) },
    readAtMs: at(6),
  };
}

/** Not synced: what a power cut leaves of it is seen by its sum. */
export async function writeMemory(fs: FileSystem, path: string, bytes: Buffer): Promise<void> {
  const fresh = `${path}.new`;
  try {
    await makeFolder(fs, parentOf(path));
    await removeIfThere(fs, fresh);
    await createFile(fs, fresh, bytes, { mode: 0o600, sync: false });
    await renamePatiently(fs, fresh, path);
  } catch (error) {
    // A full disk, say. What lies there is still true.
    if (errorCode(error) === null) throw error;
  }
}

/** Empty: there is none, or it counts for nothing. */
export async function readMemory(fs: FileSystem, path: string, root: string): Promise<[string, Remembered][]> {
  try {
    const bytes = await readBytesIfThere(fs, path, limitBytes);
    return (bytes === null ? null : decodeMemory(root, bytes)) ?? [];
  } catch (error) {
    if (error instanceof TooLarge || errorCode(error) !== null) return [];
    throw error;
  }
}
