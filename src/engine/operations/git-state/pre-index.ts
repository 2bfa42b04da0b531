import type { ContentHash } from '../../../contract/basics';
import type { Result } from '../../../contract/call';
import { ok } from '../../../contract/call';
import { createFile, makeFolder, removeIfThere } from '../../files/durable';
import type { Host } from '../host';
import { stageFolder } from '../journal/intent';

/**
 * The index as it was before an operation, as a file that git can be asked about. Null: there was none.
 *
 * It gets the time of the original: git takes an entry that is not older than its index for doubtful and reads
 * the file itself, and that judgement must come out as it would have.
 */
export async function materialiseIndex(
  host: Host,
  operationId: string,
  index: ContentHash | null,
  modifiedMs: number,
): Promise<Result<string | null>> {
  if (index === null) return ok(null);
  const bytes = await host.vault.read(index);
  if (!bytes.ok) return bytes;
  const folder = stageFolder(host, operationId);
  await makeFolder(host.fs, folder);
  const path = `${folder}/index`;
  await removeIfThere(host.fs, path);
  await createFile(host.fs, path, bytes.value, { mode: 0o600, sync: false });
  await host.fs.setModified(path, Math.floor(modifiedMs));
  return ok(path);
}
