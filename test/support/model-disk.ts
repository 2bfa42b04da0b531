import type { FileKind } from '../../src/engine/files/file-system';

/**
 * A disk in memory that knows what a power cut may leave of it.
 *
 * Every change is an effect on one file's content or on names in folders. An effect is safe once the file, or a
 * folder that it concerns, was synced afterwards; before that it may or may not survive, in any order.
 */
export interface Inode {
  readonly id: number;
  readonly kind: FileKind;
  readonly mode: number;
  readonly data: Buffer;
  readonly entries: ReadonlyMap<string, number>;
  readonly modifiedMs: number;
}

export type DiskState = ReadonlyMap<number, Inode>;

export type Effect =
  | {
      readonly type: 'names';
      readonly changes: readonly { dir: number; name: string; inode: number | null }[];
      readonly fresh: Inode | null;
    }
  | {
      readonly type: 'content';
      readonly inode: number;
      readonly after: Pick<Inode, 'data' | 'mode' | 'modifiedMs'>;
      readonly grewFrom: Buffer;
    }
  | { readonly type: 'sync'; readonly inode: number };

export const rootId = 1;
export const emptyFolder = (id: number): Inode => ({
  id,
  kind: 'directory',
  mode: 0o755,
  data: Buffer.alloc(0),
  entries: new Map(),
  modifiedMs: 0,
});
export const emptyDisk = (): DiskState => new Map([[rootId, emptyFolder(rootId)]]);

export function applyEffect(disk: Map<number, Inode>, effect: Effect): Map<number, Inode> {
  const next = new Map(disk);
  if (effect.type === 'names') {
    if (effect.fresh !== null && !next.has(effect.fresh.id)) next.set(effect.fresh.id, effect.fresh);
    for (const { dir, name, inode } of effect.changes) {
      const folder = next.get(dir);
      if (folder === undefined) continue;
      const entries = new Map(folder.entries);
      if (inode === null) entries.delete(name);
      else entries.set(name, inode);
      next.set(dir, { ...folder, entries });
    }
  } else if (effect.type === 'content') {
    const old = next.get(effect.inode);
    if (old !== undefined) next.set(effect.inode, { ...old, ...effect.after });
  }
  return next;
}

/** Paths below a folder → what lies there, for comparing. */
export function listDisk(disk: DiskState, folder: string): Record<string, string> {
  const found: Record<string, string> = {};
  const walk = (id: number, path: string): void => {
    const inode = disk.get(id);
    if (inode === undefined) return;
    for (const [name, child] of inode.entries) {
      const at = `${path}/${name}`;
      const entry = disk.get(child);
      if (entry?.kind === 'directory') {
        found[at] = 'folder';
        walk(child, at);
      } else found[at] = `${entry?.kind} ${entry?.mode.toString(8)} ${entry?.data.toString('latin1')}`;
    }
  };
  let at = rootId;
  for (const part of folder.split('/').filter((one) => one !== '')) {
    const next = disk.get(at)?.entries.get(part);
    if (next === undefined) return found;
    at = next;
  }
  walk(at, '');
  return found;
}
