import { access, constants, realpath, stat } from 'node:fs/promises';
import { delimiter, dirname, isAbsolute, join, sep } from 'node:path';
import type { Result } from '../../contract/call';
import { fail, ok } from '../../contract/call';
import { scrubEnvironment } from './environment';
import { runGit } from './run-git';
import { oldestGit, parseGitVersion, versionAtLeast } from './git-version';

/** A git program that was started once and told its version. */
export interface GitExecutable {
  /** Absolute. */
  readonly path: string;
  /** "2.39.5"; what a vendor adds behind it is left out. */
  readonly version: string;
}

/**
 * The git program of this machine: the first in PATH that is new enough.
 *
 * Only absolute folders of PATH are searched, and none inside of `avoid` (the folder of a repository, the current
 * folder when it is one): a repository must not bring its own git. Fails with `git-missing` or `git-too-old`.
 */
export async function findGit(
  options: { readonly environment?: NodeJS.ProcessEnv; readonly avoid?: readonly string[] } = {},
): Promise<Result<GitExecutable>> {
  const environment = options.environment ?? process.env;
  let old: GitExecutable | null = null;
  for (const folder of searchedFolders(environment)) {
    const path = join(folder, process.platform === 'win32' ? 'git.exe' : 'git');
    if (!(await isProgram(path)) || (await liesInside(path, options.avoid ?? []))) continue;
    const found = await askVersion(path, environment);
    if (found === null) continue;
    if (versionAtLeast(found.version, oldestGit)) return ok(found);
    old ??= found;
  }
  return fail(
    old === null
      ? { code: 'git-missing' }
      : { code: 'git-too-old', found: old.version, needed: shortVersion(oldestGit) },
  );
}

const shortVersion = (version: string): string => version.replace(/\.0$/, '');

/** PATH first; then the places that an app started from a desktop does not get to see in PATH. */
function searchedFolders(environment: NodeJS.ProcessEnv): string[] {
  const path = environment['PATH'] ?? environment['Path'] ?? '';
  const usual =
    process.platform === 'win32'
      ? [environment['ProgramFiles'], environment['LOCALAPPDATA'] && join(environment['LOCALAPPDATA'], 'Programs')]
          .filter((folder) => folder !== undefined && folder !== '')
          .map((folder) => join(String(folder), 'Git', 'cmd'))
      : ['/opt/homebrew/bin', '/usr/local/bin', '/usr/bin'];
  return [...new Set([...path.split(delimiter), ...usual])].filter((folder) => isAbsolute(folder));
}

async function isProgram(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    // Not there, or not for us: not a program that we could start.
    return false;
  }
}

async function liesInside(path: string, folders: readonly string[]): Promise<boolean> {
  const places = [dirname(path), dirname(await realpath(path))];
  for (const folder of folders) {
    const real = await realpath(folder).catch(() => folder);
    if (places.some((place) => place === real || place.startsWith(real + sep))) return true;
  }
  return false;
}

async function askVersion(path: string, environment: NodeJS.ProcessEnv): Promise<GitExecutable | null> {
  const end = await runGit({
    executable: path,
    args: ['--version'],
    environment: scrubEnvironment(environment),
    timeoutMs: 20_000,
    maxOutputBytes: 10_000,
  });
  if (end.kind !== 'exited' || end.exitCode !== 0) return null;
  const version = parseGitVersion(end.stdout.toString('utf8'));
  return version === null ? null : { path, version };
}
