import type { Failure } from '../../../contract/failure';
import { createFile, createFileNow, parentOf, removeIfThere } from '../../files/durable';
import { entryHash, smallBytes } from '../../files/entry';
import { errorCode } from '../../files/file-system';
import type { FileStat } from '../../files/file-system';
import { pathFromBytes } from '../../files/path-bytes';
import { absolutePath } from '../../files/project-path';
import { isTired, rest } from '../../files/slices';
import { orNull } from '../../vault/or-null';
import { diskFailure } from './disk-failure';
import type { Host } from '../host';
import { stageFolder } from '../journal/intent';
import type { FileStep, Intent } from '../journal/intent';

/** A step and its place in the order; the number names its staged content. */
export interface NumberedStep {
  readonly step: FileStep;
  readonly number: number;
}

/** New contents beside their targets, so that a rename is all that is left. */
export interface Stage {
  /** Writes the contents of these steps and makes them durable, all together. Null: done. */
  put(steps: readonly NumberedStep[]): Promise<Failure | null>;
  /** Where a step's content waits; null: it has none. */
  pathOf(number: number): string | null;
  /** It was put in place. */
  placed(number: number): void;
  /** Removes what was staged and not put in place. */
  drop(): Promise<void>;
}

interface Staging {
  readonly host: Host;
  readonly operationId: string;
  /** In git's folder, unseen by watchers and status. */
  readonly folder: string;
  readonly device: number | undefined;
  /** Names that a crash left there. */
  readonly leftovers: ReadonlySet<string>;
  /** Folder of a target → its device. */
  readonly devices: Map<string, number | undefined>;
  readonly staged: Map<number, string>;
}

/** The stage's folder is there already. */
export async function openStage(host: Host, operationId: string): Promise<Stage> {
  const folder = stageFolder(host, operationId);
  const staging: Staging = {
    host,
    operationId,
    folder,
    device: (await host.fs.lstat(folder))?.device,
    leftovers: new Set(await host.fs.readdir(folder)),
    devices: new Map(),
    staged: new Map(),
  };
  const { staged } = staging;
  return {
    put: (steps) => putAll(staging, steps),
    pathOf: (number) => staged.get(number) ?? null,
    placed: (number) => void staged.delete(number),
    drop: async () => {
      // What cannot be removed now goes with the stage's folder.
      for (const path of staged.values()) await removeIfThere(host.fs, path).catch(orNull);
      staged.clear();
    },
  };
}

async function putAll(staging: Staging, steps: readonly NumberedStep[]): Promise<Failure | null> {
  const { host, folder } = staging;
  const byHash = new Map<string, NumberedStep[]>();
  for (const one of steps) {
    const hash = entryHash(one.step.post) ?? '';
    const alike = byHash.get(hash);
    if (alike === undefined) byHash.set(hash, [one]);
    else alike.push(one);
  }
  const waiting: string[] = [];
  let at: string = host.place.root;
  try {
    const read = await host.vault.readMany(new Set(byHash.keys()), async (hash, bytes) => {
      if (isTired()) await rest();
      for (const one of byHash.get(hash) ?? []) {
        at = one.step.path;
        const path = await write(staging, one, bytes);
        if (path !== null) waiting.push(path);
      }
    });
    if (!read.ok) return read.failure;
    if (waiting.length > 0) await host.fs.syncAll(folder, waiting);
    return null;
  } catch (error) {
    return diskFailure(error, at);
  }
}

/** Answers a file that has still to be made durable. */
async function write(staging: Staging, { step, number }: NumberedStep, bytes: Buffer): Promise<string | null> {
  const { host, staged } = staging;
  const { fs } = host;
  const target = `${host.place.root}/${step.path}`;
  const { path, here } = await placeFor(staging, number, target);
  staged.set(number, path);
  if (step.post.kind === 'symlink') await fs.symlink(pathFromBytes(bytes), path);
  if (step.post.kind !== 'file') return null;
  const { mode } = step.post;
  const replaces = step.pre.kind === 'file';
  // Windows syncs a file only through a handle that may write.
  const together = here && fs.platform !== 'win32';
  if (together && fs.now !== undefined && bytes.length <= smallBytes) {
    const made = createFileNow(fs.now, path, bytes, mode);
    if (replaces) await keepOwner(host, fs.now.lstat(target), made, path);
  } else {
    await createFile(fs, path, bytes, { mode, sync: !together });
    if (replaces) await keepOwner(host, await fs.lstat(target), await fs.lstat(path), path);
  }
  return together ? path : null;
}

/** Beside the target where a rename from git's folder could not reach it. */
async function placeFor(
  { host, operationId, folder, device, devices, leftovers }: Staging,
  number: number,
  target: string,
): Promise<{ readonly path: string; readonly here: boolean }> {
  const parent = parentOf(target);
  if (!devices.has(parent)) devices.set(parent, (await host.fs.lstat(parent))?.device);
  const found = devices.get(parent);
  const here = found === undefined || found === device;
  const path = here ? `${folder}/${number}` : `${parent}/${besideName(operationId)}${number}`;
  if (!here || leftovers.has(String(number))) await removeIfThere(host.fs, path);
  return { path, here };
}

const besideName = (operationId: string): string => `.selvedge-${operationId}-`;

/** Removes contents that a crash left beside their targets, in folders of other disks than git's. */
export async function dropStagedBeside(host: Host, { operationId, files }: Intent): Promise<void> {
  const { fs, place, folder } = host;
  const device = (await fs.lstat(folder))?.device;
  const looked = new Set<string>();
  for (const { path } of files) {
    // Never through a link that lies on the way by now.
    const target = await absolutePath(fs, place.root, path);
    const parent = target.ok ? parentOf(target.value) : null;
    if (parent === null || looked.has(parent)) continue;
    looked.add(parent);
    const found = await fs.lstat(parent);
    if (found?.kind !== 'directory' || found.device === device) continue;
    const begin = besideName(operationId);
    for (const name of await fs.readdir(parent))
      if (name.startsWith(begin) && /^\d+$/.test(name.slice(begin.length)))
        await removeIfThere(fs, `${parent}/${name}`);
  }
}

/** A replaced file keeps its owner where we may say so; an unprivileged person's files become theirs. */
async function keepOwner(host: Host, before: FileStat | null, now: FileStat | null, staged: string): Promise<void> {
  if (before?.kind !== 'file' || now === null || (before.uid === now.uid && before.gid === now.gid)) return;
  try {
    await host.fs.chown(staged, before.uid, before.gid);
  } catch (error) {
    if (errorCode(error) !== 'EPERM') throw error;
  }
}
