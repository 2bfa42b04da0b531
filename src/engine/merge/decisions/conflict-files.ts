import type { Result } from '../../../contract/call';
import { ok } from '../../../contract/call';
import type { MergeDraft } from '../../../contract/merge';
import { decodeText } from '../../files/text-traits';
import type { Git } from '../../git/git';
import { groupStages, listIndex, listResolved } from '../../git/list-stages';
import { readBlobs } from '../../git/read-blobs';
import type { Project } from '../../project';
import { readPolicyText } from '../merge-policy';
import { readDraft } from '../drafts';
import { toFacts } from '../open-conflict';
import type { ConflictStages } from '../recognise-stash';
import { isThere } from '../recognise-stash';
import { sidesAsCommitted } from '../sides-as-committed';

/** A conflict of the merge under way with its draft and, where all sides are text, its three texts. */
export interface ConflictFileState {
  readonly stages: ConflictStages;
  /** Not in the index as a conflict any more. */
  readonly resolved: boolean;
  readonly draft: MergeDraft | null;
  /** Line ends are `\n`; null: it is no question of values. */
  readonly texts: {
    readonly base: string;
    readonly ours: string;
    readonly theirs: string;
    /** Of the repository's policy file, as ours has it; null: there is none. */
    readonly policyText: string | null;
  } | null;
}

const largestBytes = 16 * 1024 * 1024;

/** Every conflict of the merge under way, resolved ones too. Six git processes at most. */
export async function readConflictFiles(
  project: Pick<Project, 'git' | 'dataFolder'>,
  signal: AbortSignal,
): Promise<Result<readonly ConflictFileState[]>> {
  const listed = await listStages(project.git, signal);
  if (!listed.ok) return listed;
  const raw = listed.value.map(({ stages }) => stages);
  const committed = await sidesAsCommitted(project.git, raw, signal);
  if (!committed.ok) return committed;
  const sides = committed.value.flatMap(({ base, ours, theirs }) => [base, ours, theirs]);
  const ids = [
    ...new Set(sides.filter((side) => isThere(side) && side.mode.startsWith('100')).map((side) => side.objectId)),
  ];
  const objects = await readBlobs(project.git, ids, { limitBytes: largestBytes, signal });
  if (!objects.ok) return objects;
  const policyText = await readPolicyText(project.git, 'HEAD', signal);
  if (!policyText.ok) return policyText;
  const texts = new Map<string, string>();
  for (const [at, object] of objects.value.entries()) {
    const decoded = object.kind === 'blob' ? decodeText(object.bytes) : null;
    if (decoded !== null) texts.set(ids[at] ?? '', decoded.text);
  }
  const found: ConflictFileState[] = [];
  for (const [at, { stages, resolved }] of listed.value.entries()) {
    const shown = committed.value[at] ?? stages;
    const base = isThere(shown.base) ? texts.get(shown.base.objectId) : '';
    const [ours, theirs] = [texts.get(shown.ours.objectId), texts.get(shown.theirs.objectId)];
    const whole = base === undefined || ours === undefined || theirs === undefined;
    found.push({
      ...{ stages, resolved, draft: await readDraft(project, stages) },
      texts: whole ? null : { base, ours, theirs, policyText: policyText.value },
    });
  }
  return ok(found);
}

async function listStages(
  git: Git,
  signal: AbortSignal,
): Promise<Result<readonly { readonly stages: ConflictStages; readonly resolved: boolean }[]>> {
  const index = await listIndex(git, 'everything', signal);
  if (!index.ok) return index;
  const resolved = await listResolved(git, signal);
  if (!resolved.ok) return resolved;
  const open = groupStages(index.value);
  const all = [...open, ...[...resolved.value].filter(([path]) => !open.has(path))];
  return ok(
    all.map(([path, { base, ours, theirs }]) => ({
      stages: { path, base: toFacts(base), ours: toFacts(ours), theirs: toFacts(theirs) },
      resolved: !open.has(path),
    })),
  );
}
