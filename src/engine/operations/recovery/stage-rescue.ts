import { entryHash, readEntry } from '../../files/entry';
import { hashBytes } from '../../files/hash';
import { pathToBytes } from '../../files/path-bytes';
import { readBytes } from '../../files/read-bytes';
import type { Host } from '../host';
import { instant } from '../host';
import { stageFolder } from '../journal/intent';
import type { Intent } from '../journal/intent';

/**
 * New contents that the vault has lost may still wait in the stage, or lie in place already: those that are proven by
 * their hash come into the vault again. False: there was none, so trying again would end as before.
 */
export async function rescueStaged(host: Host, intent: Intent): Promise<boolean> {
  const lacking = new Set<string>();
  for (const { post } of intent.files) {
    const hash = entryHash(post);
    if (hash !== null && !lacking.has(hash) && !(await host.vault.read(hash)).ok) lacking.add(hash);
  }
  if (lacking.size === 0) return false;
  const writer = host.vault.begin();
  const saved = new Set<string>();
  const take = async (bytes: Buffer): Promise<void> => {
    const hash = hashBytes(bytes);
    if (!lacking.has(hash) || saved.has(hash)) return;
    await writer.add(bytes);
    saved.add(hash);
  };
  for await (const bytes of stagedContents(host, intent)) await take(bytes);
  for (const { path } of intent.files) {
    const now = await readEntry(host.fs, host.place.root, path);
    if (now.ok && now.value.bytes !== null) await take(now.value.bytes);
  }
  const files = intent.files.flatMap(({ path, post }) =>
    saved.has(entryHash(post) ?? '') ? [{ path, entry: post }] : [],
  );
  if (files.length === 0) {
    await writer.discard();
    return false;
  }
  await writer.addBackup({
    at: instant(host),
    why: `To be written by: ${intent.title}`,
    trigger: 'operation',
    operationId: intent.operationId,
    files,
  });
  await writer.keep();
  return true;
}

async function* stagedContents(host: Host, { operationId }: Intent): AsyncGenerator<Buffer> {
  const folder = stageFolder(host, operationId);
  if ((await host.fs.lstat(folder))?.kind !== 'directory') return;
  for (const name of await host.fs.readdir(folder)) {
    if (!/^\d+$/.test(name)) continue;
    const path = `${folder}/${name}`;
    const kind = (await host.fs.lstat(path))?.kind;
    if (kind === 'symlink') yield pathToBytes(await host.fs.readlink(path));
    if (kind === 'file') yield (await readBytes(host.fs, path)).bytes;
  }
}
