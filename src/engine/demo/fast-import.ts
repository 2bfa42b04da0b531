import type { StoryCommit } from './story';
import { people } from './story';
import type { TreeFile } from './tree';

/** Where a repository keeps what the story tells. */
export interface Destination {
  /** Branch of the story → ref that its commits are written to; branches that are not named are left out. */
  readonly refs: Readonly<Record<string, string>>;
  /** Only so many commits of a branch of the story. */
  readonly atMost?: Readonly<Record<string, number>>;
  /** Further refs at a branch's last commit. */
  readonly also?: readonly { readonly ref: string; readonly branch: string }[];
}

/** A stream for `git fast-import`: each content once, each commit as the difference to its parent. */
export function fastImportStream(commits: readonly StoryCommit[], destination: Destination): Buffer {
  const parts: Buffer[] = [];
  const markOf = blobWriter(parts);
  const written = new Map<string, number>();
  const last = new Map<string, number>();
  commits.forEach((commit, index) => {
    const ref = destination.refs[commit.branch];
    const count = (written.get(commit.branch) ?? 0) + 1;
    if (ref === undefined || count > (destination.atMost?.[commit.branch] ?? Infinity)) return;
    written.set(commit.branch, count);
    last.set(commit.branch, index);
    const before = commit.parent === null ? undefined : commits[commit.parent]?.tree.files;
    const changes = changeLines(before ?? new Map<string, TreeFile>(), commit.tree.files, markOf);
    parts.push(commitText(commit, ref, index), Buffer.from(`${changes.join('')}\n`));
  });
  for (const { ref, branch } of destination.also ?? [])
    parts.push(Buffer.from(`reset ${ref}\nfrom :${commitMark(last.get(branch) ?? 0)}\n\n`));
  return Buffer.concat(parts);
}

const firstCommitMark = 1_000_000;
const commitMark = (index: number): number => firstCommitMark + index;

function commitText(commit: StoryCommit, ref: string, index: number): Buffer {
  const { name, email } = people[commit.who];
  const when = `${name} <${email}> ${commit.at.getTime() / 1000} +0000`;
  const message = `${commit.message}\n`;
  return Buffer.from(
    [
      `commit ${ref}`,
      `mark :${commitMark(index)}`,
      `author ${when}`,
      `committer ${when}`,
      `data ${Buffer.byteLength(message)}`,
      `${message}${commit.parent === null ? '' : `from :${commitMark(commit.parent)}\n`}`,
    ].join('\n'),
  );
}

/** Answers the mark of a content, and writes it to the stream when it is new. */
function blobWriter(parts: Buffer[]): (file: TreeFile) => number {
  const marks = new Map<string, number>();
  return (file) => {
    const key = file.bytes.toString('latin1');
    const known = marks.get(key);
    if (known !== undefined) return known;
    const mark = marks.size + 1;
    marks.set(key, mark);
    parts.push(Buffer.from(`blob\nmark :${mark}\ndata ${file.bytes.length}\n`), file.bytes, Buffer.from('\n'));
    return mark;
  };
}

function changeLines(
  before: ReadonlyMap<string, TreeFile>,
  after: ReadonlyMap<string, TreeFile>,
  markOf: (file: TreeFile) => number,
): string[] {
  const lines: string[] = [];
  for (const path of before.keys()) if (!after.has(path)) lines.push(`D ${path}\n`);
  for (const [path, file] of after) {
    const old = before.get(path);
    if (old?.mode !== file.mode || !old.bytes.equals(file.bytes))
      lines.push(`M ${file.mode} :${markOf(file)} ${path}\n`);
  }
  return lines;
}
