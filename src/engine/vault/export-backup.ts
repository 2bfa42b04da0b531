import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import type { Result } from '../../contract/call';
import { fail, ok } from '../../contract/call';
import { createFile, makeFolder, parentOf } from '../files/durable';
import type { Entry } from '../files/entry';
import { entryHash } from '../files/entry';
import type { FileSystem } from '../files/file-system';
import { pathFromBytes, pathToBytes } from '../files/path-bytes';
import { absolutePath } from '../files/project-path';
import { readBytes } from '../files/read-bytes';
import type { BackupManifest } from './manifest';
import { orNull } from './or-null';
import type { Vault } from './vault';

/**
 * Writes a backup as plain files or as a bare git repository into a folder that is not there yet, or is empty. All or
 * nothing; every file is durable and was read again. Failures: `bad-input` (not empty), `backup-damaged`,
 * `backup-missing`, `path-outside-project`. Throws what the disk refused.
 */
export async function exportBackup(
  fs: FileSystem,
  vault: Vault,
  manifest: BackupManifest,
  folder: string,
  as: 'folder' | 'git',
): Promise<Result<null>> {
  const made: string[] = [];
  try {
    const ready = await freshFolder(fs, folder, made);
    if (!ready.ok) return ready;
    const done = await (as === 'git' ? exportToGit : exportToFolder)(fs, vault, manifest, folder);
    if (done.ok) {
      for (const each of await foldersBelow(fs, folder)) await fs.syncDirectory(each);
      return ok(null);
    }
    await takeAway(fs, folder, made);
    return done;
  } catch (error) {
    await takeAway(fs, folder, made).catch(orNull);
    throw error;
  }
}

/** `made` takes the folders that had to be made, outermost first. */
async function freshFolder(fs: FileSystem, folder: string, made: string[]): Promise<Result<null>> {
  const found = await fs.lstat(folder);
  if (found !== null && (found.kind !== 'directory' || (await fs.readdir(folder)).length > 0))
    return fail({ code: 'bad-input', where: 'folder', problem: 'it is not empty' });
  for (let at = folder; (await fs.lstat(at)) === null && parentOf(at) !== at; at = parentOf(at)) made.unshift(at);
  await makeFolder(fs, folder);
  return ok(null);
}

async function foldersBelow(fs: FileSystem, folder: string): Promise<string[]> {
  const found = [folder];
  for (const name of await fs.readdir(folder))
    if ((await fs.lstat(`${folder}/${name}`))?.kind === 'directory')
      found.push(...(await foldersBelow(fs, `${folder}/${name}`)));
  return found;
}

/** What a failed export left. The folder was empty or not there, so that everything in it is ours. */
async function takeAway(fs: FileSystem, folder: string, made: readonly string[]): Promise<void> {
  if ((await fs.lstat(folder))?.kind === 'directory') {
    const folders = await foldersBelow(fs, folder);
    for (const each of folders)
      for (const name of await fs.readdir(each))
        if ((await fs.lstat(`${each}/${name}`))?.kind !== 'directory') await fs.unlink(`${each}/${name}`);
    for (const each of folders.slice(1).reverse()) await fs.rmdir(each);
  }
  for (const each of [...made].reverse()) if ((await fs.lstat(each)) !== null) await fs.rmdir(each);
}

/** Durable, and the bytes on the disk are those that were meant. */
async function writeChecked(fs: FileSystem, path: string, bytes: Uint8Array, mode: number): Promise<void> {
  await createFile(fs, path, bytes, { mode: 0o600, sync: true });
  const { bytes: again } = await readBytes(fs, path);
  if (!again.equals(bytes)) throw Object.assign(new Error(`${path} reads differently`), { code: 'EIO' });
  await fs.chmod(path, mode);
}

async function contentOf(vault: Vault, entry: Entry): Promise<Result<Buffer | null>> {
  const hash = entryHash(entry);
  return hash === null ? ok(null) : vault.read(hash);
}

