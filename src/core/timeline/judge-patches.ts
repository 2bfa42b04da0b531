/**
 * Tells commits that changed nothing but the plugin's timestamps from those that changed something.
 *
 * Reads what `git diff-tree --stdin -p -U0` prints for many commits: a line with the commit's id, then its patch.
 * A commit is volatile-only when, in every hunk, the removed and the added lines are the same after the times in
 * generated header comments and in the `last-synced` and `ingested-at` annotations are masked. Everything that is
 * not understood (modes, new or deleted files, binary content) counts as a change.
 */
export function judgePatches(output: string): Map<string, boolean> {
  const judged = new Map<string, boolean>();
  const lines = output.split('\n');
  let at = 0;
  while (at < lines.length) {
    const id = lines[at] ?? '';
    if (!isCommitId(id)) {
      at += 1;
      continue;
    }
    const patch = judgePatch(lines, at + 1);
    judged.set(id, patch.volatileOnly);
    at = patch.end;
  }
  return judged;
}

const isCommitId = (line: string): boolean => /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(line);

/** Judges the lines from `start` up to the next commit's id. */
function judgePatch(lines: readonly string[], start: number): { readonly volatileOnly: boolean; readonly end: number } {
  let hunks = 0;
  let volatileOnly = true;
  let at = start;
  while (at < lines.length) {
    const line = lines[at] ?? '';
    // Inside of a hunk every line begins with a sign, so an id at the start of a line is the next commit.
    if (isCommitId(line)) break;
    const counts = /^@@ -\d+(?:,(\d+))? \+\d+(?:,(\d+))? @@/.exec(line);
    if (counts === null) {
      volatileOnly &&= harmless.test(line);
      at += 1;
      continue;
    }
    const hunk = readHunk(lines, at + 1, Number(counts[1] ?? 1), Number(counts[2] ?? 1));
    hunks += 1;
    volatileOnly &&= hunk.volatileOnly;
    at = hunk.end;
  }
  return { volatileOnly: volatileOnly && hunks > 0, end: at };
}

/** Lines around hunks that say nothing about what changed. */
const harmless = /^(?:$|diff --git |index |--- |\+\+\+ )/;

function readHunk(
  lines: readonly string[],
  start: number,
  removedCount: number,
  addedCount: number,
): { readonly volatileOnly: boolean; readonly end: number } {
  const removed: string[] = [];
  const added: string[] = [];
  let last = removed;
  let at = start;
  for (; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    // "\ No newline at end of file" belongs to the line before it.
    if (line.startsWith('\\')) last.push('\\');
    else if (line.startsWith('-') && removed.filter(isText).length < removedCount)
      (last = removed).push(maskTimes(line.slice(1)));
    else if (line.startsWith('+') && added.filter(isText).length < addedCount)
      (last = added).push(maskTimes(line.slice(1)));
    else break;
  }
  const same = removed.length === added.length && removed.every((line, index) => line === added[index]);
  return { volatileOnly: same, end: at };
}

const isText = (line: string): boolean => line !== '\\';

const time = String.raw`\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}:\d{2}(?:\.\d+)?(?: UTC|Z|[+-]\d{2}:?\d{2})?`;
const header = new RegExp(`^(# Generated(?: by HNP at|:) )${time}(\\r?)$`);
const annotation = new RegExp(
  `^(\\s+(["']?)hnp\\.githedgehog\\.com/(?:last-synced|ingested-at)\\2: +)(["']?)${time}\\3(\\r?)$`,
);

/** The line without its time, when the time is one that the plugin writes. */
export function maskTimes(line: string): string {
  return line.replace(header, '$1$2').replace(annotation, '$1$4');
}
