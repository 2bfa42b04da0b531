import { randomBytes } from 'node:crypto';
import type { ContentHash } from '../../../contract/basics';
import type { Result } from '../../../contract/call';
import { ok } from '../../../contract/call';
import { createFile, makeFolder, removeIfThere } from '../../files/durable';
import { hashIndexEntries } from './capture-state';
import type { Host } from '../host';
import { stageFolder } from '../journal/intent';
import type { GitState } from './state';

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

/** Some index's bytes as a file that git can be asked about, of the time that they had, for as long as `work` takes. */
export async function withIndexFile<T>(
  host: Host,
  bytes: Buffer,
  modifiedMs: number,
  work: (file: string) => Promise<T>,
): Promise<T> {
  const folder = stageFolder(host, `index-${randomBytes(6).toString('hex')}`);
  const file = `${folder}/index`;
  await makeFolder(host.fs, folder);
  try {
    await createFile(host.fs, file, bytes, { mode: 0o600, sync: false });
    await host.fs.setModified(file, Math.floor(modifiedMs));
    return await work(file);
  } finally {
    await removeIfThere(host.fs, file);
    await removeIfThere(host.fs, `${file}.lock`);
    await host.fs.rmdir(folder);
  }
}

/** Whether git's index has the entries that a kept one has, whatever its bytes: git writes them anew at will. */
export async function isStagedNow(
  host: Host,
  { index, indexModifiedMs }: Pick<GitState, 'index' | 'indexModifiedMs'>,
  now: Pick<GitState, 'index'>,
): Promise<boolean> {
  if (index === null || now.index === null || index === now.index) return index === now.index;
  const kept = await host.vault.read(index);
  if (!kept.ok) return false;
  const entries = await withIndexFile(host, kept.value, indexModifiedMs, (file) => hashIndexEntries(host, file));
  return entries !== null && entries === (await hashIndexEntries(host));
}
