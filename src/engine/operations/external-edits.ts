import type { ProjectPath } from '../../contract/basics';
import type { Result } from '../../contract/call';
import { ok } from '../../contract/call';
import type { CallContext } from '../call-context';
import { checkProjectPath } from '../files/project-path';
import { sameEntry } from '../files/entry';
import type { Entry } from '../files/entry';
import type { Host } from './host';
import { underLock } from './run-operation';
import { takeBackup } from './take-backup';

/**
 * Local history: takes what now lies at these paths, because somebody else wrote there. The watcher calls it.
 *
 * Only contents that the vault's newest version of the path does not have already. Answers the backup's id; null:
 * there was nothing new. Not covered: what is written and overwritten between two calls, files over the limit.
 */
export function recordExternalEdits(
  host: Host,
  paths: readonly ProjectPath[],
  context: CallContext,
): Promise<Result<string | null>> {
  return underLock(host, 'Keep changes made elsewhere', context, async () => {
    const inside = [...new Set(paths)].filter((path) => checkProjectPath(path, host.fs.platform).ok);
    const newest = await newestVersions(host, new Set(inside));
    let fresh = 0;
    const skip = (path: ProjectPath, entry: Entry): boolean => {
      const known = newest.get(path);
      const nothingNew =
        entry.kind === 'directory' || (known === undefined ? entry.kind === 'absent' : sameEntry(known, entry));
      if (!nothingNew) fresh += 1;
      return nothingNew;
    };
    const also = (): Promise<Result<{ checkpoint: null }>> =>
      Promise.resolve(fresh > 0 ? ok({ checkpoint: null }) : { ok: false, failure: nothingFresh });
    const wish = { why: 'Changed elsewhere', trigger: 'external-edit', strict: false, skip, also } as const;
    const made = await takeBackup(host, inside, wish, context);
    if (!made.ok && made.failure === nothingFresh) return ok(null);
    return made.ok ? ok(made.value.backupId) : made;
  });
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
