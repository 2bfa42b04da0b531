import type { GateReport } from './gate/verify';
import { saysTheSame } from './gate/second-runs';
import { verifyResult } from './gate/verify';
import type { MergeOutcome } from './merge-outcome';
import type { ConflictAlternative, MergeConflict, MergeNotice } from './model';
import { pathText } from './structure/context';
import { DocumentReader } from './structure/document-reader';
import type { FileRendering, FileToMerge } from './structure/merge-documents';
import { renderFile } from './structure/merge-documents';
import { holdsSealed } from './text/sealed-lines';

/** A merge of the whole file by lines: git's own, or ours in its stead. */
export interface MergeByLines {
  readonly clean: boolean;
  readonly text: string;
  readonly byGit: boolean;
}

type Taken = Pick<MergeByLines, 'text' | 'byGit'>;

/**
 * Git merged the file cleanly: its bytes stand unless they break something, or the merge by structure sees a
 * contradiction that lines cannot show. Null when git's result is no clean one, or must not stand;
 * also when ours stands in for it and there are questions, because git may have had them too.
 *
 * The proof of the merge by structure is asked for where it decides: it costs as much as the merge.
 */
export function reconcile(
  file: FileToMerge,
  git: MergeByLines,
  rendered: FileRendering,
  proof: () => GateReport,
): MergeOutcome | null {
  if (!git.clean || (!git.byGit && rendered.conflicts.length > 0)) return null;
  const { canon, texts } = file;
  const reader = file.reader ?? new DocumentReader();
  // An open doubt hides what is below it: looked at with every doubt settled as git settles it, by taking both.
  const together = rendered.conflicts.length > 0 ? renderFile(file, 'together') : rendered;
  const conflicts = together.conflicts.filter(({ reason }) => !MIXES.has(reason));
  const unasked = { conflicts, decisions: together.decisions, notices: together.notices };
  const gate = verifyResult({ ...unasked, texts, canon, reader, file: file.file, result: git.text });
  const grave = gate.checks.some((check) => !check.passed && GRAVE.has(check.name));
  const contradictions = together.conflicts.filter(isContradiction);
  const agrees =
    conflicts.length > 0 ||
    saysTheSame(git.text, together.text, reader) ||
    !(
      rendered === together
        ? proof()
        : verifyResult({ ...together, conflicts, texts, canon, reader, file: file.file, result: together.text })
    ).passed;
  if (!grave && contradictions.length === 0 && agrees) return takeGit(git, rendered, gate);
  if (rendered.conflicts.length > 0) return null;
  return asked(git, rendered, gate, { file: file.file, proof: proof() });
}

const GRAVE: ReadonlySet<string> = new Set([
  'readable',
  'doubles',
  'markers',
  'aliases',
  'expanded',
  'schema',
  'build',
  'ledger',
]);

/** Questions that are settled by taking the changes of both sides, which is what a clean merge by lines does. */
const MIXES: ReadonlySet<string> = new Set(['coupled', 'order', 'look-alike', 'both-renamed']);

const CONTRADICTIONS: ReadonlySet<string> = new Set(['delete-modify', 'both-added', 'both-replaced', 'rule-broken']);

/** Questions that lines cannot see. Order, look-alikes and the like are git's to settle when it can. */
function isContradiction(conflict: MergeConflict): boolean {
  // Asked as a whole although both sides have it: a document whose parts do not mix, such as an encrypted one.
  if (conflict.reason === 'both-changed' && conflict.path.length === 0) return true;
  // One resource became several: git puts the other side's change into the one that stands in its place.
  if (conflict.reason === 'rename-modify' && conflict.tier === 'ask') return true;
  const isSet = conflict.reason === 'both-changed' || conflict.reason === 'text';
  return (isSet && isSealedValue(conflict)) || CONTRADICTIONS.has(conflict.reason);
}

const isSealedValue = ({ base, ours, theirs }: MergeConflict): boolean =>
  [base, ours, theirs].some((written) => written !== null && holdsSealed(written));

function takeGit({ text, byGit }: Taken, rendered: FileRendering, gate: GateReport): MergeOutcome {
  const noticed: MergeNotice[] = rendered.conflicts.map(({ resource, path, why }) => ({
    resource,
    path,
    sentence: `${why} Git's merge by lines settled it.`,
  }));
  return {
    tier: 'auto',
    source: byGit ? 'git' : 'text',
    text,
    suggested: text,
    open: { base: text, ours: text, theirs: text },
    conflicts: [],
    decisions: [],
    notices: noticed,
    fallbacks: rendered.fallbacks,
    gate,
  };
}

const wholeQuestion = (file: string): string => `${file} · ${pathText([])} · git-differs`;

/** What a person chose of two whole results; null when that was not the question. The merge by structure needs no help. */
export function chosenWhole(file: FileToMerge, git: MergeByLines, rendered: FileRendering): MergeOutcome | null {
  const choice = file.choices[wholeQuestion(file.file)];
  if (!git.clean || choice === undefined || choice === 'both' || choice === 'theirs') return null;
  const text = typeof choice === 'object' ? choice.value : choice === 'base' ? file.texts.base : git.text;
  const decisions = [
    { resource: null, path: [], rule: "a person's choice: git-differs", took: 'merged' as const },
    ...rendered.decisions,
  ];
  const { canon, texts } = file;
  const given = { conflicts: [], decisions, notices: rendered.notices, madeByPerson: true, file: file.file };
  const gate = verifyResult({ ...given, texts, canon, result: text, ...(file.reader && { reader: file.reader }) });
  return { ...takeGit({ text, byGit: git.byGit }, { ...rendered, conflicts: [] }, gate), decisions };
}

/** Git's clean result does not stand, or says something else than the merge by structure: a person sees both. */
function asked(
  { text: git, byGit }: Taken,
  rendered: FileRendering,
  gate: GateReport,
  { file, proof }: { readonly file: string; readonly proof: GateReport },
): MergeOutcome {
  const faults = (report: GateReport): string[] =>
    report.checks.filter((check) => !check.passed).map((check) => check.evidence.replace(/\.$/, ''));
  const broken = faults(gate);
  const failed = broken.length > 0 ? broken : ['it gave a change to another entry than the one it was made for'];
  const structure: ConflictAlternative = {
    choice: 'both',
    label: 'Take the merge by structure',
    why: proof.passed
      ? 'It keeps the changes of both sides, each once.'
      : `It has a fault too: ${faults(proof).join('; ')}.`,
  };
  const byLines: ConflictAlternative = {
    choice: 'git',
    label: byGit ? "Take git's merge" : 'Take the merge by lines',
    why: '',
  };
  const tier = proof.passed ? 'suggest' : 'ask';
  const conflict: MergeConflict = {
    id: wholeQuestion(file),
    level: 'structure',
    reason: 'git-differs',
    tier,
    resource: null,
    path: [],
    base: null,
    ours: git,
    theirs: rendered.text,
    why: `${byGit ? 'Git merged this' : 'Merged by lines, this is'} without a question, but: ${failed.join('; ')}.`,
    alternatives: [structure, byLines],
  };
  const open = { base: rendered.text, ours: git, theirs: rendered.text };
  return { ...rendered, tier, source: 'structure', suggested: rendered.text, open, conflicts: [conflict], gate };
}
