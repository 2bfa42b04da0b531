import type { FileStat, FileSystem } from './file-system';

/** More than was allowed to be read. */
export class TooLarge extends Error {
  constructor(
    readonly sizeBytes: number,
    readonly limitBytes: number,
  ) {
    super(`${sizeBytes} bytes, at most ${limitBytes} are read`);
  }
}

/**
 * A regular file's bytes and what the open file is. Throws the system's error, or `TooLarge`.
 *
 * The kind is asked of the open file, not of the name, so that a swap in between cannot make us read a device.
 */
export async function readBytes(
  fs: FileSystem,
  path: string,
  limitBytes = Number.MAX_SAFE_INTEGER,
): Promise<{ readonly bytes: Buffer; readonly stat: FileStat }> {
  const file = await fs.open(path, 'read');
  try {
    const stat = await file.stat();
    if (stat.kind !== 'file') throw Object.assign(new Error(`${path} is not a regular file`), { code: 'EINVAL' });
    if (stat.sizeBytes > limitBytes) throw new TooLarge(stat.sizeBytes, limitBytes);
    // One byte more than promised, to notice growth without another call.
    let bytes = Buffer.allocUnsafe(stat.sizeBytes + 1);
    let length = 0;
    for (;;) {
      if (length === bytes.length) bytes = Buffer.concat([bytes, Buffer.allocUnsafe(bytes.length)]);
      const got = await file.read(bytes, length, bytes.length - length, length);
      if (got === 0) return { bytes: bytes.subarray(0, length), stat };
      length += got;
      if (length > limitBytes) throw new TooLarge(length, limitBytes);
    }
  } finally {
    await file.close();
  }
}

/** Like `readBytes`; null when there is nothing at that path. */
export async function readBytesIfThere(fs: FileSystem, path: string, limitBytes?: number): Promise<Buffer | null> {
  if ((await fs.lstat(path)) === null) return null;
  return (await readBytes(fs, path, limitBytes)).bytes;
}
