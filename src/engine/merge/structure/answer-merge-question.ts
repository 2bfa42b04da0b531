import type { ResultVerdict, StructuredMerge } from '../../../contract/structure';
import { checkResult } from '../../../core/merge/editing/check-result';
import { planQuestions } from '../../../core/merge/editing/plan-questions';
import { valueAt } from '../../../core/merge/editing/value-at';
import type { ListRule } from '../../../core/merge/lists/list-policy';
import { mergeFile } from '../../../core/merge/merge-file';
import type { MergeOutcome } from '../../../core/merge/merge-outcome';
import { policyOfMerge } from '../merge-policy';
import type { Concerns, MergeQuestions } from './merge-questions';

/** Git asked about this file, so no clean result of git's may stand for it. */
const notClean = { clean: false, text: '' };

type Input<N extends keyof MergeQuestions> = MergeQuestions[N]['input'];

/** The work of the merge worker, from texts to texts. `personal`: how the person's extensions understand lists. */
export function answerMergeQuestion(name: string, input: unknown, personal: readonly ListRule[] = []): unknown {
  switch (name as keyof MergeQuestions) {
    case 'plan':
      return plan(input as Input<'plan'>, personal);
    case 'check':
      return check(input as Input<'check'>, personal);
    case 'trace': {
      const { texts, resource, at } = input as Input<'trace'>;
      return texts.map((text) => valueAt(text, resource, at)?.written ?? null);
    }
    case 'review':
      return (input as Input<'review'>).map((file) => review(file, personal));
  }
}

function plan({ answers, policyText, ...sides }: Input<'plan'>, personal: readonly ListRule[]): StructuredMerge {
  const versions = { ...sides, policy: policyOfMerge(policyText, personal) };
  const reading = planQuestions({ ...versions, gitResult: notClean, choices: answers });
  const outcome = reading.kind === 'structure' ? reading.plan.outcome : reading.outcome;
  const settled = settledOf(outcome);
  if (reading.kind === 'lines') return { kind: 'lines', reason: reading.reason, ...settled };
  const { texts, questions } = reading.plan;
  // Readonly arrays there, plain ones in the contract; they are the same data.
  const asked = structuredClone(questions) as Extract<StructuredMerge, { kind: 'structure' }>['questions'];
  return { kind: 'structure', tier: outcome.tier, texts, questions: asked, ...settled };
}

function settledOf(outcome: MergeOutcome): Pick<StructuredMerge, 'decisions' | 'notices' | 'fallbacks' | 'proof'> {
  const { decisions, notices, fallbacks, gate } = outcome;
  return {
    decisions: decisions.map((one) => ({ ...one, path: [...one.path] })),
    notices: notices.map((one) => ({ ...one, path: [...one.path] })),
    fallbacks: [...fallbacks],
    proof: { passed: gate.passed, checks: [...gate.checks] },
  };
}

function check({ answers, text, policyText, ...texts }: Input<'check'>, personal: readonly ListRule[]): ResultVerdict {
  const versions = { ...texts, policy: policyOfMerge(policyText, personal) };
  const verdict = checkResult({ ...versions, gitResult: notClean, choices: answers }, text);
  return { findings: [...verdict.findings], held: [...verdict.held], unchecked: verdict.unchecked };
}

/** Questions that the merge by structure has although git had none, and what its checks say about git's text. */
function review({ merged, policyText, ...texts }: Input<'review'>[number], personal: readonly ListRule[]): Concerns {
  const policy = policyOfMerge(policyText, personal);
  const outcome = mergeFile({ ...texts, policy, gitResult: { clean: true, text: merged } });
  if (outcome.conflicts.length === 0) return [];
  return outcome.conflicts.map(({ why, resource, path }) => ({
    sentence: path.length === 0 ? why : `${path.join('.')}: ${why}`,
    resource,
  }));
}
