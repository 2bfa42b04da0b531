import type { FileSystem } from '../../files/file-system';
import { errorCode } from '../../files/file-system';
import { parentOf } from '../../files/durable';
import { mirrorPacks } from '../../vault/mirror';
import { openVault } from '../../vault/vault';
import type { Vault } from '../../vault/vault';

/** A copy of the vault, best on another disk. The disk may be away for hours; the first vault has everything. */
export interface SecondVault {
  /** Null: none is set, or its disk is away now. */
  open(): Promise<Vault | null>;
  /** Copies what it lacks. Never fails: what went wrong is in `state`. */
  mirror(from: Vault): Promise<void>;
  /** Null: none is set. `problem` null: the last copy got everything. */
  state(): { readonly location: string; readonly problem: string | null } | null;
}

/** `folder`: asked each time, so that a changed setting counts at once. Its parent must exist: a disk that is not
 * mounted must not become a folder on the first one. */
export function createSecondVault(fs: FileSystem, folder: () => string | null): SecondVault {
  let opened: { readonly at: string; readonly vault: Vault } | null = null;
  let problem: string | null = null;

  const open = async (): Promise<Vault | null> => {
    const wanted = folder();
    if (wanted === null) {
      opened = null;
      problem = null;
      return null;
    }
    try {
      if ((await fs.lstat(parentOf(wanted)))?.kind !== 'directory') {
        opened = null;
        problem = `The folder “${parentOf(wanted)}” is not there.`;
        return null;
      }
      if (opened?.at !== wanted || (await fs.lstat(`${wanted}/packs`)) === null)
        opened = { at: wanted, vault: await openVault(fs, wanted) };
      return opened.vault;
    } catch (error) {
      problem = said(error);
      opened = null;
      return null;
    }
  };
  return {
    open,
    mirror: async (from) => {
      const vault = await open();
      if (vault === null) return;
      try {
        await mirrorPacks(fs, from, vault);
        problem = null;
      } catch (error) {
        problem = said(error);
      }
    },
    state: () => {
      const location = folder();
      return location === null ? null : { location, problem };
    },
  };
}

function said(error: unknown): string {
  const code = errorCode(error);
  if (code === null) throw error;
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'Its disk is full.';
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return 'It cannot be written to.';
  return `It could not be written (${code}).`;
}
