import type { ProjectPath } from '../../../contract/basics';
import type { Result } from '../../../contract/call';
import { fail, ok } from '../../../contract/call';
import { entryHash, sameEntry } from '../../files/entry';
import type { Entry } from '../../files/entry';
import { pathToBytes } from '../../files/path-bytes';
import type { VaultWriter } from '../../vault/vault';
import type { Host } from '../host';
import type { FileStep } from '../journal/intent';
import type { FileChange, Target } from '../operation-request';
import { readPlanned } from './planned-entry';

/**
 * What each change means on this disk: the content now and afterwards, both given to `writer`.
 *
 * Failures: `file-changed-since` with every path that is not what the person saw, `unsupported-path`,
 * `path-outside-project`, `unreadable`, `file-too-large`, `bad-input` (a path twice).
 */
export async function planFiles(
  host: Host,
  writer: Pick<VaultWriter, 'add'>,
  changes: readonly FileChange[],
): Promise<Result<FileStep[]>> {
  const steps = new Map<ProjectPath, FileStep>();
  const changed: ProjectPath[] = [];
  const seenFolders = new Set<string>();
  const moving = new Set<string>(changes.flatMap(({ path, to }) => (to.kind === 'directory' ? [path] : [])));
  for (const change of changes) {
    if (steps.has(change.path))
      return fail({ code: 'bad-input', where: 'files', problem: `${change.path} is named twice` });
    const read = { limitBytes: host.largestFileBytes, seenFolders };
    const found = await readPlanned(host, change.path, moving, read);
    if (!found.ok) return found;
    const pre = found.value.entry;
    if (pre.kind === 'other')
      return fail({ code: 'unsupported-path', path: change.path, reason: 'it is a pipe, a socket or a device' });
    if (!isExpected(change.expected, pre)) changed.push(change.path);
    if (found.value.bytes !== null) await writer.add(found.value.bytes);
    const post = await targetEntry(change.to, pre, writer);
    steps.set(change.path, { path: change.path, pre, post });
  }
  const [first] = changed;
  if (first !== undefined) return fail({ code: 'file-changed-since', path: first, paths: changed });
  return withFolders(
    host,
    [...steps.values()].filter((step) => !sameEntry(step.pre, step.post)),
  );
}

function isExpected(expected: FileChange['expected'], found: Entry): boolean {
  if (expected === 'anything') return true;
  return expected === 'absent' ? found.kind === 'absent' : entryHash(found) === expected;
}

async function targetEntry(to: Target, pre: Entry, writer: Pick<VaultWriter, 'add'>): Promise<Entry> {
  switch (to.kind) {
    case 'absent':
    case 'directory':
      return { kind: to.kind };
    case 'symlink': {
      const bytes = pathToBytes(to.target);
      return { kind: 'symlink', hash: await writer.add(bytes), sizeBytes: bytes.length };
    }
    case 'file': {
      const hash = await writer.add(to.bytes);
      return { kind: 'file', hash, sizeBytes: to.bytes.length, mode: modeFor(to, pre) };
    }
  }
}

/** Permissions stay; a change of "executable" gives it to whoever may read, as git does. */
function modeFor({ executable, mode: told }: Extract<Target, { kind: 'file' }>, pre: Entry): number {
  if (told !== undefined && process.platform !== 'win32') return told & 0o777;
  const mode = pre.kind === 'file' ? pre.mode : 0o666 & ~process.umask();
  if (executable === undefined) return mode;
  return executable ? mode | ((mode & 0o444) >> 2) : mode & ~0o111;
}

/** Adds the folders that have to be made on the way, so that undo takes them away again. */
export async function withFolders(host: Host, steps: readonly FileStep[]): Promise<Result<FileStep[]>> {
  const named = new Map(steps.map((step) => [step.path as string, step]));
  const made = new Map<string, FileStep>();
  const there = new Set<string>();
  for (const step of steps) {
    if (step.post.kind === 'absent') continue;
    const parts = step.path.split('/');
    // What lies below a link that makes way is not of this folder.
    let belowLink = false;
    for (let depth = 1; depth < parts.length; depth += 1) {
      const folder = parts.slice(0, depth).join('/') as ProjectPath;
      const planned = named.get(folder) ?? made.get(folder);
      if (planned?.pre.kind === 'symlink') belowLink = true;
      if (planned?.post.kind === 'directory' || (planned === undefined && there.has(folder))) continue;
      const found = belowLink ? null : await host.fs.lstat(`${host.place.root}/${folder}`);
      if (planned === undefined && found?.kind === 'directory') {
        there.add(folder);
        continue;
      }
      if (planned === undefined && found !== null)
        return fail({ code: 'unsupported-path', path: step.path, reason: `${folder} is not a folder` });
      if (planned !== undefined && planned.post.kind !== 'absent')
        return fail({ code: 'unsupported-path', path: step.path, reason: `${folder} is to be a file too` });
      const pre: Entry = planned?.pre ?? { kind: 'absent' };
      made.set(folder, { path: folder, pre, post: { kind: 'directory' } });
      named.delete(folder);
    }
  }
  return ok([...made.values(), ...named.values()]);
}
