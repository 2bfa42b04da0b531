import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { Instant } from '../../contract/basics';
import type { MergeDraft } from '../../contract/merge';
import { RegionChoice, StructuredDraft } from '../../contract/merge';
import { ConflictAnswers } from '../../contract/merge-values';
import { makeFolder, removeIfThere, replaceDurably } from '../files/durable';
import { nodeFileSystem } from '../files/node-file-system';
import { readBytesIfThere } from '../files/read-bytes';
import type { StageFacts } from '../git/parse-status';
import type { Project } from '../project';
import type { ConflictStages } from './recognise-stash';
import { isThere } from './recognise-stash';

/**
 * Half-done resolutions, outside of the repository.
 *
 * A draft belongs to a path and to the three versions that are merged, not to a merge: after an abort and the same
 * merge again it is there again, and it never turns up in another conflict of the same path.
 */
const DraftFile = z.object({
  version: z.literal(1),
  path: z.string(),
  text: z.string(),
  choices: z.record(z.string(), RegionChoice),
  answers: ConflictAnswers.optional(),
  structure: StructuredDraft.optional(),
  savedAt: Instant,
});

const limitBytes = 64 * 1024 * 1024;
const keptMs = 30 * 24 * 60 * 60 * 1000;

const folderOf = (project: Pick<Project, 'dataFolder'>): string => join(project.dataFolder, 'drafts');

export function draftKey({ path, base, ours, theirs }: ConflictStages): string {
  // Sources differ in how they write an absent side.
  const words = ({ mode, objectId }: StageFacts): string => (isThere({ mode, objectId }) ? `${mode} ${objectId}` : '-');
  return createHash('sha256')
    .update(JSON.stringify([path, words(base), words(ours), words(theirs)]))
    .digest('hex');
}

const fileOf = (project: Pick<Project, 'dataFolder'>, conflict: ConflictStages): string =>
  join(folderOf(project), `${draftKey(conflict)}.json`);

/** Saves wait for each other, so that the newest is the one that stays. */
let lastSave: Promise<unknown> = Promise.resolve();

/** Durable when it returns: killing the app afterwards loses nothing. */
export async function saveDraft(
  project: Pick<Project, 'dataFolder'>,
  conflict: ConflictStages,
  draft: Omit<MergeDraft, 'savedAt'>,
): Promise<{ readonly savedAt: string }> {
  const fs = nodeFileSystem();
  const savedAt = new Date().toISOString();
  const file: z.infer<typeof DraftFile> = {
    version: 1,
    path: conflict.path,
    text: draft.text,
    choices: draft.choices,
    ...(draft.answers === undefined ? {} : { answers: draft.answers }),
    ...(draft.structure === undefined ? {} : { structure: draft.structure }),
    savedAt,
  };
  const write = async (): Promise<void> => {
    await makeFolder(fs, folderOf(project));
    await replaceDurably(fs, fileOf(project, conflict), Buffer.from(JSON.stringify(file)));
  };
  const saving = lastSave.then(write, write);
  lastSave = saving.catch(() => undefined);
  await saving;
  return { savedAt };
}

/** Null: there is none, or it cannot be read (a draft is never worth a failure). */
export async function readDraft(
  project: Pick<Project, 'dataFolder'>,
  conflict: ConflictStages,
): Promise<MergeDraft | null> {
  try {
    const bytes = await readBytesIfThere(nodeFileSystem(), fileOf(project, conflict), limitBytes);
    if (bytes === null) return null;
    const { text, choices, answers, structure, savedAt } = DraftFile.parse(JSON.parse(bytes.toString('utf8')));
    return {
      text,
      choices,
      ...(answers === undefined ? {} : { answers }),
      ...(structure === undefined ? {} : { structure }),
      savedAt,
    };
  } catch {
    // Damaged or of a future form: the conflict opens without it, and the file stays.
    return null;
  }
}

export async function dropDraft(project: Pick<Project, 'dataFolder'>, conflict: ConflictStages): Promise<void> {
  await removeIfThere(nodeFileSystem(), fileOf(project, conflict));
}

/** Keys of all drafts, to mark files in a list without opening each. */
export async function listDraftKeys(project: Pick<Project, 'dataFolder'>): Promise<ReadonlySet<string>> {
  const names = await nodeFileSystem()
    .readdir(folderOf(project))
    .catch(() => []);
  return new Set(names.map((name) => name.replace(/\.json$/, '')));
}

/** Drops the drafts of a completed merge, and those that nobody came back to for 30 days. */
export async function dropDrafts(
  project: Pick<Project, 'dataFolder'>,
  conflicts: readonly ConflictStages[],
): Promise<void> {
  const fs = nodeFileSystem();
  const done = new Set(conflicts.map(draftKey));
  for (const key of await listDraftKeys(project)) {
    const path = join(folderOf(project), `${key}.json`);
    const found = await fs.lstat(path);
    const old = found !== null && Date.now() - found.modifiedMs > keptMs;
    if (done.has(key) || old) await removeIfThere(fs, path);
  }
}
