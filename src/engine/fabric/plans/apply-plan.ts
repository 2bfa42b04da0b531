import type { Receipt } from '../../../contract/basics';
import type { Result } from '../../../contract/call';
import { fail } from '../../../contract/call';
import type { CallContext } from '../../call-context';
import type { Project } from '../../project';
import type { Outcome } from './work-out-plan';

/**
 * Does what was shown, as one operation: every file is still what it was worked out on, or nothing happens.
 *
 * Fails with `state-changed-since` when the outcome is not the one of `digest`, with `bad-input` when there is nothing
 * to do or a step cannot be done, and with whatever `run` answers.
 */
export async function applyOutcome(
  project: Project,
  { preview, changes }: Outcome,
  kind: string,
  digest: string,
  context: CallContext,
): Promise<Result<Receipt>> {
  if (preview.digest !== digest) return fail({ code: 'state-changed-since', what: 'the files of this plan' });
  const [refused] = preview.refused;
  if (refused) return fail({ code: 'bad-input', where: 'plan', problem: `${refused.what}: ${refused.reason}` });
  if (changes.length === 0) return fail({ code: 'bad-input', where: 'plan', problem: 'there is nothing to change' });
  return project.run({ kind: `fabric-${kind}`, title: preview.title, files: changes }, context);
}
