import { errorCode } from '../files/file-system';
import type { FileSystem } from '../files/file-system';
import { makeFolder, writeAll } from '../files/durable';
import { readBytesIfThere } from '../files/read-bytes';

/** Which commits changed nothing but timestamps, remembered by commit id. A cache: it may vanish at any time. */
export interface JudgementCache {
  get(commit: string): boolean | undefined;
  add(judged: ReadonlyMap<string, boolean>): Promise<void>;
}

// The number grows with the rules of judging, so that old judgements are not believed.
const fileName = 'timestamp-only-commits.v1.txt';
const largestBytes = 64 * 1024 * 1024;

/** Lines of `<commit id> 0|1`; a line that a crash cut short is not believed. */
export async function openJudgementCache(fs: FileSystem, folder: string): Promise<JudgementCache> {
  const path = `${folder}/${fileName}`;
  const known = await readKnown(fs, path);
  return {
    get: (commit) => known.get(commit),
    add: async (judged) => {
      if (judged.size === 0) return;
      for (const [commit, volatileOnly] of judged) known.set(commit, volatileOnly);
      const lines = [...judged].map(([commit, volatileOnly]) => `${commit} ${volatileOnly ? 1 : 0}\n`);
      try {
        await makeFolder(fs, folder);
        const file = await fs.open(path, 'append', 0o600);
        try {
          await writeAll(file, Buffer.from(`\n${lines.join('')}`));
        } finally {
          await file.close();
        }
      } catch (error) {
        // Only time is lost: the next start judges again.
        if (errorCode(error) === null) throw error;
      }
    },
  };
}

async function readKnown(fs: FileSystem, path: string): Promise<Map<string, boolean>> {
  const known = new Map<string, boolean>();
  let text = '';
  try {
    text = (await readBytesIfThere(fs, path, largestBytes))?.toString('latin1') ?? '';
  } catch {
    // Unreadable or grown beyond sense: begin anew in memory.
    return known;
  }
  for (const [, commit = '', mark] of text.matchAll(/^([0-9a-f]{40}|[0-9a-f]{64}) ([01])$/gm))
    known.set(commit, mark === '1');
  return known;
}
