import { lstat } from 'node:fs/promises';
import type { Failure } from '../../contract/failure';
import type { GitFault } from './git-fault';
import { messageRows } from './git-messages';
import { summarise } from './summarise';

/**
 * What went wrong, from git's words, its exit code and looks at the disk.
 *
 * Nothing outside of this folder reads message texts. What no row knows is `git-failed` with git's own line.
 * An `index-locked` carries only the lock's path; `probeLock` finds out the rest, when waiting did not help.
 */
export async function classifyGitFault(fault: GitFault): Promise<Failure> {
  const failure = matchMessages(fault) ?? unknown(fault);
  switch (failure.code) {
    case 'git-failed':
    case 'unreadable':
    case 'corrupt-repository':
      return (await isGone(fault)) ? { code: 'repository-gone', path: fault.place?.root ?? '' } : failure;
    default:
      return failure;
  }
}

/** The first row whose words occur. */
export function matchMessages(fault: GitFault): Failure | null {
  for (const row of messageRows) {
    const text = row.where === 'stdout' ? fault.stdout : fault.stderr;
    for (const pattern of row.patterns) {
      const found = pattern.exec(text);
      if (found !== null) return row.failure(found, fault);
    }
  }
  return null;
}

const unknown = (fault: GitFault): Failure => ({
  code: 'git-failed',
  command: fault.args[0] ?? '',
  exitCode: fault.exitCode,
  summary: summarise(fault.stderr),
});

async function isGone({ place }: GitFault): Promise<boolean> {
  if (place === null) return false;
  for (const path of [place.root, place.gitDir]) {
    const gone = await lstat(path).then(
      () => false,
      (error: NodeJS.ErrnoException) => error.code === 'ENOENT' || error.code === 'ENOTDIR',
    );
    if (gone) return true;
  }
  return false;
}
