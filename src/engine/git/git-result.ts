import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { mergeThreeFiles } from './merge-three-files';

/**
 * What git itself makes of three files by lines: its text where it has no conflict.
 *
 * Null: git cannot tell, because it was not found, does not merge such content, or one of them is no file that it
 * could read again (a pipe).
 */
export async function gitResultOf(files: {
  readonly base: string;
  readonly ours: string;
  readonly theirs: string;
}): Promise<{ readonly clean: boolean; readonly text: string } | null> {
  const [base, ours, theirs] = [resolve(files.base), resolve(files.ours), resolve(files.theirs)];
  for (const path of [base, ours, theirs]) if (!(await stat(path)).isFile()) return null;
  const labels = { base: 'base', ours: 'ours', theirs: 'theirs' };
  const merged = await mergeThreeFiles({ base, ours, theirs, labels, markerLength: 7, avoid: [dirname(ours)] });
  if (!merged.ok || merged.value.kind === 'binary') return null;
  const { conflicts, bytes } = merged.value;
  return { clean: conflicts === 0, text: bytes.toString('utf8') };
}
