import { writeAll } from '../files/durable';
import type { FileSystem } from '../files/file-system';
import { hashBytes } from '../files/hash';
import { readBytesIfThere } from '../files/read-bytes';

/** A content that was erased on purpose: only its hash is kept, and under which ids git would have it. */
interface Forgotten {
  readonly at: string;
  readonly objects: readonly string[];
}

const place = (folder: string): string => `${folder}/forgotten.list`;
const sum = (text: string): string => hashBytes(Buffer.from(text)).slice(0, 8);

/** By the content's hash; the newest word counts. Lines that are torn or damaged are passed over. */
export async function readForgotten(fs: FileSystem, folder: string): Promise<Map<string, Forgotten>> {
  const found = new Map<string, Forgotten>();
  const bytes = await readBytesIfThere(fs, place(folder));
  for (const text of bytes?.toString('utf8').split('\n') ?? []) {
    const read = /^([0-9a-f]{64}) (\d{4}-[0-9T:.Z-]+) ([0-9a-f,]+|-) ([0-9a-f]{8})$/.exec(text);
    if (read === null || sum(text.slice(0, -9)) !== read[4]) continue;
    const [, hash = '', at = '', ids = '-'] = read;
    const before = found.get(hash)?.objects ?? [];
    const objects = [...new Set([...before, ...(ids === '-' ? [] : ids.split(','))])];
    found.set(hash, { at, objects });
  }
  return found;
}

/** Durable before anything is erased: a crash in between must not bring it back. The caller holds the lock. */
export async function noteForgotten(
  fs: FileSystem,
  folder: string,
  at: string,
  contents: ReadonlyMap<string, readonly string[]>,
): Promise<void> {
  if (contents.size === 0) return;
  const lines = [...contents].map(([hash, objects]) => {
    const text = `${hash} ${at} ${objects.length === 0 ? '-' : objects.join(',')}`;
    return `${text} ${sum(text)}\n`;
  });
  const isNew = (await fs.lstat(place(folder))) === null;
  const file = await fs.open(place(folder), 'append', 0o600);
  try {
    // A line that a crash tore must not swallow these.
    await writeAll(file, Buffer.from(`\n${lines.join('')}`));
    await file.sync();
  } finally {
    await file.close();
  }
  if (isNew) await fs.syncDirectory(folder);
}
