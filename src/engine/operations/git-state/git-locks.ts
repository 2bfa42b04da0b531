import type { Receipt } from '../../../contract/basics';
import type { Result } from '../../../contract/call';
import { fail, ok } from '../../../contract/call';
import type { GitLock } from '../../../contract/locks';
import type { CallContext } from '../../call-context';
import { probeLock } from '../../faults/probe-lock';
import { createFile, makeFolder, parentOf } from '../../files/durable';
import { readBytesIfThere } from '../../files/read-bytes';
import { isGitRunning } from '../../locks/git-processes';
import { gitLocks } from './forgotten-locks';
import type { Host } from '../host';
import { recordEnding } from '../journal/record';
import { newIntent, underLock } from '../run-operation';

/** Younger ones may belong to a git that is only about to begin. */
const youngMs = 10_000;

/** Every lock file in git's folders, with who holds it as far as the system tells. */
export async function listGitLocks(host: Host): Promise<GitLock[]> {
  const found = await gitLocks(host, 0);
  const running = found.length === 0 ? null : await isGitRunning(host.place);
  const locks = await Promise.all(
    found.map(async ({ path }): Promise<GitLock> => {
      const { ageMs, ownerAlive, pid } = await probeLock(path, host.place);
      // While a git works here, that no open file shows its holder proves nothing.
      const facts = { ageMs, ownerAlive: running === true && ownerAlive === false ? null : ownerAlive, pid };
      return { name: nameOf(host, path), path, ...facts, keptBecause: whyKept(facts, running) };
    }),
  );
  return locks.sort((a, b) => (a.name < b.name ? -1 : 1));
}

const nameOf = ({ place }: Host, path: string): string =>
  [place.gitDir, place.commonDir]
    .filter((folder) => path.startsWith(`${folder}/`))
    .map((folder) => path.slice(folder.length + 1))[0] ?? path;

function whyKept({ ageMs, ownerAlive }: Pick<GitLock, 'ageMs' | 'ownerAlive'>, gitRuns: boolean | null): string | null {
  if (ageMs === null) return 'It is gone already.';
  if (ownerAlive === true || gitRuns === true) return 'A git process works in this repository now. Let it finish.';
  if (ageMs < youngMs) return 'It is younger than 10 seconds; whoever took it may be about to begin.';
  if (ownerAlive === null)
    return 'This system does not tell whether its owner still runs. If you are sure that no git works here, delete the file by hand.';
  return gitRuns === null ? 'This system does not tell whether a git works here.' : null;
}

/**
 * Puts a lock of git's aside that nobody holds, into our folder beside a copy of the index; an operation of its own.
 *
 * `index-locked` when that is not proven at this moment, `file-missing` when it is no lock or gone.
 */
export function removeGitLock(host: Host, path: string, context: CallContext): Promise<Result<Receipt>> {
  return underLock(host, 'Put a forgotten lock aside', context, async (epoch) => {
    const lock = (await listGitLocks(host)).find((one) => one.path === path);
    if (lock === undefined) return fail({ code: 'file-missing', path });
    const { ageMs, ownerAlive, keptBecause, name } = lock;
    if (keptBecause !== null) return fail({ code: 'index-locked', path, ageMs, ownerAlive, keptBecause });
    const folder = `${host.folder}/set-aside`;
    await makeFolder(host.fs, folder);
    const stem = `${folder}/${host.clock().toString(36)}`;
    const index = await readBytesIfThere(host.fs, `${host.place.gitDir}/index`);
    if (index !== null) await createFile(host.fs, `${stem}-index`, index, { mode: 0o600, sync: true });
    const title = `Put the forgotten lock ${name} aside`;
    const notUndoable = `The lock is kept as “${stem}-${name.replaceAll('/', '-')}”; nobody held it.`;
    const intent = newIntent(host, { kind: 'remove-lock', title, notUndoable }, epoch);
    // A crash right after the rename must not leave a lock that nobody knows to have been there.
    await host.audit.note({
      at: intent.at,
      actor: host.actor,
      repository: host.repositoryId,
      operation: null,
      kind: 'remove-lock',
      title,
      result: 'begun',
      detail: notUndoable,
      paths: [],
      headBefore: null,
      headAfter: null,
    });
    await host.fs.rename(path, `${stem}-${name.replaceAll('/', '-')}`);
    await host.fs.syncDirectory(parentOf(path));
    const { record } = await recordEnding(host, intent, {
      outcome: 'done',
      detail: null,
      headBefore: null,
      headAfter: null,
    });
    return ok({ operationId: record.operationId, title, undoable: false, changedPaths: [] });
  });
}
