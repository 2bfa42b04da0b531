import type { z } from 'zod';
import type { ProjectPath, Receipt } from '../../contract/basics';
import type { Result } from '../../contract/call';
import { fail, ok } from '../../contract/call';
import type { historyCalls, VersionSource } from '../../contract/history';
import type { CallContext } from '../call-context';
import type { Entry, ReadEntry } from '../files/entry';
import { entryHash, readEntry } from '../files/entry';
import { hashBytes } from '../files/hash';
import { nodeFileSystem } from '../files/node-file-system';
import { pathToBytes } from '../files/path-bytes';
import type { FileChange, Target } from '../operations/operation-request';
import { linkAbove, readPlanned } from '../operations/apply/planned-entry';
import type { HistorySources } from './history-sources';
import { labelOf } from './label-source';
import { readVersionTargets } from './version';

type Preview = z.infer<(typeof historyCalls)['history.preview-restore']['output']>;
export type RestoreRequest = { readonly source: VersionSource; readonly paths: readonly ProjectPath[] };

/** What each path is now and what it is to become. */
interface Step {
  readonly path: ProjectPath;
  readonly now: Entry;
  readonly to: Target;
}

/** What a restore would do to each path, without doing it. */
export async function previewRestore(
  sources: HistorySources,
  request: RestoreRequest,
  context: CallContext,
): Promise<Result<Preview>> {
  const steps = await planRestore(sources, request, context);
  if (!steps.ok) return steps;
  return ok(steps.value.map(({ path, now, to }) => ({ path, effect: effectOf(now, to), sizeBytes: sizeOf(to) })));
}

/**
 * Puts paths back as a source knows them, as one operation that can be undone.
 *
 * What lies there is read right before, so that an edit in between fails it with `file-changed-since`. Every path is
 * read back afterwards; `file-changed-since` then means that somebody wrote there again at once. Folders are left
 * alone; one in the place of a file fails with `unsupported-path`.
 */
export async function restorePaths(
  sources: HistorySources,
  request: RestoreRequest,
  context: CallContext,
): Promise<Result<Receipt>> {
  const steps = await planRestore(sources, request, context);
  if (!steps.ok) return steps;
  const paths = [...new Set(request.paths)];
  const title = `Restore ${named(paths)} from ${await inSentence(sources, request.source)}`;
  const wanted = steps.value.filter(({ now, to }) => !(now.kind === 'directory' && isFolderOrNothing(to)));
  const blocked = wanted.find(({ now }) => now.kind === 'directory' || now.kind === 'other');
  if (blocked !== undefined)
    return fail({ code: 'unsupported-path', path: blocked.path, reason: 'something that is no file lies there now' });
  if (wanted.every(({ now, to }) => matches(now, to)))
    return ok({
      operationId: '',
      title: `${named(paths)} ${paths.length === 1 ? 'is' : 'are'} already like this`,
      undoable: false,
      changedPaths: [],
    });
  const files = wanted.map(({ path, now, to }): FileChange => ({ path, to, expected: entryHash(now) ?? 'absent' }));
  const receipt = await sources.run({ kind: 'restore', title, files }, context);
  if (!receipt.ok) return receipt;
  const wrong = await readBack(sources, wanted);
  const [first] = wrong;
  return first === undefined ? receipt : fail({ code: 'file-changed-since', path: first, paths: wrong });
}

const isFolderOrNothing = (to: Target): boolean => to.kind === 'directory' || to.kind === 'absent';

async function planRestore(
  sources: HistorySources,
  { source, paths }: RestoreRequest,
  context: CallContext,
): Promise<Result<Step[]>> {
  if (source.kind === 'now')
    return fail({ code: 'bad-input', where: 'source', problem: 'what is there now cannot be restored from itself' });
  const wanted = [...new Set(paths)];
  const targets = await readVersionTargets(sources, source, wanted, context.signal);
  if (!targets.ok) return targets;
  const fs = nodeFileSystem();
  const steps: Step[] = [];
  /** Links that make way. */
  const going = new Set<string>();
  let missing: ProjectPath | null = null;
  for (const path of wanted) {
    if (context.signal.aborted) return fail({ code: 'cancelled' });
    const to = targets.value.get(path) ?? { kind: 'absent' };
    const read = (): Promise<ReadEntry> => readPlanned({ fs, place: sources.place }, path, going);
    let now = await read();
    if (!now.ok && now.failure.code === 'path-outside-project' && to.kind !== 'absent') {
      const link = await linkAbove(fs, sources.place.root, path);
      if (link === null) return now;
      // A folder was there then: the link that lies there now makes way for it.
      const found = await readEntry(fs, sources.place.root, link);
      if (!found.ok) return found;
      steps.push({ path: link as ProjectPath, to: { kind: 'directory' }, now: found.value.entry });
      going.add(link);
      now = await read();
    }
    if (!now.ok) return now;
    if (to.kind === 'absent' && now.value.entry.kind === 'absent') {
      missing ??= path;
      continue;
    }
    steps.push({ path, to, now: now.value.entry });
    context.progress({ title: 'Looking at the files', done: steps.length, total: wanted.length, unit: 'files' });
  }
  // Among others, a file that was not there and is not there now is already as it was.
  return steps.length === 0 && missing !== null ? fail({ code: 'file-missing', path: missing }) : ok(steps);
}

function effectOf(now: Entry, to: Target): Preview[number]['effect'] {
  if (matches(now, to)) return 'unchanged';
  if (to.kind === 'absent') return 'delete';
  return now.kind === 'absent' ? 'create' : 'replace';
}

function sizeOf(to: Target): number {
  if (to.kind === 'file') return to.bytes.length;
  return to.kind === 'symlink' ? pathToBytes(to.target).length : 0;
}

function matches(now: Entry, to: Target): boolean {
  if (now.kind !== to.kind) return false;
  if (now.kind === 'symlink' && to.kind === 'symlink') return now.hash === hashBytes(pathToBytes(to.target));
  if (now.kind !== 'file' || to.kind !== 'file') return true;
  if (to.mode !== undefined && process.platform !== 'win32' && (now.mode & 0o777) !== (to.mode & 0o777)) return false;
  return now.hash === hashBytes(to.bytes) && (to.executable ?? isExecutable(now)) === isExecutable(now);
}

const isExecutable = (entry: Extract<Entry, { kind: 'file' }>): boolean =>
  // Windows keeps no such bit, so nothing can differ in it there.
  process.platform !== 'win32' && (entry.mode & 0o100) !== 0;

async function readBack({ place }: HistorySources, steps: readonly Step[]): Promise<ProjectPath[]> {
  const fs = nodeFileSystem();
  const wrong: ProjectPath[] = [];
  for (const { path, to } of steps) {
    const found = await readEntry(fs, place.root, path);
    if (!found.ok || !matches(found.value.entry, to)) wrong.push(path);
  }
  return wrong;
}

function named(paths: readonly ProjectPath[]): string {
  const [only] = paths;
  return paths.length === 1 && only !== undefined ? (only.split('/').at(-1) ?? only) : `${paths.length} files`;
}

/** "Commit 1a2b3c4d" at the start of a label is "commit 1a2b3c4d" within a sentence. */
async function inSentence(sources: HistorySources, source: VersionSource): Promise<string> {
  const label = await labelOf(sources, source);
  return label.charAt(0).toLowerCase() + label.slice(1);
}
