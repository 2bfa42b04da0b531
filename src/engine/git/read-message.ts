import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Place } from './git';

const limitBytes = 1_000_000;

/** A message that git or a person prepared (`MERGE_MSG`, `SQUASH_MSG`, `rebase-merge/message`), without comments; '' where there is none. */
export async function readPreparedMessage(place: Place, name: string): Promise<string> {
  try {
    const bytes = await readFile(join(place.gitDir, name));
    return withoutComments(bytes.subarray(0, limitBytes).toString('utf8'));
  } catch {
    // Git made none.
    return '';
  }
}

/**
 * Leaves out what git would: everything below the scissors line, comment lines, empty lines at the ends and
 * spaces at line ends. Git writes its list of conflicts behind `#`, or behind another character that was set.
 */
export function withoutComments(text: string): string {
  const lines = text.split(/\r?\n/);
  const scissors = lines.findIndex((line) => /^. -{8,} >8 -{8,}$/.test(line));
  const sign = commentSign(lines);
  return (scissors < 0 ? lines : lines.slice(0, scissors))
    .filter((line) => !line.startsWith(sign))
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** The list of conflicts gives the character away. */
const commentSign = (lines: readonly string[]): string =>
  lines.find((line) => /^[^\w\s] Conflicts:$/.test(line))?.[0] ?? '#';
