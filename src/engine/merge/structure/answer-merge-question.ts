import type { ResultVerdict, StructuredMerge } from '../../../contract/structure';
import { checkResult } from '../../../core/merge/editing/check-result';
import { planQuestions } from '../../../core/merge/editing/plan-questions';
import { valueAt } from '../../../core/merge/editing/value-at';
import { mergeFile } from '../../../core/merge/merge-file';
import type { MergeOutcome } from '../../../core/merge/merge-outcome';
import type { Concerns, MergeQuestions } from './merge-questions';

/** Git asked about this file, so no clean result of git's may stand for it. */
const notClean = { clean: false, text: '' };

/** The work of the merge worker: pure, from texts to texts. */
export function answerMergeQuestion(name: string, input: unknown): unknown {
  switch (name as keyof MergeQuestions) {
    case 'plan':
      return plan(input as MergeQuestions['plan']['input']);
    case 'check':
      return check(input as MergeQuestions['check']['input']);
    case 'trace': {
      const { texts, resource, at } = input as MergeQuestions['trace']['input'];
      return texts.map((text) => valueAt(text, resource, at)?.written ?? null);
    }
    case 'review':
      return (input as MergeQuestions['review']['input']).map(review);
  }
}

function plan({ answers, ...versions }: MergeQuestions['plan']['input']): StructuredMerge {
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

function check({ answers, text, ...versions }: MergeQuestions['check']['input']): ResultVerdict {
  const verdict = checkResult({ ...versions, gitResult: notClean, choices: answers }, text);
  return { findings: [...verdict.findings], held: [...verdict.held], unchecked: verdict.unchecked };
}

/** Questions that the merge by structure has although git had none, and what its checks say about git's text. */
function review({ merged, ...versions }: MergeQuestions['review']['input'][number]): Concerns {
  const outcome = mergeFile({ ...versions, gitResult: { clean: true, text: merged } });
  if (outcome.conflicts.length === 0) return [];
  return outcome.conflicts.map(({ why, resource, path }) => ({
    sentence: path.length === 0 ? why : `${path.join('.')}: ${why}`,
    resource,
  }));
}
