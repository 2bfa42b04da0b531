import type { Result } from '../../../contract/call';
import { fail } from '../../../contract/call';
import type { BackupFile } from '../../../contract/vault';
import type { FileSystem } from '../../files/file-system';
import { readForgotten } from '../../vault/forgotten';
import type { Vault } from '../../vault/vault';
import type { Host } from '../host';

/** Says of files of a backup whose bytes are not in the vault any more why. */
export async function describeGone({
  fs,
  vault,
}: Pick<Host, 'fs' | 'vault'>): Promise<(file: BackupFile) => BackupFile> {
  const forgotten = await readForgotten(fs, vault.folder);
  return (file) =>
    file.hash === null || vault.has(file.hash)
      ? file
      : { ...file, gone: { forgottenAt: forgotten.get(file.hash)?.at ?? null } };
}

/** Names the file whose bytes are gone, and says whether they were forgotten or are lost. Other failures stay. */
export async function nameGone<T>(
  fs: FileSystem,
  vault: Pick<Vault, 'folder'>,
  read: Result<T>,
  pathOf: (hash: string) => string | null,
): Promise<Result<T>> {
  if (read.ok || (read.failure.code !== 'backup-missing' && read.failure.code !== 'backup-damaged')) return read;
  const hash = read.failure.id;
  const path = pathOf(hash);
  if (path === null) return read;
  const forgotten = read.failure.code === 'backup-missing' ? await readForgotten(fs, vault.folder) : null;
  return fail({ code: 'content-gone', path, hash, forgottenAt: forgotten?.get(hash)?.at ?? null });
}
