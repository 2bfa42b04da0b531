import type { GateReport } from './gate/verify';
import { saysTheSame } from './gate/second-runs';
import { verifyResult } from './gate/verify';
import type { MergeOutcome } from './merge-outcome';
import type { MergeConflict, MergeNotice } from './model';
import { pathText } from './structure/context';
import { DocumentReader } from './structure/document-reader';
import type { FileRendering, FileToMerge } from './structure/merge-documents';

/**
 * Git merged the file cleanly: its bytes stand unless they break something, or the merge by structure sees a
 * contradiction that lines cannot show. Null when git's result is no clean one, or must not stand.
 *
 * The proof of the merge by structure is asked for where it decides: it costs as much as the merge.
 */
export function reconcile(
  file: FileToMerge,
  git: { readonly clean: boolean; readonly text: string },
  rendered: FileRendering,
  proof: () => GateReport,
): MergeOutcome | null {
  if (!git.clean) return null;
  const { canon, texts } = file;
  const reader = file.reader ?? new DocumentReader();
  const unasked = { conflicts: rendered.conflicts, decisions: rendered.decisions, notices: rendered.notices };
  const gate = verifyResult({ ...unasked, texts, canon, reader, result: git.text });
  const grave = gate.checks.some((check) => !check.passed && GRAVE.has(check.name));
  const contradictions = rendered.conflicts.filter(isContradiction);
  const agrees = rendered.conflicts.length > 0 || saysTheSame(git.text, rendered.text, reader) || !proof().passed;
  if (!grave && contradictions.length === 0 && agrees) return takeGit(git.text, rendered, gate);
  if (rendered.conflicts.length > 0) return null;
  return proof().passed ? asked(git.text, rendered, gate, file.file) : null;
}

const GRAVE: ReadonlySet<string> = new Set(['readable', 'doubles', 'markers', 'aliases', 'ledger']);

/** Questions that lines cannot see. Order, look-alikes and the like are git's to settle when it can. */
function isContradiction(conflict: MergeConflict): boolean {
  // Asked as a whole although both sides have it: a document whose parts do not mix, such as an encrypted one.
  if (conflict.reason === 'both-changed' && conflict.path.length === 0) return true;
  return conflict.reason === 'delete-modify' || conflict.reason === 'both-added';
}

function takeGit(text: string, rendered: FileRendering, gate: GateReport): MergeOutcome {
  const noticed: MergeNotice[] = rendered.conflicts.map(({ resource, path, why }) => ({
    resource,
    path,
    sentence: `${why} Git's merge by lines settled it.`,
  }));
  return {
    tier: 'auto',
    source: 'git',
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

/** Git's clean result and the merge by structure say different things: a person sees both. */
function asked(git: string, rendered: FileRendering, gate: GateReport, file: string): MergeOutcome {
  const broken = gate.checks.filter((check) => !check.passed).map((check) => check.evidence);
  const failed = broken.length > 0 ? broken : ['it gave a change to another entry than the one it was made for'];
  const conflict: MergeConflict = {
    id: `${file} · ${pathText([])} · git-differs`,
    level: 'structure',
    reason: 'git-differs',
    tier: 'suggest',
    resource: null,
    path: [],
    base: null,
    ours: git,
    theirs: rendered.text,
    why: `Git merged this without a question, but: ${failed.join('; ')}.`,
    alternatives: [
      { choice: 'both', label: 'Take the merge by structure', why: 'It keeps the changes of both sides, each once.' },
      { choice: 'git', label: "Take git's merge", why: '' },
    ],
  };
  const open = { base: rendered.text, ours: git, theirs: rendered.text };
  return {
    ...rendered,
    tier: 'suggest',
    source: 'structure',
    suggested: rendered.text,
    open,
    conflicts: [conflict],
    gate,
  };
}
