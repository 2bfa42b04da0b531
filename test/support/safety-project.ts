import { createHash } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { lstat, mkdtemp, readFile, readdir, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { ProjectPath, Receipt } from '../../src/contract/basics';
import type { Result } from '../../src/contract/call';
import { ok } from '../../src/contract/call';
import type { OperationRecord } from '../../src/contract/operations';
import { quietContext } from '../../src/engine/call-context';
import type { FileSystem } from '../../src/engine/files/file-system';
import type { Git } from '../../src/engine/git/git';
import { openOperations } from '../../src/engine/operations/open-operations';
import { ensureRepositoryId } from '../../src/engine/operations/git-state/repository-id';
import type { FileChange, OperationRequest, Target } from '../../src/engine/operations/operation-request';
import type { Operations } from '../../src/engine/operations/operations';
import type { UndoWindow } from '../../src/engine/operations/undo/undo-window';
import { gitFor } from './project';
import { temporaryFolder } from './temporary-folder';

/**
 * A folder in memory where the system has one, else on disk: for tests that make thousands of files durable and do
 * not ask whether they are.
 */
export async function quickFolder(name: string): Promise<string> {
  const memory = '/dev/shm';
  if (!existsSync(memory)) return temporaryFolder(name);
  const folder = await mkdtemp(join(memory, `selvedge-${name}-`));
  if (inMemory.size === 0)
    process.once('exit', () => inMemory.forEach((each) => rmSync(each, { recursive: true, force: true })));
  inMemory.add(folder);
  return folder;
}

const inMemory = new Set<string>();

/** The safety core on a real repository. */
export interface SafetyProject {
  readonly operations: Operations;
  readonly git: Git;
  readonly dataFolder: string;
  readonly recorded: OperationRecord[];
  run(request: OperationRequest): Promise<Result<Receipt>>;
  undo(operationId?: string): Promise<Result<Receipt>>;
  redo(): Promise<Result<Receipt>>;
}

export async function openSafety(
  root: string,
  options: {
    readonly dataFolder?: string;
    readonly fileSystem?: FileSystem;
    readonly clock?: () => number;
    readonly reserveBytes?: number;
    readonly largestFileBytes?: number;
    readonly undoWindow?: UndoWindow;
  } = {},
): Promise<SafetyProject> {
  const git = await gitFor(root);
  const { undoWindow } = options;
  const dataFolder = options.dataFolder ?? (await quickFolder('data'));
  const recorded: OperationRecord[] = [];
  const operations = await openOperations({
    place: git.place,
    git,
    repositoryId: await ensureRepositoryId(git.place),
    dataFolder,
    onRecorded: (operation) => recorded.push(operation),
    ...(undoWindow === undefined ? {} : { undoWindow: () => undoWindow }),
    ...(options.fileSystem === undefined ? {} : { fileSystem: options.fileSystem }),
    ...(options.reserveBytes === undefined ? {} : { reserveBytes: options.reserveBytes }),
    ...(options.clock === undefined ? {} : { clock: options.clock }),
    ...(options.largestFileBytes === undefined ? {} : { largestFileBytes: options.largestFileBytes }),
  });
  return {
    operations,
    git,
    dataFolder,
    recorded,
    run: (request) => operations.run(request, quietContext()),
    undo: (operationId) => operations.undo(operationId ?? null, quietContext()),
    redo: () => operations.redo(quietContext()),
  };
}

export const projectPath = (path: string): ProjectPath => path as ProjectPath;

/** A change of one file, whatever is there now. */
export const change = (path: string, to: string | Target): FileChange => ({
  path: projectPath(path),
  to: typeof to === 'string' ? { kind: 'file', bytes: Buffer.from(to) } : to,
  expected: 'anything',
});

/** An operation of files only. */
export const filesRequest = (files: readonly FileChange[], title = 'Change files'): OperationRequest => ({
  kind: 'write-file',
  title,
  files,
});

/** An operation that git carries out. */
export const gitRequest = (
  args: readonly string[],
  {
    protects = 'changed-and-untracked',
    answers = [0],
  }: { readonly protects?: readonly string[] | 'changed-and-untracked'; readonly answers?: readonly number[] } = {},
): OperationRequest => ({
  kind: 'git-work',
  title: `git ${args.join(' ')}`,
  git: {
    protects: protects === 'changed-and-untracked' ? protects : protects.map(projectPath),
    act: async (git, signal) => {
      const done = await git.run(args, { signal, answers });
      return done.ok ? ok({}) : done;
    },
  },
});

const stateFiles = [
  'MERGE_HEAD',
  'MERGE_MSG',
  'MERGE_MODE',
  'ORIG_HEAD',
  'AUTO_MERGE',
  'CHERRY_PICK_HEAD',
  'REVERT_HEAD',
];
const stateFolders = ['rebase-merge', 'rebase-apply', 'sequencer'];

/** Everything that must come back: path → what lies there; refs, HEAD, staged entries, states in progress, stashes. */
export async function photograph(root: string, git: Git): Promise<Record<string, string>> {
  const seen: Record<string, string> = {};
  await photographFolder(root, '', seen, (path) => path === '.git');
  const text = async (...args: string[]): Promise<string> => {
    const answer = await git.text(args, { answers: [0, 1, 128] });
    return answer.ok ? answer.value : JSON.stringify(answer.failure);
  };
  seen['git HEAD'] = await readFile(join(git.place.gitDir, 'HEAD'), 'utf8');
  const refs = await text('for-each-ref', '--format=%(refname) %(objectname) %(symref)');
  seen['git refs'] = refs
    .split('\n')
    .filter((line) => !line.startsWith('refs/selvedge/'))
    .join('\n');
  seen['git staged'] = await text('ls-files', '--stage', '-v');
  seen['git stashes'] = await text('reflog', 'show', '--format=%H %gs', 'refs/stash', '--');
  seen['git config'] = await readFile(join(git.place.commonDir, 'config'), 'utf8');
  for (const name of stateFiles) {
    const bytes = await readFile(join(git.place.gitDir, name)).catch(() => null);
    if (bytes !== null) seen[`git ${name}`] = bytes.toString('utf8');
  }
  for (const name of stateFolders) {
    if ((await lstat(join(git.place.gitDir, name)).catch(() => null)) === null) continue;
    seen[`git ${name}`] = 'folder';
    await photographFolder(git.place.gitDir, name, seen, () => false);
  }
  return seen;
}

async function photographFolder(
  root: string,
  folder: string,
  seen: Record<string, string>,
  skip: (path: string) => boolean,
): Promise<void> {
  const at = Buffer.concat([Buffer.from(`${root}/`), Buffer.from(folder, 'latin1')]);
  const names = await readdir(at, { encoding: 'buffer' });
  for (const raw of names) {
    const name = raw.toString('latin1');
    const path = folder === '' ? name : `${folder}/${name}`;
    if (skip(path)) continue;
    const full = Buffer.concat([Buffer.from(`${root}/`), Buffer.from(path, 'latin1')]);
    const found = await lstat(full);
    if (found.isDirectory()) {
      await photographFolder(root, path, seen, skip);
      // Git knows no empty folders, and takes the last file's folder away.
    } else if (found.isSymbolicLink()) seen[path] = `link ${await readlink(full)}`;
    else if (found.isFile()) {
      const hash = createHash('sha256')
        .update(await readFile(full))
        .digest('hex');
      seen[path] = `${(found.mode & 0o777).toString(8)} ${hash.slice(0, 16)}`;
    } else seen[path] = 'other';
  }
}
