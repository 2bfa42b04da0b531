import { join } from 'node:path';
import { removeIfThere } from '../files/durable';
import { errorCode } from '../files/file-system';
import { nodeFileSystem } from '../files/node-file-system';
import { readBytesIfThere } from '../files/read-bytes';
import { forgetDecisions, listDecisions } from '../merge/decisions/decision-memory';
import { overwrite } from '../vault/erase';

/** What our folder of a repository keeps of files besides the vault. */
export interface Copies {
  /** Whose they are. */
  readonly paths: readonly string[];
  /** Files of half-done resolutions. */
  readonly drafts: readonly string[];
  /** Files in which git's merge driver wrote down what it decided. */
  readonly driverRecords: readonly string[];
  /** Ids of decisions that are remembered for the next merge. */
  readonly decisions: readonly string[];
  /** Files that only save time and quote values of commits. */
  readonly caches: readonly string[];
}

export async function findCopies(dataFolder: string, wanted: (path: string) => boolean): Promise<Copies> {
  const paths = new Set<string>();
  const take = (path: string | null): boolean => {
    if (path === null || !wanted(path)) return false;
    paths.add(path);
    return true;
  };
  const ofPaths = async (folder: string): Promise<string[]> => {
    const found: string[] = [];
    for (const file of await filesIn(join(dataFolder, folder))) if (take(await pathIn(file))) found.push(file);
    return found;
  };
  const drafts = await ofPaths('drafts');
  const driverRecords = await ofPaths('driver');
  const decisions = (await listDecisions({ dataFolder })).filter(({ file }) => take(file)).map(({ id }) => id);
  const caches = (await filesIn(dataFolder)).filter((file) => /[\\/]meanings[^\\/]*\.jsonl$/.test(file));
  return { paths: [...paths], drafts, driverRecords, decisions, caches };
}

/** Overwrites and removes them. Answers what the disk refused, in words. */
export async function eraseCopies(dataFolder: string, copies: Copies): Promise<string[]> {
  const refused: string[] = [];
  const trying = async (what: string, work: () => Promise<unknown>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      const code = errorCode(error);
      if (code === null) throw error;
      refused.push(`${what}: the disk refused it (${code}).`);
    }
  };
  for (const path of [...copies.drafts, ...copies.driverRecords, ...copies.caches])
    await trying(path, () => erase(path));
  if (copies.decisions.length > 0)
    await trying(join(dataFolder, 'decisions.json'), async () => {
      const memory = join(dataFolder, 'decisions.json');
      const old = `${memory}.erased`;
      // The old bytes are overwritten where they lie; the others are written anew.
      await nodeFileSystem().link(memory, old);
      await forgetDecisions({ dataFolder }, copies.decisions);
      await erase(old);
    });
  return refused;
}

async function filesIn(folder: string): Promise<string[]> {
  const fs = nodeFileSystem();
  if ((await fs.lstat(folder))?.kind !== 'directory') return [];
  const found: string[] = [];
  for (const name of await fs.readdir(folder)) {
    const path = join(folder, name);
    if ((await fs.lstat(path))?.kind === 'file') found.push(path);
  }
  return found;
}

/** Whose it is; null: cut short by a crash, or removed meanwhile, so nobody can say. */
async function pathIn(file: string): Promise<string | null> {
  try {
    const bytes = await readBytesIfThere(nodeFileSystem(), file);
    const value: unknown = JSON.parse(bytes?.toString('utf8') ?? '');
    return typeof value === 'object' && value !== null && 'path' in value ? String(value.path) : null;
  } catch {
    // Not JSON.
    return null;
  }
}

async function erase(path: string): Promise<void> {
  const fs = nodeFileSystem();
  const found = await fs.lstat(path);
  if (found?.kind !== 'file') return;
  await overwrite(fs, path, found.sizeBytes);
  await removeIfThere(fs, path);
}
