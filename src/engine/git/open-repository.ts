import { constants } from 'node:fs';
import { access, lstat, readFile, realpath, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path';
import type { Result } from '../../contract/call';
import { fail, ok } from '../../contract/call';
import type { Failure } from '../../contract/failure';
import { classifyGitFault } from '../faults/classify-git-fault';
import { scrubEnvironment } from './environment';
import type { GitExecutable } from './find-git';
import type { Place } from './git';
import { mendHead } from './kept-head';
import { runGit } from './run-git';
import { fixedSettings, settingsAsEnvironment } from './safe-config';

/** A repository's folders and what kind of repository it is. */
export interface FoundRepository {
  readonly place: Place;
  readonly objectFormat: 'sha1' | 'sha256';
  /** One of several working trees of the same repository. */
  readonly linkedWorktree: boolean;
  readonly submodule: boolean;
  readonly shallow: boolean;
}

/**
 * The repository whose working tree holds `path`.
 *
 * The working tree must be where git's folder lies or points from: a `core.worktree` that names another place (a
 * home folder, say) is refused. Failures: `path-missing`, `not-a-folder`, `unreadable`, `not-a-repository`,
 * `bare-repository`, `unsafe-owner`, `corrupt-repository`, `unsupported-path`, `git-missing`.
 */
export async function openRepository(path: string, executable: GitExecutable): Promise<Result<FoundRepository>> {
  const folder = await chosenFolder(path);
  if (!folder.ok) return folder;
  let facts = await ask(folder.value, path, executable, repositoryFacts);
  if (!facts.ok && (await mendTornHead(folder.value)))
    facts = await ask(folder.value, path, executable, repositoryFacts);
  if (!facts.ok) return fail(await betterFailure(facts.failure, folder.value));
  const [bare, inside, objectFormat, shallow] = facts.value.split('\n');
  if (bare === 'true') return fail({ code: 'bare-repository', path });
  if (inside !== 'true') {
    // Somebody chose the folder `.git` itself; its parent is meant.
    if (basename(folder.value) === '.git') return openRepository(dirname(folder.value), executable);
    return fail({ code: 'not-a-repository', path });
  }
  const places = await findPlaces(folder.value, path, executable);
  if (!places.ok) return places;
  return ok({
    place: places.value,
    objectFormat: objectFormat === 'sha256' ? 'sha256' : 'sha1',
    linkedWorktree: places.value.gitDir !== places.value.commonDir,
    submodule:
      places.value.gitDir.split(/[\\/]/).includes('modules') && (await isFile(join(places.value.root, '.git'))),
    shallow: shallow === 'true',
  });
}

const repositoryFacts = [
  '--is-bare-repository',
  '--is-inside-work-tree',
  '--show-object-format',
  '--is-shallow-repository',
];

async function mendTornHead(folder: string): Promise<boolean> {
  for (let at = folder; ; at = dirname(at)) {
    const gitDir = await pointedTo(at);
    if (gitDir !== null) return mendHead(gitDir);
    if (dirname(at) === at) return false;
  }
}

async function chosenFolder(path: string): Promise<Result<string>> {
  if (!isAbsolute(path)) return fail({ code: 'path-missing', path });
  try {
    const folder = await realpath(path);
    if (!(await stat(folder)).isDirectory()) return fail({ code: 'not-a-folder', path });
    await access(folder, constants.R_OK | constants.X_OK);
    return ok(folder);
  } catch (error) {
    switch ((error as NodeJS.ErrnoException).code) {
      case 'ENOTDIR':
        return fail({ code: 'not-a-folder', path });
      case 'EACCES':
      case 'EPERM':
        return fail({ code: 'unreadable', path });
      default:
        return fail({ code: 'path-missing', path });
    }
  }
}

async function findPlaces(folder: string, path: string, executable: GitExecutable): Promise<Result<Place>> {
  const top = await ask(folder, path, executable, ['--show-toplevel']);
  if (!top.ok) return top;
  const dir = await ask(folder, path, executable, ['--absolute-git-dir']);
  if (!dir.ok) return dir;
  const root = await realpath(top.value).catch(() => null);
  const gitDir = await realpath(dir.value).catch(() => null);
  if (root === null || gitDir === null)
    return fail({ code: 'unsupported-path', path, reason: 'the name of a folder on the way is not UTF-8' });
  const fits = isWithin(folder, root) && (await pointedTo(root)) === gitDir;
  if (!fits)
    return fail({ code: 'unsupported-path', path, reason: `its settings say that the working tree is ${root}` });
  return ok({ root, gitDir, commonDir: await commonDirOf(gitDir) });
}

const isWithin = (inner: string, outer: string): boolean => {
  const way = relative(outer, inner);
  return way === '' || (!way.startsWith('..') && !isAbsolute(way));
};

/** Where the `.git` of a working tree is or points to; null: nothing of the kind. */
async function pointedTo(root: string): Promise<string | null> {
  const dotGit = join(root, '.git');
  try {
    if ((await stat(dotGit)).isDirectory()) return await realpath(dotGit);
    const text = await readFile(dotGit, 'utf8');
    const found = /^gitdir: ([^\n\r]+)[\r\n]*$/.exec(text);
    return found === null ? null : await realpath(resolve(root, found[1] ?? ''));
  } catch {
    // Not there or not readable: it points nowhere.
    return null;
  }
}

async function commonDirOf(gitDir: string): Promise<string> {
  try {
    const text = await readFile(join(gitDir, 'commondir'), 'utf8');
    return await realpath(resolve(gitDir, text.replace(/[\r\n]+$/, '')));
  } catch {
    // Only linked working trees have that file.
    return gitDir;
  }
}

const isFile = (path: string): Promise<boolean> =>
  lstat(path).then(
    (found) => found.isFile(),
    () => false,
  );

/** `rev-parse` in a folder that was not yet judged: it reads, and starts nothing. One answer a call where a path is asked. */
async function ask(
  folder: string,
  path: string,
  executable: GitExecutable,
  questions: readonly string[],
): Promise<Result<string>> {
  const args = ['rev-parse', ...questions];
  const end = await runGit({
    executable: executable.path,
    args: ['-C', folder, ...args],
    environment: {
      ...scrubEnvironment(process.env),
      ...settingsAsEnvironment(fixedSettings(executable.path)),
    },
    timeoutMs: 60_000,
    maxOutputBytes: 1_000_000,
  });
  if (end.kind === 'not-started') return fail({ code: 'git-missing' });
  if (end.kind !== 'exited') return fail({ code: 'timed-out', what: 'git rev-parse', afterMs: 60_000 });
  const stdout = end.stdout.toString('utf8');
  if (end.exitCode === 0) return ok(stdout.replace(/\n$/, ''));
  return fail(
    await classifyGitFault({ args, exitCode: end.exitCode, stderr: end.stderr, stdout, place: null, chosenPath: path }),
  );
}

/** Git says "not a repository" as well when the repository is there, but unreadable or damaged. */
async function betterFailure(failure: Failure, folder: string): Promise<Failure> {
  if (failure.code !== 'not-a-repository') return failure;
  const dotGit = join(folder, '.git');
  const found = await lstat(dotGit).catch(() => null);
  if (found === null) return failure;
  const readable = await access(dotGit, found.isDirectory() ? constants.R_OK | constants.X_OK : constants.R_OK).then(
    () => true,
    () => false,
  );
  if (!readable) return { code: 'unreadable', path: dotGit };
  if (found.isFile())
    return { code: 'corrupt-repository', detail: 'The file .git points to a folder that is not there' };
  const head = await lstat(join(dotGit, 'HEAD')).catch(() => null);
  const objects = await lstat(join(dotGit, 'objects')).catch(() => null);
  if (head === null && objects === null) return failure;
  return {
    code: 'corrupt-repository',
    detail: head === null ? 'HEAD is missing' : 'Git does not recognise its folder',
  };
}
