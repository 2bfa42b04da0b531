import { createHash } from 'node:crypto';
import type { ProjectPath } from '../../../contract/basics';
import type { Host } from '../host';

/** A content that lies where git worked. */
interface Found {
  readonly path: ProjectPath;
  readonly bytes: Buffer;
}

/**
 * Which of these contents are git's own work and may be put back, rather than somebody's edit met half-way.
 *
 * Git's are: a content it has as an object, a file with its conflict marks, and what it had begun to write (the
 * beginning of a version of that path, after a power cut with zeros where the rest should be). Everything else was
 * written by somebody else.
 */
export async function madeByGit(host: Host, found: readonly Found[]): Promise<Set<ProjectPath>> {
  const made = new Set<ProjectPath>();
  const algorithm = await objectAlgorithm(host);
  const asked: { path: ProjectPath; id: string }[] = [];
  for (const { path, bytes } of found) {
    if (bytes.length === 0 || hasConflictMarks(bytes)) made.add(path);
    else for (const form of formsOf(bytes)) asked.push({ path, id: blobId(form, algorithm) });
  }
  const input = asked.map(({ id }) => `${id}\n`).join('');
  const known = input === '' ? null : await host.git.text(['cat-file', '--batch-check'], { input });
  if (known?.ok === true) {
    const lines = known.value.split('\n');
    asked.forEach(({ path }, at) => {
      if (/ blob \d+$/.test(lines[at] ?? '')) made.add(path);
    });
  }
  for (const one of found) if (!made.has(one.path) && (await isBeginning(host, one))) made.add(one.path);
  return made;
}

async function objectAlgorithm(host: Host): Promise<'sha1' | 'sha256'> {
  const format = await host.git.text(['rev-parse', '--show-object-format']);
  return format.ok && format.value.trim() === 'sha256' ? 'sha256' : 'sha1';
}

/** As it is, and with the line ends that git stores when it converts them. */
const formsOf = (bytes: Buffer): Buffer[] =>
  bytes.includes('\r\n') ? [bytes, Buffer.from(bytes.toString('latin1').replaceAll('\r\n', '\n'), 'latin1')] : [bytes];

const blobId = (bytes: Buffer, algorithm: 'sha1' | 'sha256'): string =>
  createHash(algorithm).update(`blob ${bytes.length}\0`).update(bytes).digest('hex');

const hasConflictMarks = (bytes: Buffer): boolean => {
  const text = bytes.toString('latin1');
  return /^<{7} /m.test(text) && /^>{7} /m.test(text);
};

const tips = ['HEAD', 'ORIG_HEAD', 'MERGE_HEAD', 'CHERRY_PICK_HEAD', 'REVERT_HEAD', 'REBASE_HEAD'];
const asManyBranches = 50;

/** What a disk answers for blocks that were promised to a file and never written. */
function withoutZeros(bytes: Buffer): Buffer {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end -= 1;
  return bytes.subarray(0, end);
}

async function isBeginning(host: Host, { path, bytes }: Found): Promise<boolean> {
  const begun = withoutZeros(bytes);
  const branches = await host.git.text([
    'for-each-ref',
    `--count=${asManyBranches}`,
    '--format=%(objectname)',
    'refs/',
  ]);
  const commits = [...tips, ...(branches.ok ? branches.value.split('\n').filter((line) => line !== '') : [])];
  for (const commit of new Set(commits)) {
    const blob = await host.git.run(['cat-file', 'blob', `${commit}:${path}`]);
    if (blob.ok && blob.value.stdout.subarray(0, begun.length).equals(begun)) return true;
  }
  return false;
}
