import type { CombinedProblem, RehearsedFile } from '../../../contract/rehearsal';
import { buildModel, updateModel } from '../../../core/fabric/model/fabric-model';
import type { ModelFile } from '../../../core/fabric/model/model-file';
import { modelFileOf } from '../../../core/fabric/model/model-file';
import { policyPath } from '../../../core/fabric/policy/policy';
import { checkCommit } from '../../../core/merge/decisions/check-commit';
import type { FileToCommit } from '../../../core/merge/decisions/check-commit';
import { combinedProblems } from '../../../core/merge/decisions/combined-problems';
import type { ListRule, MergePolicy } from '../../../core/merge/lists/list-policy';
import { mergeFile } from '../../../core/merge/merge-file';
import { isPlainlyApart } from '../../../core/merge/plainly-apart';
import { readDocuments } from '../../../core/yaml/documents';
import { repositoryPolicy } from '../../fabric/desk/repository-policy';
import { policyOfMerge } from '../merge-policy';
import { outcomeOf } from './outcome-of';
import type { AnsweredFile } from './outcome-of';

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
  /** The result as text where nobody is asked, else with the likely answers; null when it is not text. */
  readonly text: string | null;
};

export interface MergeJobs {
  readonly files: readonly FileJob[];
  /** The text of the repository's policy; null: it has none. */
  readonly policyText: string | null;
  /** Whether the texts of the results are wanted. */
  readonly texts: boolean;
}

/** The YAML of one side, and what the other and the merge of both change in it; null: the file is gone. */
export interface RulesJob {
  readonly ours: readonly { readonly path: string; readonly bytes: Uint8Array }[];
  readonly theirs: readonly { readonly path: string; readonly bytes: Uint8Array | null }[];
  readonly result: readonly { readonly path: string; readonly bytes: Uint8Array | null }[];
}

/** The work of the threads, from bytes to answers. `personal`: how the person's extensions understand lists. */
export function answerThreadQuestion(name: string, input: unknown, personal: readonly ListRule[] = []): unknown {
  switch (name) {
    case 'rules':
      return checkRules(input as RulesJob);
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

function checkRules({ ours, theirs, result }: RulesJob): CombinedProblem[] {
  const modelOf = createReader();
  const files = ours.map(({ path, bytes }) => modelOf(path, bytes));
  const policy = repositoryPolicy(files.find(({ path }) => path === policyPath)).policy;
  const changes = (side: RulesJob['theirs']): { path: string; file: ModelFile | null }[] =>
    side.map(({ path, bytes }) => ({ path, file: bytes === null ? null : modelOf(path, bytes) }));
  const before = buildModel(files, policy);
  const found = combinedProblems(before, updateModel(before, changes(theirs)), updateModel(before, changes(result)));
  return found.map(({ rule, severity, message, path, resource, related }) => ({
    ...{ rule, severity, path, resource },
    sentence: message,
    related: related.map((place) => ({ path: place.path, resource: place.resource, sentence: place.message })),
  }));
}

/** Reads each content of a path once: what the result has from a side is the side's own file, and not judged again. */
function createReader(): (path: string, bytes: Uint8Array) => ModelFile {
  const read = new Map<Uint8Array, ModelFile>();
  return (path, bytes) => {
    // One object of git is one array here, also on the other side of the thread's door.
    const known = read.get(bytes);
    if (known?.path === path) return known;
    const file = modelFileOf(path, readDocuments(decode(bytes) ?? ''));
    read.set(bytes, file);
    return file;
  };
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function decode(bytes: Uint8Array | null): string | null {
  if (bytes === null) return '';
  if (bytes.includes(0)) return null;
  try {
    return utf8.decode(bytes);
  } catch {
    // Not UTF-8: a matter for git's merge by lines.
    return null;
  }
}

const isYamlFile = (path: string): boolean => /\.ya?ml$/i.test(path);

function rehearseFile(file: FileJob, policy: MergePolicy, texts: boolean): FileAnswer {
  const [base, ours, theirs] = [decode(file.base), decode(file.ours), decode(file.theirs)];
  if (base === null || ours === null || theirs === null) return asBytes(file);
  const merged = file.merged === null ? null : decode(file.merged);
  if (merged !== null && isYamlFile(file.path) && isPlainlyApart({ base, ours, theirs, merged }, policy))
    return { outcome: 'settled', questions: [], decisions: 0, notices: [], reason: null, text: texts ? merged : null };
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
    text: texts ? outcome.suggested : null,
  };
}

function asBytes(file: FileJob): FileAnswer {
  const nothing = { questions: [], decisions: 0, notices: [], text: null };
  const reason = 'it is not UTF-8 text';
  return { outcome: file.merged === null ? 'whole' : 'settled', reason, ...nothing };
}
