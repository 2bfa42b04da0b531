import type { ModelFile } from '../../../core/fabric/model/model-file';
import type { FileStat, FileSystem } from '../../files/file-system';
import { errorCode } from '../../files/file-system';
import { hashBytes } from '../../files/hash';
import { absolutePath } from '../../files/project-path';
import type { ParsedFiles } from './parsed-files';
import { unreadFile } from '../../../core/fabric/model/unread-file';
import { isManifestPath, largestYamlBytes, otherFile, tooLargeFile } from './read-yaml';

/** What a file looked like when it was read, and the hash of its bytes. */
export interface SeenFile {
  readonly sizeBytes: number;
  readonly modifiedMs: number;
  readonly changedMs: number;
  readonly inode: number;
  readonly hash: string;
}

/** A file written this short before it was read may change again without its times showing it. */
const racyMs = 2_000;

/** Reads files of the working tree for the model; what did not change since the last time is not read again. */
export class WorkingFiles {
  readonly seen = new Map<string, SeenFile>();
  readonly #folders = new Set<string>();

  constructor(
    private readonly fs: FileSystem,
    private readonly root: string,
    private readonly parsed: ParsedFiles,
  ) {}

  /** Links on the way are looked for anew. */
  forgetFolders(): void {
    this.#folders.clear();
  }

  /** The file at a path now; null: nothing that counts (gone, a folder, behind a link). */
  async read(path: string): Promise<ModelFile | null> {
    const place = await this.#place(path);
    if (place === null) return this.#gone(path);
    try {
      return this.#readAt(path, place);
    } catch (error) {
      const code = errorCode(error);
      if (code === null) throw error;
      this.seen.delete(path);
      if (code === 'ENOENT' || code === 'ENOTDIR') return null;
      return isManifestPath(path) ? unreadFile(path, null, reasonOf(code)) : otherFile(path);
    }
  }

  /** The bytes at a path now, as far as they may be read; null when there are none. */
  async bytes(path: string): Promise<Buffer | null> {
    const place = await this.#place(path);
    if (place === null) return null;
    try {
      const stat = this.#now().lstat(place);
      if (stat?.kind !== 'file' || stat.sizeBytes > largestYamlBytes) return null;
      return this.#now().read(place, stat.sizeBytes);
    } catch (error) {
      if (errorCode(error) === null) throw error;
      return null;
    }
  }

  #now(): NonNullable<FileSystem['now']> {
    if (this.fs.now === undefined) throw new Error('This disk cannot be read without waiting');
    return this.fs.now;
  }

  async #place(path: string): Promise<string | null> {
    const cut = path.lastIndexOf('/');
    if (cut < 0 || this.#folders.has(`${this.root}/${path.slice(0, cut)}`)) return `${this.root}/${path}`;
    const place = await absolutePath(this.fs, this.root, path, this.#folders);
    return place.ok ? place.value : null;
  }

  #gone(path: string): null {
    this.seen.delete(path);
    return null;
  }

  #readAt(path: string, place: string): ModelFile | null {
    const stat = this.#now().lstat(place);
    if (stat === null || stat.kind === 'directory' || stat.kind === 'other') return this.#gone(path);
    if (stat.kind === 'symlink' || !isManifestPath(path)) return otherFile(path);
    if (stat.sizeBytes > largestYamlBytes) return tooLargeFile(path, stat.sizeBytes);
    const before = this.seen.get(path);
    if (before !== undefined && isSame(before, stat)) {
      const known = this.parsed.known(path, before.hash);
      if (known !== null) return known;
    }
    const bytes = this.#now().read(place, stat.sizeBytes);
    // It grew or shrank while it was read: the next look finds it settled.
    if (bytes === null) return unreadFile(path, null, 'This file changed while it was read.');
    const hash = hashBytes(bytes);
    if (Date.now() - Math.max(stat.modifiedMs, stat.changedMs) > racyMs) this.seen.set(path, seenOf(stat, hash));
    else this.seen.delete(path);
    return this.parsed.file(path, bytes, hash);
  }
}

const seenOf = (stat: FileStat, hash: string): SeenFile => ({
  sizeBytes: stat.sizeBytes,
  modifiedMs: stat.modifiedMs,
  changedMs: stat.changedMs,
  inode: stat.inode,
  hash,
});

const isSame = (one: SeenFile, stat: FileStat): boolean =>
  one.sizeBytes === stat.sizeBytes &&
  one.modifiedMs === stat.modifiedMs &&
  one.changedMs === stat.changedMs &&
  one.inode === stat.inode;

const reasonOf = (code: string): string =>
  code === 'EACCES' || code === 'EPERM'
    ? 'You have no permission to read this file.'
    : `This file could not be read (${code}).`;
