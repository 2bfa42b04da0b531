import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import type { ConflictAnswer, ConflictValue } from '../../../contract/merge-values';
import { RememberedDecision } from '../../../contract/merge-values';
import { memoryKey, recallAnswer, rememberDecision } from '../../../core/merge/decisions/memory';
import { makeFolder, replaceDurably } from '../../files/durable';
import { nodeFileSystem } from '../../files/node-file-system';
import { readBytesIfThere } from '../../files/read-bytes';

/** Decisions of earlier merges of this repository, outside of it. */
const MemoryFile = z.object({ version: z.literal(1), decisions: z.array(RememberedDecision) });

const mostDecisions = 5_000;
/** Longer values are documents; nobody decides the same about them twice. */
const longestValue = 20_000;
const limitBytes = 256 * 1024 * 1024;

type Owner = { readonly dataFolder: string };

const fileOf = ({ dataFolder }: Owner): string => join(dataFolder, 'decisions.json');
const idOf = (conflict: ConflictValue): string =>
  createHash('sha256').update(memoryKey(conflict)).digest('hex').slice(0, 24);

export async function listDecisions(owner: Owner): Promise<readonly RememberedDecision[]> {
  try {
    const bytes = await readBytesIfThere(nodeFileSystem(), fileOf(owner), limitBytes);
    return bytes === null ? [] : MemoryFile.parse(JSON.parse(bytes.toString('utf8'))).decisions;
  } catch {
    // Damaged or of a future form: nothing is suggested.
    return [];
  }
}

/** Changes wait for each other. */
let last: Promise<unknown> = Promise.resolve();

async function change<T>(
  owner: Owner,
  how: (known: readonly RememberedDecision[]) => { next: RememberedDecision[]; answer: T },
): Promise<T> {
  const work = async (): Promise<T> => {
    const known = await listDecisions(owner);
    const { next, answer } = how(known);
    const fs = nodeFileSystem();
    await makeFolder(fs, owner.dataFolder);
    const file: z.infer<typeof MemoryFile> = { version: 1, decisions: next.slice(0, mostDecisions) };
    await replaceDurably(fs, fileOf(owner), Buffer.from(JSON.stringify(file)));
    return answer;
  };
  const doing = last.then(work, work);
  last = doing.catch(() => undefined);
  return doing;
}

/** Remembers what was decided about conflicts of one file; another answer to the same conflict takes the old one's place. */
export function rememberDecisions(
  owner: Owner,
  file: string,
  settled: readonly { readonly conflict: ConflictValue; readonly choice: ConflictAnswer }[],
): Promise<number> {
  const short = settled.filter(({ conflict }) => isShort(conflict));
  if (short.length === 0) return Promise.resolve(0);
  return change(owner, (known) => {
    const byId = new Map(known.map((decision) => [decision.id, decision]));
    const at = new Date().toISOString();
    const fresh = short.map(({ conflict, choice }) => {
      const id = idOf(conflict);
      return rememberDecision(conflict, choice, { id, file, at, before: byId.get(id) ?? null });
    });
    const ids = new Set(fresh.map(({ id }) => id));
    return { next: [...fresh, ...known.filter(({ id }) => !ids.has(id))], answer: fresh.length };
  });
}

const isShort = ({ base, ours, theirs }: ConflictValue): boolean =>
  [base, ours, theirs].every((value) => (value?.length ?? 0) <= longestValue);

export interface Recalled {
  readonly conflictId: string;
  readonly choice: ConflictAnswer;
  readonly decision: RememberedDecision;
}

/** What was decided about these conflicts before. */
export async function recallDecisions(owner: Owner, conflicts: readonly ConflictValue[]): Promise<Recalled[]> {
  const byId = new Map((await listDecisions(owner)).map((decision) => [decision.id, decision]));
  return conflicts.flatMap((conflict) => {
    const decision = byId.get(idOf(conflict));
    const choice = decision === undefined ? null : recallAnswer(conflict, decision);
    return decision === undefined || choice === null ? [] : [{ conflictId: conflict.id, choice, decision }];
  });
}

/** Answers how many were forgotten. */
export function forgetDecisions(owner: Owner, ids: readonly string[] | 'all'): Promise<number> {
  return change(owner, (known) => {
    const next = ids === 'all' ? [] : known.filter(({ id }) => !ids.includes(id));
    return { next, answer: known.length - next.length };
  });
}
