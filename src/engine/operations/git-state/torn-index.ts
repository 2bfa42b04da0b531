import { makeFolder, replaceDurably } from '../../files/durable';
import { checkIndex } from '../../git/check-index';
import { orThrow, readState } from '../apply/finish';
import type { Host } from '../host';
import type { Intent } from '../journal/intent';

/**
 * Git writes its index unsynced unless told, so that a power cut can leave a torn one, and every later git refuses.
 * While an operation waits to be put back, its index of before is known: the torn one is set aside for it.
 *
 * Answers where the torn one lies, null when the index is whole. Throws `CannotFinish` or the disk's error.
 */
export async function replaceTornIndex(host: Host, intent: Intent): Promise<string | null> {
  if (intent.git === null || (await checkIndex(host.place)).ok) return null;
  const before = await readState(host, intent);
  const bytes = before.index === null ? null : orThrow(await host.vault.read(before.index));
  const index = `${host.place.gitDir}/index`;
  const folder = `${host.folder}/set-aside`;
  const aside = `${folder}/${host.clock().toString(36)}-index`;
  await makeFolder(host.fs, folder);
  await host.fs.rename(index, aside);
  if (bytes !== null) await replaceDurably(host.fs, index, bytes, 0o644);
  return aside;
}
