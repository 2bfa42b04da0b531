import { z } from 'zod';
import type { CommitMeaning } from '../../core/timeline/commit-meaning';
import { makeFolder, writeAll } from '../files/durable';
import type { FileSystem } from '../files/file-system';
import { errorCode } from '../files/file-system';
import { readBytesIfThere } from '../files/read-bytes';

/**
 * What changes meant, remembered by the contents that they changed from and to, so that a rebase or a cherry-pick finds
 * it again. A cache: it may vanish at any time.
 */
export interface MeaningCache {
  get(change: string): CommitMeaning | undefined;
  /** Which change a commit made, of those that this process saw; null: none that can be judged. */
  readonly changes: Map<string, string | null>;
  add(meant: ReadonlyMap<string, CommitMeaning>): Promise<void>;
}

// The number grows with the rules of judging, so that old judgements are not believed.
const fileName = 'meanings.v3.jsonl';
const largestBytes = 256 * 1024 * 1024;

const text = z.string();
const Line = z.object({
  change: z.string().regex(/^[0-9a-f]{64}$/),
  meaning: z.object({
    resources: z.array(
      z.object({
        key: text,
        kind: text,
        name: text,
        what: z.enum(['added', 'removed', 'changed', 'moved', 'renamed', 'disabled', 'enabled']),
        path: text,
        fromPath: text.nullable(),
        fromName: text.nullable(),
        words: z.array(text),
        values: z.array(z.object({ at: text, before: text.nullable(), after: text.nullable() })),
      }),
    ),
    silent: z.boolean(),
    summary: text,
    states: z.record(text, z.record(text, text)),
  }),
});

/** Lines of JSON; one that a crash cut short, or that somebody changed, is not believed. */
export async function openMeaningCache(fs: FileSystem, folder: string): Promise<MeaningCache> {
  const path = `${folder}/${fileName}`;
  const lines = await readLines(fs, path);
  const known = new Map<string, CommitMeaning>();
  return {
    changes: new Map(),
    get: (change) => {
      const ready = known.get(change);
      if (ready !== undefined) return ready;
      const meaning = readMeaning(lines.get(change));
      if (meaning !== undefined) known.set(change, meaning);
      return meaning;
    },
    add: async (meant) => {
      if (meant.size === 0) return;
      for (const [change, meaning] of meant) known.set(change, meaning);
      const added = [...meant].map(([change, meaning]) => `${JSON.stringify({ change, meaning })}\n`).join('');
      try {
        await makeFolder(fs, folder);
        const file = await fs.open(path, 'append', 0o600);
        try {
          await writeAll(file, Buffer.from(`\n${added}`));
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

/** Lines by their change; what stands in them is read when it is asked for. */
async function readLines(fs: FileSystem, path: string): Promise<ReadonlyMap<string, string>> {
  let content = '';
  try {
    content = (await readBytesIfThere(fs, path, largestBytes))?.toString('utf8') ?? '';
  } catch {
    // Unreadable or grown beyond sense: begin anew in memory.
    return new Map();
  }
  const lines = new Map<string, string>();
  for (const line of content.split('\n')) {
    const change = /^\{"change":"([0-9a-f]{64})"/.exec(line)?.[1];
    if (change !== undefined) lines.set(change, line);
  }
  return lines;
}

function readMeaning(line: string | undefined): CommitMeaning | undefined {
  if (line === undefined) return undefined;
  try {
    return Line.safeParse(JSON.parse(line)).data?.meaning;
  } catch {
    // Cut short: judged again.
    return undefined;
  }
}
