import type { ConflictChoice } from './model';
import type { AnyRendering } from './structure/context';
import { MergeContext } from './structure/context';
import { mergeDocumentText } from './structure/merge-lines';
import { Version } from './structure/version';
import type { GateReport } from './gate/verify';
import type { MergeOutcome } from './merge-outcome';
import type { MergePolicy } from './lists/list-policy';
import { Canon } from './structure/canon';
import type { MergeByLines } from './reconcile';
import { splitLines } from '../diff/lines';
import { linesUnder } from './text/choices';
import type { Double } from './text/doubles';
import { isYamlOrTemplatePath, newDoubles } from './text/doubles';
import type { ThreeTexts } from './text/regions';
import type { LinePlan } from './text/sealed-lines';
import { planLines } from './text/sealed-lines';
import { readMarkers } from './text/markers';

interface TextInput {
  readonly path: string;
  readonly policy?: MergePolicy;
  readonly choices?: Readonly<Record<string, ConflictChoice>>;
}

/**
 * Merges a whole file by lines, with the reason why it is not merged by structure. Git's clean result stays as it is,
 * unless both sides changed one block of ciphertext or a key or resource stands twice in it.
 */
export function mergeAsText(
  texts: ThreeTexts,
  git: MergeByLines,
  input: TextInput,
  reason: string,
  mayMergeLineWise = true,
): MergeOutcome {
  const render = (rendering: AnyRendering, plan: LinePlan, isOpen = false): Rendered => {
    const context = contextOf(texts, isOpen ? { ...input, choices: {} } : input, rendering);
    return { text: mergeDocumentText(context, texts, mayMergeLineWise ? 'lines' : 'none', plan).text, context };
  };
  const sealed = planLines(texts);
  const takesGit = git.clean && sealed.asked.size === 0;
  const doubles = newDoubles(
    input.path,
    [texts.ours, texts.theirs],
    takesGit ? git.text : render('base', sealed, true).text,
  );
  const plan = doubles.length === 0 ? sealed : withDoubles(sealed, texts, doubles);
  // People read of a YAML file that its structure was looked at: where it was not, they are told.
  const notices = isYamlOrTemplatePath(input.path) ? [byLinesOnly(reason)] : [];
  const fallbacks = [{ resource: null, reason }];
  if (takesGit && doubles.length === 0) {
    const open = { base: git.text, ours: git.text, theirs: git.text };
    return {
      tier: 'auto',
      source: git.byGit ? 'git' : 'text',
      text: git.text,
      suggested: git.text,
      open,
      conflicts: [],
      decisions: [],
      notices,
      fallbacks,
      gate: gateOf(texts, git.text, doubles),
    };
  }
  const { text, context } = render('base', plan);
  const { conflicts, decisions } = context;
  const isLikely = conflicts.every(({ tier }) => tier === 'suggest');
  return {
    tier: conflicts.length === 0 ? 'auto' : isLikely ? 'suggest' : 'ask',
    source: 'text',
    text,
    suggested: render('suggested', plan).text,
    open: { base: text, ours: render('ours', plan).text, theirs: render('theirs', plan).text },
    conflicts,
    decisions,
    notices: [...context.notices, ...notices],
    fallbacks,
    gate: gateOf(
      texts,
      text,
      doubles.length === 0 ? doubles : newDoubles(input.path, [texts.ours, texts.theirs], text),
    ),
  };
}

interface Rendered {
  readonly text: string;
  readonly context: MergeContext;
}

function contextOf(
  texts: ThreeTexts,
  { path, policy = {}, choices = {} }: TextInput,
  rendering: AnyRendering,
): MergeContext {
  const versions = {
    base: new Version('base', texts.base),
    ours: new Version('ours', texts.ours),
    theirs: new Version('theirs', texts.theirs),
  };
  const canon = new Canon();
  return new MergeContext({ versions, file: path, kind: null, resource: null, policy, choices, rendering, canon });
}

const byLinesOnly = (reason: string): MergeOutcome['notices'][number] => ({
  resource: null,
  path: [],
  sentence: `Merged by lines only (${reason}): of its structure, only keys and resources that stand twice were looked for.`,
});

/** The changes that put the second one there are asked about: what stands twice is no matter of lines. */
function withDoubles({ regions, asked }: LinePlan, texts: ThreeTexts, doubles: readonly Double[]): LinePlan {
  const sides = { base: splitLines(texts.base), ours: splitLines(texts.ours), theirs: splitLines(texts.theirs) };
  const all = new Map(asked);
  for (const region of regions) {
    const changed = [...linesUnder(sides, region, 'ours'), ...linesUnder(sides, region, 'theirs')];
    const found = doubles.find(({ lines }) => changed.some((line) => lines.has(line.trim())));
    if (found) all.set(region.id, whyDouble(found));
  }
  // Lines that no change holds as they are: then any of them may have done it.
  const [first] = doubles;
  if (all.size === asked.size && first) for (const { id } of regions) all.set(id, whyDouble(first));
  return { regions, asked: all };
}

const whyDouble = ({ words }: Double): string => `With the changes of both sides ${words} stands twice.`;

function gateOf({ base, ours, theirs }: ThreeTexts, result: string, doubles: readonly Double[]): GateReport {
  const { length: markers } = readMarkers(result, [base, ours, theirs]).markers;
  const checks: GateReport['checks'] = [
    { name: 'markers', passed: markers === 0, evidence: `${markers} conflict markers` },
    {
      name: 'doubles',
      passed: doubles.length === 0,
      evidence: `${doubles.length} keys or resources stand twice that do so on neither side`,
    },
  ];
  return { passed: checks.every(({ passed }) => passed), checks };
}
