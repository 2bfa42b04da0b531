import type { FileContent, ProjectPath } from '../../../contract/basics';
import type { Result } from '../../../contract/call';
import { fail, ok } from '../../../contract/call';
import { readVersions } from '../../changes/read-version';
import type { Git } from '../../git/git';
import { findCommittedSides } from '../open-conflict';
import type { OpenConflict } from '../open-conflict';
import { readPolicyText } from '../merge-policy';
import type { ThreeVersions } from './merge-questions';

export interface ConflictTexts {
  readonly conflict: OpenConflict;
  readonly versions: ThreeVersions;
}

/**
 * The three versions of a conflicted path as texts. Fails with `state-changed-since` when it is not in conflict, and
 * with `not-text` when a side is missing or no text: that is no question for structure. Four git processes at most.
 */
export async function readConflictTexts(
  git: Git,
  path: ProjectPath,
  signal?: AbortSignal,
): Promise<Result<ConflictTexts>> {
  const conflict = await findCommittedSides(git, path, signal);
  if (!conflict.ok) return conflict;
  const sides = [conflict.value.base, conflict.value.ours, conflict.value.theirs];
  const read = await readVersions(
    git,
    sides.map((side) => (side.objectId === '' ? null : side)),
    signal,
  );
  if (!read.ok) return read;
  const [base, ours, theirs] = read.value.map(textOf);
  if (base === undefined || typeof ours !== 'string' || typeof theirs !== 'string')
    return fail({ code: 'not-text', path });
  const policyText = await readPolicyText(git, 'HEAD', signal);
  if (!policyText.ok) return policyText;
  const versions = { path, base: base ?? '', ours, theirs, policyText: policyText.value };
  return ok({ conflict: conflict.value, versions });
}

/** Null: not there. Undefined: there, but no text. */
function textOf(content: FileContent): string | null | undefined {
  if (content.kind === 'absent') return null;
  return content.kind === 'text' ? content.text : undefined;
}
