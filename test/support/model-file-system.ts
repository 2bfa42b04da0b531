import type { FileKind, FileStat, FileSystem, NewFile, OpenFile } from '../../src/engine/files/file-system';
import { applyEffect, emptyFolder, rootId } from './model-disk';
import type { DiskState, Effect, Inode } from './model-disk';

const problem = (code: string, path: string): Error => Object.assign(new Error(`${code}: ${path}`), { code });

/** Called before each change; may throw (a crash, an error of the disk). */
export type BeforeChange = (call: string, path: string) => void;

export interface ModelFileSystem extends FileSystem {
  readonly effects: readonly Effect[];
  state(): DiskState;
}

export function modelFileSystem(
  start: DiskState,
  options: { readonly before?: BeforeChange; readonly shortWrites?: boolean } = {},
): ModelFileSystem {
  let disk = new Map(start);
  let nextId = Math.max(...disk.keys()) + 1;
  let tick = 1_000_000;
  const effects: Effect[] = [];
  const before = options.before ?? (() => undefined);

  const inodeAt = (id: number): Inode => {
    const found = disk.get(id);
    if (found === undefined) throw new Error(`inode ${id} is gone`);
    return found;
  };
  const lookup = (path: string): Inode | null => {
    let at = inodeAt(rootId);
    for (const part of path.split('/').filter((one) => one !== '')) {
      if (at.kind !== 'directory') return null;
      const next = at.entries.get(part);
      if (next === undefined) return null;
      at = inodeAt(next);
    }
    return at;
  };
  const mustFind = (path: string): Inode => {
    const found = lookup(path);
    if (found === null) throw problem('ENOENT', path);
    return found;
  };
  const split = (path: string): { dir: Inode; name: string } => {
    const cut = path.lastIndexOf('/');
    const dir = lookup(path.slice(0, cut));
    if (dir === null) throw problem('ENOENT', path);
    if (dir.kind !== 'directory') throw problem('ENOTDIR', path);
    return { dir, name: path.slice(cut + 1) };
  };
  const perform = (effect: Effect): void => {
    effects.push(effect);
    disk = applyEffect(disk, effect);
  };
  const add = (path: string, kind: FileKind, mode: number, data = Buffer.alloc(0)): number => {
    const { dir, name } = split(path);
    if (dir.entries.has(name)) throw problem('EEXIST', path);
    const id = nextId++;
    const fresh: Inode = { ...emptyFolder(id), kind, mode, data, modifiedMs: tick++ };
    perform({ type: 'names', changes: [{ dir: dir.id, name, inode: id }], fresh });
    return id;
  };
  const content = (id: number, after: Partial<Pick<Inode, 'data' | 'mode' | 'modifiedMs'>>): void => {
    const old = inodeAt(id);
    const { data, mode } = old;
    perform({ type: 'content', inode: id, after: { data, mode, modifiedMs: tick++, ...after }, grewFrom: data });
  };

  const handle = (id: number, path: string, appending: boolean): OpenFile => {
    let readAt = 0;
    let writeAt = 0;
    return {
      read: (into, offset, length, position) => {
        const from = position ?? readAt;
        const got = inodeAt(id).data.copy(into, offset, from, from + length);
        readAt = from + got;
        return Promise.resolve(got);
      },
      write: async (bytes, offset, length, position) => {
        await Promise.resolve();
        before('write', path);
        const { data } = inodeAt(id);
        const at = appending ? data.length : (position ?? writeAt);
        const count = options.shortWrites === true && length > 1 ? Math.ceil(length / 2) : length;
        const grown = Buffer.concat([data, Buffer.alloc(Math.max(0, at + count - data.length))]);
        Buffer.from(bytes.buffer, bytes.byteOffset + offset, count).copy(grown, at);
        content(id, { data: grown });
        writeAt = at + count;
        return count;
      },
      sync: async () => {
        await Promise.resolve();
        before('sync', path);
        perform({ type: 'sync', inode: id });
      },
      truncate: async (sizeBytes) => {
        await Promise.resolve();
        before('truncate', path);
        content(id, { data: Buffer.from(inodeAt(id).data.subarray(0, sizeBytes)) });
      },
      chmod: async (mode) => {
        await Promise.resolve();
        before('chmod', path);
        if (inodeAt(id).mode !== mode) content(id, { mode });
      },
      stat: () => Promise.resolve(toStat(inodeAt(id))),
      close: () => Promise.resolve(),
    };
  };

  const newFile = (id: number, path: string): NewFile => ({
    write: (bytes, offset, length) => {
      before('write', path);
      const count = options.shortWrites === true && length > 1 ? Math.ceil(length / 2) : length;
      const added = Buffer.from(bytes.buffer, bytes.byteOffset + offset, count);
      content(id, { data: Buffer.concat([inodeAt(id).data, added]) });
      return count;
    },
    chmod: (mode) => {
      before('chmod', path);
      if (inodeAt(id).mode !== mode) content(id, { mode });
    },
    stat: () => toStat(inodeAt(id)),
    close: () => undefined,
  });
  const unlink = (path: string): void => {
    const found = mustFind(path);
    if (found.kind === 'directory') throw problem('EISDIR', path);
    before('unlink', path);
    const { dir, name } = split(path);
    perform({ type: 'names', changes: [{ dir: dir.id, name, inode: null }], fresh: null });
  };
  const rename = (from: string, to: string): void => {
    before('rename', to);
    const source = split(from);
    const target = split(to);
    const moved = mustFind(from);
    const replaced = lookup(to);
    if (replaced?.kind === 'directory') throw problem(moved.kind === 'directory' ? 'ENOTEMPTY' : 'EISDIR', to);
    const changes = [
      { dir: source.dir.id, name: source.name, inode: null },
      { dir: target.dir.id, name: target.name, inode: moved.id },
    ];
    perform({ type: 'names', changes, fresh: null });
  };

  return {
    platform: 'linux',
    effects,
    state: () => disk,
    open: async (path, how, mode = 0o666) => {
      await Promise.resolve();
      if (how === 'create') {
        before('create', path);
        return handle(add(path, 'file', mode & ~0o022), path, false);
      }
      const found = lookup(path);
      if (found === null && how === 'append') {
        before('create', path);
        return handle(add(path, 'file', mode & ~0o022), path, true);
      }
      if (found === null) throw problem('ENOENT', path);
      if (found.kind === 'symlink') throw problem('ELOOP', path);
      if (found.kind === 'directory' && how !== 'read') throw problem('EISDIR', path);
      return handle(found.id, path, how === 'append');
    },
    lstat: async (path) => {
      await Promise.resolve();
      const found = lookup(path);
      return found === null ? null : toStat(found);
    },
    readdir: async (path) => {
      await Promise.resolve();
      const found = mustFind(path);
      if (found.kind !== 'directory') throw problem('ENOTDIR', path);
      return [...found.entries.keys()];
    },
    readlink: async (path) => {
      await Promise.resolve();
      return mustFind(path).data.toString('utf8');
    },
    symlink: async (target, path) => {
      await Promise.resolve();
      before('symlink', path);
      add(path, 'symlink', 0o777, Buffer.from(target));
    },
    rename: async (from, to) => {
      await Promise.resolve();
      rename(from, to);
    },
    link: async (existing, path) => {
      await Promise.resolve();
      before('link', path);
      const { dir, name } = split(path);
      if (dir.entries.has(name)) throw problem('EEXIST', path);
      perform({ type: 'names', changes: [{ dir: dir.id, name, inode: mustFind(existing).id }], fresh: null });
    },
    unlink: async (path) => {
      await Promise.resolve();
      unlink(path);
    },
    mkdir: async (path, mode) => {
      await Promise.resolve();
      before('mkdir', path);
      add(path, 'directory', mode & ~0o022);
    },
    rmdir: async (path) => {
      await Promise.resolve();
      const found = mustFind(path);
      if (found.kind !== 'directory') throw problem('ENOTDIR', path);
      if (found.entries.size > 0) throw problem('ENOTEMPTY', path);
      before('rmdir', path);
      const { dir, name } = split(path);
      perform({ type: 'names', changes: [{ dir: dir.id, name, inode: null }], fresh: null });
    },
    chmod: async (path, mode) => {
      await Promise.resolve();
      before('chmod', path);
      content(mustFind(path).id, { mode });
    },
    chown: () => Promise.resolve(),
    setModified: async (path, atMs) => {
      await Promise.resolve();
      content(mustFind(path).id, { modifiedMs: atMs });
    },
    syncDirectory: async (path) => {
      await Promise.resolve();
      before('sync', path);
      perform({ type: 'sync', inode: mustFind(path).id });
    },
    // Its times are too coarse for that.
    tellsNewNames: () => Promise.resolve(false),
    syncAll: async (_folder, paths) => {
      for (const path of paths) {
        await Promise.resolve();
        before('sync', path);
        perform({ type: 'sync', inode: mustFind(path).id });
      }
    },
    now: {
      lstat: (path) => {
        const found = lookup(path);
        return found === null ? null : toStat(found);
      },
      read: (path, sizeBytes) => {
        const found = lookup(path);
        return found?.kind === 'file' && found.data.length === sizeBytes ? Buffer.from(found.data) : null;
      },
      readlink: (path) => mustFind(path).data.toString('utf8'),
      readdir: (path) => {
        const found = mustFind(path);
        if (found.kind !== 'directory') throw problem('ENOTDIR', path);
        return [...found.entries].map(([name, id]) => ({ name, kind: inodeAt(id).kind }));
      },
      create: (path, mode) => {
        before('create', path);
        return newFile(add(path, 'file', mode & ~0o022), path);
      },
      rename,
      unlink,
    },
    mayWrite: () => Promise.resolve(true),
    freeSpace: () => Promise.resolve({ bytes: 1e12, files: 1e9 }),
  };
}

const toStat = (inode: Inode): FileStat => ({
  kind: inode.kind,
  mode: inode.mode,
  sizeBytes: inode.data.length,
  modifiedMs: inode.modifiedMs,
  changedMs: inode.modifiedMs,
  inode: inode.id,
  device: 1,
  uid: 0,
  gid: 0,
  links: 1,
});
