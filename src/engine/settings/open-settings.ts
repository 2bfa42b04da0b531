import { Settings, SettingsChange } from '../../contract/settings';
import type { Result } from '../../contract/call';
import { ok } from '../../contract/call';
import type { FileSystem } from '../files/file-system';
import { readKept, writeKept } from './kept-document';

export interface SettingsRoom {
  current(): Settings;
  /** Changes some keys; the others stay. Written to disk before it answers. */
  write(change: SettingsChange): Promise<Result<Settings>>;
  /** A sentence when the file could not be used, for the window to say once. */
  readonly notice: string | null;
}

/**
 * The person's settings in `<folder>/settings.json`.
 *
 * Never fails: a missing file means defaults; of a broken one every key that is right is kept, and the file
 * itself is set aside. Keys that this version does not know are written back as they were.
 */
export async function openSettings(options: {
  readonly fs: FileSystem;
  readonly folder: string;
}): Promise<SettingsRoom> {
  const path = `${options.folder}/settings.json`;
  const kept = await readKept(options.fs, path, Settings.loose(), salvage);
  let document: Record<string, unknown> = kept.value;
  let queue: Promise<unknown> = Promise.resolve();

  const write = async (change: SettingsChange): Promise<Result<Settings>> => {
    const next = { ...document, ...SettingsChange.parse(change) };
    const written = await writeKept(options.fs, path, next);
    if (!written.ok) return written;
    document = next;
    return ok(Settings.parse(next));
  };
  return {
    current: () => Settings.parse(document),
    write: (change) => {
      const result = queue.then(() => write(change));
      queue = result.catch(() => undefined);
      return result;
    },
    notice: kept.broken === null ? null : noticeOf(kept.broken),
  };
}

function salvage(raw: unknown): Settings {
  const found = typeof raw === 'object' && raw !== null ? raw : {};
  const good: Record<string, unknown> = {};
  for (const [key, schema] of Object.entries(Settings.shape)) {
    const value = schema.safeParse((found as Record<string, unknown>)[key]);
    if (value.success) good[key] = value.data;
  }
  return Settings.parse(good);
}

const noticeOf = ({ reason, keptAs }: { reason: string; keptAs: string | null }): string =>
  `The settings file could not be read in full (${reason}); defaults are used for what is missing. ` +
  (keptAs === null ? 'The file is still there, unchanged.' : `The file was kept as “${keptAs}”.`);
