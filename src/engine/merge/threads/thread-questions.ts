import type { RehearsedFile } from '../../../contract/rehearsal';
import { checkCommit } from '../../../core/merge/decisions/check-commit';
import type { FileToCommit } from '../../../core/merge/decisions/check-commit';
import type { ListRule, MergePolicy } from '../../../core/merge/lists/list-policy';
import { mergeFile } from '../../../core/merge/merge-file';
import { isPlainlyApart } from '../../../core/merge/plainly-apart';
import { policyOfMerge } from '../merge-policy';
import { outcomeOf } from './outcome-of';
import type { AnsweredFile } from './outcome-of';
import { decodeBytes } from './decode-bytes';
import { createRulesDesk } from './rules-desk';
import type { FileVersion, SidesJob } from './rules-desk';

/** Three versions of one file as bytes; null where there is none. */
export interface FileJob {
  readonly path: string;
  readonly base: Uint8Array | null;
  readonly ours: Uint8Array;
  readonly theirs: Uint8Array;
  /** What git made of it; null: a conflict. */
  readonly merged: Uint8Array | null;
}

export type FileAnswer = Pick<RehearsedFile, 'outcome' | 'questions' | 'decisions' | 'notices' | 'reason'> & {
  /** The result, with the likely answers where somebody is asked; null: git's own stands, or it is no text. */
  readonly text: string | null;
};

export interface MergeJobs {
  readonly files: readonly FileJob[];
  /** The text of the repository's policy; null: it has none. */
  readonly policyText: string | null;
  /** Whether the texts of the results are wanted. */
  readonly texts: boolean;
}

/** The work of the threads, from bytes to answers. `personal`: how the person's extensions understand lists. */
export function threadAnswers(personal: readonly ListRule[] = []): (name: string, input: unknown) => unknown {
  const rules = createRulesDesk();
  return (name, input) => {
    if (name === 'read-sides') return rules.readSides(input as SidesJob);
    if (name === 'judge-result') return rules.judgeResult(input as readonly FileVersion[]);
    return answerMergeQuestion(name, input, personal);
  };
}

function answerMergeQuestion(name: string, input: unknown, personal: readonly ListRule[]): unknown {
  switch (name) {
    case 'outcomes':
      return (input as readonly AnsweredFile[]).map((file) => outcomeOf(file, personal));
    case 'gate':
      return checkCommit(input as readonly FileToCommit[]);
    case 'merge': {
      const { files, policyText, texts } = input as MergeJobs;
      const policy = policyOfMerge(policyText, personal);
      return files.map((file) => rehearseFile(file, policy, texts));
    }
    default:
      throw new Error(`unknown question ${name}`);
  }
}

const isYamlFile = (path: string): boolean => /\.ya?ml$/i.test(path);

function rehearseFile(file: FileJob, policy: MergePolicy, texts: boolean): FileAnswer {
  const [base, ours, theirs] = [decodeBytes(file.base), decodeBytes(file.ours), decodeBytes(file.theirs)];
  if (base === null || ours === null || theirs === null) return asBytes(file);
  const merged = file.merged === null ? null : decodeBytes(file.merged);
  if (merged !== null && isYamlFile(file.path) && isPlainlyApart({ base, ours, theirs, merged }, policy))
    return { outcome: 'settled', questions: [], decisions: 0, notices: [], reason: null, text: null };
  const gitResult = merged === null ? { clean: false, text: '' } : { clean: true, text: merged };
  const outcome = mergeFile({ path: file.path, base, ours, theirs, policy, gitResult });
  return {
    outcome: outcome.conflicts.length === 0 ? 'settled' : outcome.tier === 'suggest' ? 'suggests' : 'asks',
    questions: outcome.conflicts.map(({ level, reason, tier, resource, path, why }) => ({
      ...{ level, reason, tier, resource, why },
      path: [...path],
    })),
    decisions: outcome.decisions.length,
    notices: outcome.notices.map(({ sentence }) => sentence),
    reason: outcome.fallbacks[0]?.reason ?? null,
    text: texts && outcome.suggested !== merged ? outcome.suggested : null,
  };
}

function asBytes(file: FileJob): FileAnswer {
  const nothing = { questions: [], decisions: 0, notices: [], text: null };
  const reason = 'it is not UTF-8 text';
  return { outcome: file.merged === null ? 'whole' : 'settled', reason, ...nothing };
}
