import type { ContentHash, ProjectPath } from '../../../contract/basics';
import type { Result } from '../../../contract/call';
import { ok } from '../../../contract/call';
import type { CallContext } from '../../call-context';
import { checkProjectPath } from '../../files/project-path';
import { entryHash, sameEntry } from '../../files/entry';
import type { Entry } from '../../files/entry';
import type { Host } from '../host';
import { underLock } from '../run-operation';
import { takeBackup } from './take-backup';
import type { BackupWish } from './take-backup';
import { changedNow } from '../checkpoints/worktree-scan';

/**
 * Local history: takes what now lies at these paths, because somebody else wrote there. The watcher calls it.
 *
 * Only contents that the vault's newest version of the path does not have already, and that are not what an
 * operation of ours last wrote there. Answers the backup's id; null:
 * there was nothing new. Not covered: what is written and overwritten between two calls, files over the limit.
 */
export function recordExternalEdits(
  host: Host,
  paths: readonly ProjectPath[],
  wroteLast: (path: ProjectPath, hash: ContentHash | null) => boolean,
  context: CallContext,
): Promise<Result<string | null>> {
  return underLock(host, 'Keep changes made elsewhere', context, async () => {
    const inside = [...new Set(paths)].filter((path) => checkProjectPath(path, host.fs.platform).ok);
    const wish = { why: 'Changed elsewhere', trigger: 'external-edit', strict: false } as const;
    return keepIfNew(host, inside, wish, { all: false, isOurs: wroteLast }, context);
  });
}

/**
 * The backup on a schedule: everything that is changed or untracked, if the vault lacks any of it. Answers the
 * backup's id; null: the vault has it all.
 */
export function backUpIfChanged(host: Host, context: CallContext): Promise<Result<string | null>> {
  return underLock(host, 'Back up on schedule', context, async () => {
    const now = await changedNow(host);
    if (!now.ok) return now;
    const { paths, within } = now.value;
    const wish = { why: 'On schedule', trigger: 'schedule', strict: false, within } as const;
    return keepIfNew(host, paths, wish, { all: true, isOurs: () => false }, context);
  });
}

interface Choice {
  /** When anything is new, the backup has every path; else only the new ones. */
  readonly all: boolean;
  /** What an operation of ours wrote is in the vault already, and nobody's edit. */
  isOurs(path: ProjectPath, hash: ContentHash | null): boolean;
}

async function keepIfNew(
  host: Host,
  paths: readonly ProjectPath[],
  wish: BackupWish,
  { all, isOurs }: Choice,
  context: CallContext,
): Promise<Result<string | null>> {
  const newest = await newestVersions(host, new Set(paths));
  let fresh = 0;
  const skip = (path: ProjectPath, entry: Entry): boolean => {
    const known = newest.get(path);
    const nothingNew =
      entry.kind === 'directory' ||
      isOurs(path, entryHash(entry)) ||
      (known === undefined ? entry.kind === 'absent' : sameEntry(known, entry));
    if (!nothingNew) fresh += 1;
    return nothingNew && !all;
  };
  const also = (): Promise<Result<{ checkpoint: null }>> =>
    Promise.resolve(fresh > 0 ? ok({ checkpoint: null }) : { ok: false, failure: nothingFresh });
  const made = await takeBackup(host, paths, { ...wish, skip, also }, context);
  if (!made.ok && made.failure === nothingFresh) return ok(null);
  return made.ok ? ok(made.value.backupId) : made;
}

const nothingFresh = { code: 'nothing-to-commit' } as const;

async function newestVersions(host: Host, wanted: ReadonlySet<string>): Promise<Map<string, Entry>> {
  const newest = new Map<string, Entry>();
  for (const { files } of await host.vault.backups()) {
    if (newest.size === wanted.size) break;
    for (const { path, entry } of files) if (wanted.has(path) && !newest.has(path)) newest.set(path, entry);
  }
  return newest;
}
