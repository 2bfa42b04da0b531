import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import type { Result } from '../../contract/call';
import { fail, ok } from '../../contract/call';
import { createFile, makeFolder } from '../files/durable';
import type { Entry } from '../files/entry';
import { entryHash } from '../files/entry';
import type { FileSystem } from '../files/file-system';
import { pathFromBytes, pathToBytes } from '../files/path-bytes';
import { absolutePath } from '../files/project-path';
import type { BackupManifest } from './manifest';
import type { Vault } from './vault';

/** A folder that is not there yet, or empty. Failures: `bad-input`, `backup-damaged`, `path-outside-project`. */
async function freshFolder(fs: FileSystem, folder: string): Promise<Result<null>> {
  const found = await fs.lstat(folder);
  if (found !== null && (found.kind !== 'directory' || (await fs.readdir(folder)).length > 0))
    return fail({ code: 'bad-input', where: 'folder', problem: 'it is not empty' });
  await makeFolder(fs, folder);
  return ok(null);
}

async function contentOf(vault: Vault, entry: Entry): Promise<Result<Buffer | null>> {
  const hash = entryHash(entry);
  return hash === null ? ok(null) : vault.read(hash);
}

/** Writes a backup as plain files, permissions and links included. */
export async function exportToFolder(
  fs: FileSystem,
  vault: Vault,
  manifest: BackupManifest,
  folder: string,
): Promise<Result<{ readonly files: number }>> {
  const ready = await freshFolder(fs, folder);
  if (!ready.ok) return ready;
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
    else if (entry.kind === 'file') await createFile(fs, place.value, bytes.value, { mode: entry.mode, sync: false });
    files += 1;
  }
  return ok({ files });
}

/** Writes a backup as a bare git repository with one commit on `main`, readable without us. */
export async function exportToGit(
  fs: FileSystem,
  vault: Vault,
  manifest: BackupManifest,
  folder: string,
): Promise<Result<{ readonly commit: string }>> {
  const ready = await freshFolder(fs, folder);
  if (!ready.ok) return ready;
  const writeObject = async (type: string, body: Buffer): Promise<string> => {
    const whole = Buffer.concat([Buffer.from(`${type} ${body.length}\0`), body]);
    const id = createHash('sha1').update(whole).digest('hex');
    const path = `${folder}/objects/${id.slice(0, 2)}/${id.slice(2)}`;
    if ((await fs.lstat(path)) === null) {
      await makeFolder(fs, path.slice(0, path.lastIndexOf('/')), 0o755);
      await createFile(fs, path, deflateSync(whole), { mode: 0o444, sync: false });
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
    await createFile(fs, `${folder}/${name}`, Buffer.from(body), { mode: 0o644, sync: false });
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
