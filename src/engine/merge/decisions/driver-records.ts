import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { ProjectPath } from '../../../contract/basics';
import type { ConflictValue, DriverRecord } from '../../../contract/merge-values';
import { createFile, makeFolder, removeIfThere } from '../../files/durable';
import { nodeFileSystem } from '../../files/node-file-system';
import { readBytesIfThere } from '../../files/read-bytes';

/**
 * What git's merge driver decided, one file a merged path, outside of the repository. The window shows it afterwards.
 */
const driverFolder = (dataFolder: string): string => join(dataFolder, 'driver');

const longestValue = 4_000;
const keptFiles = 2_000;
const keptMs = 30 * 24 * 60 * 60 * 1000;
const limitBytes = 32 * 1024 * 1024;

/** Values are cut: a record is for reading. */
const cut = (text: string | null): string | null =>
  text === null || text.length <= longestValue ? text : `${text.slice(0, longestValue)}…`;

const shortened = (conflict: ConflictValue): ConflictValue => ({
  ...conflict,
  base: cut(conflict.base),
  ours: cut(conflict.ours),
  theirs: cut(conflict.theirs),
});

/** `dataFolder`: the repository's own one. Nobody waits for the disk: git waits for us, and a lost record costs words only. */
export async function saveDriverRecord(
  dataFolder: string,
  record: Omit<DriverRecord, 'id' | 'at' | 'path'> & { readonly path: string },
): Promise<void> {
  const fs = nodeFileSystem();
  const at = new Date().toISOString();
  const id = `${at.replace(/[-:.]/g, '')}-${randomBytes(4).toString('hex')}`;
  const path = record.path as ProjectPath;
  const whole: DriverRecord = { ...record, path, id, at, conflicts: record.conflicts.map(shortened) };
  const folder = driverFolder(dataFolder);
  await makeFolder(fs, folder);
  const bytes = Buffer.from(JSON.stringify({ version: 1, ...whole }));
  await createFile(fs, join(folder, `${id}.json`), bytes, { mode: 0o600, sync: false });
}

/** The newest first. What is damaged is passed over; what is old is removed. */
export async function listDriverRecords(
  dataFolder: string,
  parse: (value: unknown) => DriverRecord | null,
  now = Date.now(),
): Promise<readonly DriverRecord[]> {
  const fs = nodeFileSystem();
  const folder = driverFolder(dataFolder);
  const names = (await fs.readdir(folder).catch(() => [])).filter((name) => name.endsWith('.json'));
  names.sort().reverse();
  const found: DriverRecord[] = [];
  for (const [at, name] of names.entries()) {
    const record = at < keptFiles ? await readRecord(join(folder, name), parse) : null;
    if (at >= keptFiles || (record !== null && now - Date.parse(record.at) > keptMs))
      await removeIfThere(fs, join(folder, name));
    else if (record !== null) found.push(record);
  }
  return found;
}

async function readRecord(path: string, parse: (value: unknown) => DriverRecord | null): Promise<DriverRecord | null> {
  try {
    const bytes = await readBytesIfThere(nodeFileSystem(), path, limitBytes);
    return bytes === null ? null : parse(JSON.parse(bytes.toString('utf8')));
  } catch {
    // Half a record, or one of a future form: it is left alone.
    return null;
  }
}
