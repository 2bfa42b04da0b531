import { createHmac, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { createFile, removeIfThere, replaceDurably } from '../../files/durable';
import type { FileSystem } from '../../files/file-system';
import { readBytesIfThere } from '../../files/read-bytes';

/** Where a trail ends: how many lines it has, and the SHA-256 of the last. */
export interface TrailEnd {
  readonly lines: number;
  readonly head: string;
}

/** The end of the trail, kept apart from it and sealed with the key. */
const TrailHead = z.object({
  version: z.literal(1),
  lines: z.number().int(),
  head: z.string(),
  /** What did not fit when somebody went on writing; never forgotten again. */
  findings: z.array(z.string()),
  hmac: z.string(),
});
export type TrailHead = z.infer<typeof TrailHead>;

const seal = (key: Buffer, text: string): string => createHmac('sha256', key).update(text).digest('hex');

/** The seal of a line in the trail. */
export const sealOfEnd = (key: Buffer, { lines, head }: TrailEnd): string => seal(key, `${lines}:${head}`);

export const sealOfHead = (key: Buffer, { lines, head, findings }: Omit<TrailHead, 'version' | 'hmac'>): string =>
  seal(key, JSON.stringify([lines, head, findings]));

/** The seal of what somebody accepted, bound to its place in the chain. */
export const sealOfAccepted = (
  key: Buffer,
  previous: string,
  findings: readonly { readonly keys: readonly string[]; readonly sentence: string }[],
): string => seal(key, JSON.stringify([previous, findings.map(({ keys, sentence }) => [keys, sentence])]));

/** Null: there is none. `damaged`: there is one that cannot be read. */
export async function readHead(fs: FileSystem, folder: string): Promise<TrailHead | 'damaged' | null> {
  const bytes = await readBytesIfThere(fs, `${folder}/head.json`);
  if (bytes === null) return null;
  try {
    return TrailHead.safeParse(JSON.parse(bytes.toString('utf8'))).data ?? 'damaged';
  } catch {
    // Not JSON.
    return 'damaged';
  }
}

export async function writeHead(
  fs: FileSystem,
  folder: string,
  key: Buffer,
  head: Omit<TrailHead, 'version' | 'hmac'>,
): Promise<void> {
  const whole: TrailHead = { version: 1, ...head, hmac: sealOfHead(key, head) };
  await replaceDurably(fs, `${folder}/head.json`, Buffer.from(JSON.stringify(whole)));
}

/** Null: there is none, or none of the right length. */
export async function readKey(fs: FileSystem, folder: string): Promise<Buffer | null> {
  const known = await readBytesIfThere(fs, `${folder}/key`);
  return known !== null && known.length === 32 ? known : null;
}

export async function makeKey(fs: FileSystem, folder: string): Promise<Buffer> {
  const path = `${folder}/key`;
  await removeIfThere(fs, path);
  const fresh = randomBytes(32);
  await createFile(fs, path, fresh, { mode: 0o600, sync: true });
  await fs.syncDirectory(folder);
  return fresh;
}