/** Writes a backup as plain files, permissions and links included. */
async function exportToFolder(
  fs: FileSystem,
  vault: Vault,
  manifest: BackupManifest,
  folder: string,
): Promise<Result<{ readonly files: number }>> {
  let files = 0;
  // Files before links, so that no file can be written through a link of the same backup.
  const links = manifest.files.filter(({ entry }) => entry.kind === 'symlink');
  for (const { path, entry } of [...manifest.files.filter((one) => one.entry.kind !== 'symlink'), ...links]) {
    const place = await absolutePath(fs, folder, path);
    if (!place.ok) return place;
    const bytes = await contentOf(vault, entry);
    if (!bytes.ok) return bytes;
    if (entry.kind === 'directory') await makeFolder(fs, place.value, 0o755);
    if (bytes.value === null) continue;
    await makeFolder(fs, place.value.slice(0, place.value.lastIndexOf('/')), 0o755);
    if (entry.kind === 'symlink') await fs.symlink(pathFromBytes(bytes.value), place.value);
    else if (entry.kind === 'file') await writeChecked(fs, place.value, bytes.value, entry.mode & 0o777);
    files += 1;
  }
  return ok({ files });
}

/** Writes a backup as a bare git repository with one commit on `main`, readable without us. */
async function exportToGit(
  fs: FileSystem,
  vault: Vault,
  manifest: BackupManifest,
  folder: string,
): Promise<Result<{ readonly commit: string }>> {
  const writeObject = async (type: string, body: Buffer): Promise<string> => {
    const whole = Buffer.concat([Buffer.from(`${type} ${body.length}\0`), body]);
    const id = createHash('sha1').update(whole).digest('hex');
    const path = `${folder}/objects/${id.slice(0, 2)}/${id.slice(2)}`;
    if ((await fs.lstat(path)) === null) {
      await makeFolder(fs, path.slice(0, path.lastIndexOf('/')), 0o755);
      await writeChecked(fs, path, deflateSync(whole), 0o444);
    }
    return id;
  };
  const root: Tree = { kind: 'tree', entries: new Map() };
  for (const { path, entry } of manifest.files) {
    const bytes = await contentOf(vault, entry);
    if (!bytes.ok) return bytes;
    if (bytes.value === null) continue;
    const executable = entry.kind === 'file' && (entry.mode & 0o100) !== 0;
    const mode = entry.kind === 'symlink' ? '120000' : executable ? '100755' : '100644';
    plant(root, path.split('/'), { kind: 'blob', mode, id: await writeObject('blob', bytes.value) });
  }
  const tree = await writeTree(root, writeObject);
  const who = `Selvedge <backup@selvedge.invalid> ${Math.floor(Date.parse(manifest.at) / 1000)} +0000`;
  const text = `tree ${tree}\nauthor ${who}\ncommitter ${who}\n\n${manifest.why}\n\nBackup ${manifest.backupId}\n`;
  const commit = await writeObject('commit', Buffer.from(text));
  await makeFolder(fs, `${folder}/refs/heads`, 0o755);
  const config = '[core]\n\trepositoryformatversion = 0\n\tfilemode = true\n\tbare = true\n';
  for (const [name, body] of [
    ['config', config],
    ['HEAD', 'ref: refs/heads/main\n'],
    ['refs/heads/main', `${commit}\n`],
  ] as const)
    await writeChecked(fs, `${folder}/${name}`, Buffer.from(body), 0o644);
  return ok({ commit });
}

type Node = Tree | { readonly kind: 'blob'; readonly mode: string; readonly id: string };
interface Tree {
  readonly kind: 'tree';
  readonly entries: Map<string, Node>;
}

function plant(tree: Tree, parts: readonly string[], node: Node): void {
  const [name = '', ...rest] = parts;
  if (rest.length === 0) return void tree.entries.set(name, node);
  const found = tree.entries.get(name);
  const below: Tree = found?.kind === 'tree' ? found : { kind: 'tree', entries: new Map() };
  tree.entries.set(name, below);
  plant(below, rest, node);
}

async function writeTree(tree: Tree, write: (type: string, body: Buffer) => Promise<string>): Promise<string> {
  // Git sorts by bytes, a folder as if its name ended in a slash.
  const key = (name: string, node: Node): Buffer => pathToBytes(node.kind === 'tree' ? `${name}/` : name);
  const rows: Buffer[] = [];
  for (const [name, node] of [...tree.entries].sort((a, b) => Buffer.compare(key(...a), key(...b)))) {
    const id = node.kind === 'tree' ? await writeTree(node, write) : node.id;
    const mode = node.kind === 'tree' ? '40000' : node.mode;
    rows.push(Buffer.from(`${mode} `), pathToBytes(name), Buffer.from([0]), Buffer.from(id, 'hex'));
  }
  return write('tree', Buffer.concat(rows));
}
