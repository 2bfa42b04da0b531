import { z } from 'zod';
import { ContentHash, Instant } from '../../../contract/basics';
import { Entry } from '../../files/entry';
import { makeFolder, removeIfThere, replaceDurably } from '../../files/durable';
import { hashBytes } from '../../files/hash';
import { readBytes } from '../../files/read-bytes';
import { eraseAside } from '../../vault/erase';
import { orNull } from '../../vault/or-null';
import type { Host } from '../host';
import { StateChange } from '../git-state/state';

const KeptPath = z.string().min(1).brand<'ProjectPath'>();

/** One path's way from what was there to what shall be there. */
export const FileStep = z.object({ path: KeptPath, pre: Entry, post: Entry });
export type FileStep = z.infer<typeof FileStep>;

/**
 * The promise of one operation, durable before the first byte of the project changes.
 *
 * Without `git` it is always carried out to its end: recovery can do it again from the vault (`direction` forward),
 * unless it had already been decided to take it back. Git cannot be repeated, so with `git` recovery puts
 * everything back as `git.state` and the backup say.
 */
export const Intent = z.object({
  version: z.literal(1),
  operationId: z.string().regex(/^o-[0-9a-z-]+$/),
  repositoryId: z.string(),
  sequence: z.number().int(),
  epoch: z.number().int(),
  kind: z.string(),
  title: z.string(),
  at: Instant,
  actor: z.string(),
  reverses: z.string().nullable(),
  notUndoable: z.string().nullable(),
  backupId: z.string().nullable(),
  direction: z.enum(['forward', 'back']),
  files: z.array(FileStep),
  state: StateChange.nullable(),
  git: z
    .object({
      /** The whole `GitState` before, in the vault. */
      state: ContentHash,
      /** Whether git may touch the working tree: then the backup knows everything that was not simply committed. */
      worktree: z.boolean(),
      /** Only the paths of the backup, not any. */
      namedOnly: z.boolean().default(false),
    })
    .nullable(),
});
export type Intent = z.infer<typeof Intent>;

const journalFolder = (host: Host): string => `${host.folder}/journal`;
export const intentPath = (host: Host, operationId: string): string => `${journalFolder(host)}/${operationId}.intent`;
export const stageFolder = (host: Host, operationId: string): string => `${host.folder}/stage/${operationId}`;

/** The commit point: when this returns, the operation will be seen through, whatever dies. */
export async function writeIntent(host: Host, intent: Intent): Promise<void> {
  await makeFolder(host.fs, journalFolder(host));
  const body = JSON.stringify(intent);
  const bytes = Buffer.from(`${hashBytes(body)}\n${body}\n`);
  await replaceDurably(host.fs, intentPath(host, intent.operationId), bytes);
}

/** Forgets an intent that is done or taken back, and what it had staged. */
export async function dropIntent(host: Host, operationId: string): Promise<void> {
  await removeIfThere(host.fs, intentPath(host, operationId));
  if ((await host.fs.lstat(journalFolder(host))) !== null) await host.fs.syncDirectory(journalFolder(host));
  await dropStage(host, operationId);
}

async function dropStage(host: Host, operationId: string): Promise<void> {
  const folder = stageFolder(host, operationId);
  if ((await host.fs.lstat(folder)) === null) return;
  for (const name of await host.fs.readdir(folder)) await removeIfThere(host.fs, `${folder}/${name}`);
  await host.fs.rmdir(folder);
}

/**
 * Removes what was staged for operations that were never promised, or whose end came before the tidying. It may hold
 * what was to be forgotten since, so it is erased.
 */
export async function dropForgottenStages(host: Host, intents: readonly FoundIntent[]): Promise<void> {
  const folder = `${host.folder}/stage`;
  if ((await host.fs.lstat(folder))?.kind !== 'directory') return;
  const promised = new Set(intents.map((found) => (found.kind === 'intent' ? found.intent.operationId : found.name)));
  for (const name of await host.fs.readdir(folder)) {
    if (promised.has(name)) continue;
    for (const file of await host.fs.readdir(`${folder}/${name}`))
      await eraseAside(host.fs, `${folder}/${name}/${file}`).catch(orNull);
    // What may not be written to goes all the same.
    await dropStage(host, name);
  }
}

export type FoundIntent =
  | { readonly kind: 'intent'; readonly intent: Intent }
  /** Torn or not ours: it was never promised, or somebody else wrote it. */
  | { readonly kind: 'unusable'; readonly name: string };

/** What is in the journal, oldest first. One bad record never hides the others. */
export async function readIntents(host: Host, repositoryId: string): Promise<FoundIntent[]> {
  const folder = journalFolder(host);
  if ((await host.fs.lstat(folder))?.kind !== 'directory') return [];
  const found: FoundIntent[] = [];
  for (const name of await host.fs.readdir(folder)) {
    if (name.endsWith('.new')) await removeIfThere(host.fs, `${folder}/${name}`);
    if (!name.endsWith('.intent')) continue;
    const intent = parseIntent((await readBytes(host.fs, `${folder}/${name}`)).bytes);
    const usable = intent !== null && intent.repositoryId === repositoryId && name === `${intent.operationId}.intent`;
    found.push(usable ? { kind: 'intent', intent } : { kind: 'unusable', name });
  }
  return found.sort((a, b) => sequenceOf(a) - sequenceOf(b));
}

const sequenceOf = (found: FoundIntent): number => (found.kind === 'intent' ? found.intent.sequence : -1);

/** Null: torn, damaged, or of another format. */
export function parseIntent(bytes: Buffer): Intent | null {
  const text = bytes.toString('utf8');
  const cut = text.indexOf('\n');
  const body = text.slice(cut + 1, -1);
  if (cut !== 64 || hashBytes(body) !== text.slice(0, cut)) return null;
  try {
    return Intent.safeParse(JSON.parse(body)).data ?? null;
  } catch {
    // A checksum over something that is no JSON: nobody of ours wrote that.
    return null;
  }
}

/** Puts an unusable record aside, so that it is looked at once and never in the way. */
export async function setIntentAside(host: Host, name: string): Promise<void> {
  const folder = `${host.folder}/set-aside`;
  await makeFolder(host.fs, folder);
  await host.fs.rename(`${journalFolder(host)}/${name}`, `${folder}/${host.clock().toString(36)}-${name}`);
}
