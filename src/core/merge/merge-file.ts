import type { ConflictChoice, MergeNotice, Tier } from './model';
import type { MergeOutcome } from './merge-outcome';
import type { MergePolicy } from './lists/list-policy';
import type { GateReport } from './gate/verify';
import { checkBySecondRuns } from './gate/second-runs';
import { lostComments, verifyResult } from './gate/verify';
import { Canon } from './structure/canon';
import { DocumentReader } from './structure/document-reader';
import { NotByStructure } from './structure/indent';
import type { FileRendering, FileToMerge } from './structure/merge-documents';
import { renderFile } from './structure/merge-documents';
import { pairDocuments } from './structure/pair-documents';
import type { MergeByLines } from './reconcile';
import { chosenWhole, reconcile } from './reconcile';
import { askAboutSealed, isSealedText } from './sealed-file';
import { mergeAsText } from './text-only';
import { isArmoured } from './text/armour';
import type { ThreeTexts } from './text/regions';
import { isYamlOrTemplatePath } from './text/doubles';
import { isClean, mergeText } from './text/regions';
import type { TextAttributes } from './text/attributes';
import { joinAttributes, mergeAttributes, splitThree } from './text/attributes';

export interface MergeFileInput extends ThreeTexts {
  /** Raw texts: byte order mark and line ends as they are. `path` tells kustomizations and the like. */
  readonly path: string;
  readonly policy?: MergePolicy;
  /**
   * Git's own merge of the same three versions, where it was made. Else our merge by lines stands in for it: that one
   * may be clean where git is not, so it settles no question that the structure has.
   */
  readonly gitResult?: { readonly clean: boolean; readonly text: string } | null;
  /** Answers to conflicts of an earlier outcome, by conflict id. */
  readonly choices?: Readonly<Record<string, ConflictChoice>>;
  /** What a result by structure was found to break that neither side breaks: such a result is not taken. */
  readonly brokenRule?: string;
}

const LIMIT_CHARACTERS = 5_000_000;
const LIMIT_LINES = 50_000;
const PASSED: GateReport = { passed: true, checks: [] };

/**
 * Merges three versions of one file by what they say, and proves the result before it is offered.
 *
 * Pure and deterministic. A conflict is answered by calling again with its id in `choices`.
 */
export function mergeFile(input: MergeFileInput): MergeOutcome {
  const sides = splitThree(input);
  const texts = { base: sides.base.body, ours: sides.ours.body, theirs: sides.theirs.body };
  const attributes = mergeAttributes(sides.base.attributes, sides.ours.attributes, sides.theirs.attributes);
  const notices = attributes.notices.map((sentence) => ({ resource: null, path: [], sentence }));
  const finish = (outcome: MergeOutcome): MergeOutcome => withAttributes(outcome, attributes.attributes, notices);
  const trivial = oneSide(texts);
  if (trivial !== null) return finish(whole(trivial));
  const isSealed = Object.values(texts).some(isYamlOrTemplatePath(input.path) ? isArmoured : isSealedText);
  if (isSealed) return finish(askAboutSealed(texts, input));
  const git = mergeByLines(input, texts);
  const reason = reasonForText(input.path, texts, sides.ours.attributes);
  if (reason !== null) return finish(mergeAsText(texts, git, input, reason));
  const canon = new Canon();
  const reader = new DocumentReader();
  try {
    const paired = pairDocuments(texts, reader);
    const file: FileToMerge = {
      texts,
      file: input.path,
      policy: input.policy ?? {},
      choices: input.choices ?? {},
      paired,
      canon,
      reader,
    };
    return finish(byStructure(file, git, input));
  } catch (error) {
    if (!(error instanceof NotByStructure)) throw error;
    return finish(mergeAsText(texts, git, input, error.message));
  }
}

function oneSide({ base, ours, theirs }: ThreeTexts): string | null {
  if (ours === theirs || theirs === base) return ours;
  return ours === base ? theirs : null;
}

function whole(text: string): MergeOutcome {
  const open = { base: text, ours: text, theirs: text };
  const nothing = { conflicts: [], decisions: [], notices: [], fallbacks: [] };
  return { tier: 'auto', source: 'side', text, suggested: text, open, ...nothing, gate: PASSED };
}

function mergeByLines(input: MergeFileInput, texts: ThreeTexts): MergeByLines {
  if (input.gitResult) return { clean: input.gitResult.clean, text: asBody(input.gitResult.text), byGit: true };
  const merge = mergeText(texts);
  return { clean: isClean(merge), text: merge.result, byGit: false };
}

function asBody(text: string): string {
  const plain = text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
  return plain === '' || plain.endsWith('\n') ? plain : plain + '\n';
}

function reasonForText(path: string, texts: ThreeTexts, attributes: TextAttributes): string | null {
  if (!isYamlOrTemplatePath(path)) return 'not a YAML file';
  if (attributes.lineEnds === 'mixed') return 'line ends of both styles in one version';
  const sizes = [texts.base, texts.ours, texts.theirs];
  if (sizes.some((text) => text.length > LIMIT_CHARACTERS)) return 'the file is larger than 5 MB';
  if (sizes.some((text) => countLines(text) > LIMIT_LINES)) return 'the file has more than 50,000 lines';
  if (sizes.some((text) => /^\s*\t/m.test(text) && /^ *\t+[\w-]+:/m.test(text))) return 'tabs as indentation';
  return null;
}

function countLines(text: string): number {
  let count = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
  return count;
}

function byStructure(file: FileToMerge, git: MergeByLines, input: MergeFileInput): MergeOutcome {
  const rendered = renderFile(file, 'base');
  let known: GateReport | null = null;
  const proof = (): GateReport => (known ??= withSecondRuns(file, rendered, verify(file, rendered)));
  // Git's text knows nothing of a person's answers: once there are some, the merge that has them stands, proven or not.
  const answered = Object.keys(file.choices).length > 0;
  const reconciled = answered ? chosenWhole(file, git, rendered) : reconcile(file, git, rendered, proof);
  if (reconciled) return reconciled;
  const gate = proof();
  if (rendered.conflicts.length === 0) {
    if (!gate.passed && !answered) {
      const failed = gate.checks.filter((check) => !check.passed).map((check) => `${check.name}: ${check.evidence}`);
      return { ...mergeAsText(file.texts, git, input, `the proof failed (${failed.join('; ')})`, false), gate };
    }
    if (input.brokenRule !== undefined)
      return mergeAsText(file.texts, git, input, `together both changes break a rule: ${input.brokenRule}`, false);
    const { text } = rendered;
    return {
      ...rendered,
      notices: [...rendered.notices, ...(answered ? [] : lostWithRemovals(file, text))],
      tier: 'auto',
      source: 'structure',
      suggested: text,
      open: { base: text, ours: text, theirs: text },
      gate,
    };
  }
  const open = {
    base: rendered.text,
    ours: renderFile(file, 'ours').text,
    theirs: renderFile(file, 'theirs').text,
  };
  // What an open doubt hides is asked when it is answered: the file is then more than a key press away from done.
  const suggestion = renderFile(file, 'suggested');
  const asked = [...rendered.conflicts, ...suggestion.conflicts];
  const tier: Tier = asked.every((conflict) => conflict.tier === 'suggest') ? 'suggest' : 'ask';
  return { ...rendered, tier, source: 'structure', suggested: suggestion.text, open, gate };
}

/** A comment may go with what the other side removed or replaced, but not without a word. */
function lostWithRemovals({ texts, reader }: FileToMerge, result: string): MergeNotice[] {
  const lost = lostComments({ texts, result, ...(reader && { reader }) });
  return lost.map((comment) => ({
    resource: null,
    path: [],
    sentence: `A comment went with what stood at its place: ${comment.slice(0, 120)}`,
  }));
}

function verify(file: FileToMerge, rendered: FileRendering): GateReport {
  const { text: result, ...rest } = rendered;
  return verifyResult({
    ...rest,
    result,
    file: file.file,
    texts: file.texts,
    canon: file.canon,
    ...(file.reader && { reader: file.reader }),
  });
}

/** An automatic result of our own has to stand two more merges; questions and git's result do not. */
function withSecondRuns(file: FileToMerge, rendered: FileRendering, gate: GateReport): GateReport {
  const answered = Object.keys(file.choices).length > 0;
  if (rendered.conflicts.length > 0 || answered || !gate.passed) return gate;
  const checks = checkBySecondRuns(file, rendered.text);
  // An entry that looks like a removed one may be taken for it the second time: worth showing, no fault of the result.
  const passed = checks.every((check) => check.passed || check.name === 'absorption');
  return { passed, checks: [...gate.checks, ...checks] };
}

function withAttributes(
  outcome: MergeOutcome,
  attributes: TextAttributes,
  notices: readonly MergeNotice[],
): MergeOutcome {
  const join = (text: string): string => joinAttributes(text, attributes);
  return {
    tier: outcome.tier,
    source: outcome.source,
    text: join(outcome.text),
    suggested: join(outcome.suggested),
    open: { base: join(outcome.open.base), ours: join(outcome.open.ours), theirs: join(outcome.open.theirs) },
    conflicts: outcome.conflicts,
    decisions: outcome.decisions,
    notices: [...outcome.notices, ...notices],
    fallbacks: outcome.fallbacks,
    gate: outcome.gate,
  };
}
