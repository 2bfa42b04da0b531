import type { ConflictAlternative } from '../model';
import { splitLines } from '../../diff/lines';
import type { ThreeLines } from '../text/choices';
import { linesUnder } from '../text/choices';
import { sideThatChangedBetween, sideThatMadeBoth, sideWithAllChanges } from '../text/contained';
import { mergeLineWise } from '../text/line-wise';
import { isYamlOrTemplatePath, newDoubles, repeatsSetting } from '../text/doubles';
import type { MergeRegion, ThreeTexts } from '../text/regions';
import type { LinePlan } from '../text/sealed-lines';
import { planLines } from '../text/sealed-lines';
import type { ConflictDraft, MergeContext } from './context';
import type { RenderedDocument } from './merge-document';
import type { ConflictPlace, Island, Room } from './template-islands';
import { mergeIsland } from './template-islands';

/**
 * What settles a conflict of lines without a person. `none`: nothing does. `lines`: what lines alone show. `template`:
 * also the structure between the lines of a template.
 */
type LineRules = 'none' | 'lines' | 'template';

/** Merges one document by lines, each conflict a question of its own. */
export function mergeDocumentText(
  context: MergeContext,
  texts: ThreeTexts,
  rules: LineRules,
  plan: LinePlan = planLines(texts),
): RenderedDocument {
  const mark = context.mark();
  const text = mergeLines(context, texts, rules, plan);
  const isDoubled =
    rules === 'template' && newDoubles(context.options.file, [texts.ours, texts.theirs], text).length > 0;
  if (!isDoubled) return { text, value: null };
  // Parts of a template know nothing of each other: a key may stand in two of them.
  context.rewind(mark);
  return { text: mergeLines(context, texts, 'lines', plan), value: null };
}

function mergeLines(context: MergeContext, texts: ThreeTexts, rules: LineRules, plan: LinePlan): string {
  const sides = { base: splitLines(texts.base), ours: splitLines(texts.ours), theirs: splitLines(texts.theirs) };
  const lines = sides.base;
  // Chunks, not lines: a call with a hundred thousand arguments ends in a stack overflow.
  const result: (readonly string[])[] = [];
  let at = 0;
  for (const [index, region] of plan.regions.entries()) {
    const because = plan.asked.get(region.id);
    const room: Room = {
      before: region.base.start - at,
      after: (plan.regions[index + 1]?.base.start ?? lines.length) - region.base.end,
    };
    const settled =
      region.kind === 'conflict' || because !== undefined
        ? because === undefined && settle(context, { sides, region, room }, rules)
        : { before: 0, after: 0, lines: linesUnder(sides, region, region.kind === 'theirs-only' ? 'theirs' : 'ours') };
    const { before, after, ...own } = settled || { before: 0, after: 0, lines: asked(context, sides, region, because) };
    result.push(lines.slice(at, region.base.start - before), own.lines);
    at = region.base.end + after;
  }
  return [...result, lines.slice(at)].flat().join('\n');
}

/** The lines of a conflict that no person need look at, with unchanged ones around it; null where one has to. */
function settle(context: MergeContext, place: ConflictPlace, rules: LineRules): Island | null {
  if (rules === 'none') return null;
  const { sides, region } = place;
  const [before, own, other] = [
    linesUnder(sides, region, 'base'),
    linesUnder(sides, region, 'ours'),
    linesUnder(sides, region, 'theirs'),
  ];
  const lineWise = mergeLineWise(before, own, other);
  if (lineWise) {
    context.decided([], 'lines next to each other, each changed by one side', 'both');
    return { before: 0, after: 0, lines: lineWise };
  }
  const whole = isYamlOrTemplatePath(context.options.file)
    ? (sideThatMadeBoth(before, own, other) ?? sideThatChangedBetween(before, own, other))
    : null;
  if (whole !== null) {
    context.decided([], `${whole === 'ours' ? 'Ours' : 'Theirs'} made both changes to these lines`, whole);
    return { before: 0, after: 0, lines: linesUnder(sides, region, whole) };
  }
  const island = rules === 'template' ? mergeIsland(context, place) : null;
  if (island) context.decided([], 'members between the lines of a template, merged by structure', 'both');
  return island;
}

function asked(
  context: MergeContext,
  sides: ThreeLines,
  region: MergeRegion,
  because: string | undefined,
): readonly string[] {
  const [before, own, other] = [
    linesUnder(sides, region, 'base'),
    linesUnder(sides, region, 'ours'),
    linesUnder(sides, region, 'theirs'),
  ];
  const choice = context.ask(aboutLines(context.options.file, region, { before, own, other }, because));
  if (typeof choice === 'object') return choice.value.split('\n');
  return linesUnder(sides, region, choice === 'both' ? 'ours-then-theirs' : choice === 'git' ? 'base' : choice);
}

interface ChangedLines {
  readonly before: readonly string[];
  readonly own: readonly string[];
  readonly other: readonly string[];
}

/** `because`: why the lines are asked about although they could be put together; then nothing is suggested. */
function aboutLines(
  file: string,
  region: MergeRegion,
  { before, own, other }: ChangedLines,
  because: string | undefined,
): ConflictDraft {
  const found = because === undefined ? sideWithAllChanges(before, own, other) : null;
  // Of a setting that stands twice the reader takes one: which one is no matter of lines.
  const whole = found !== null && repeatsSetting(file, found === 'ours' ? own : other) ? null : found;
  const takes: ConflictAlternative[] = [
    { choice: 'ours', label: 'Take ours', why: whole === 'ours' ? HOLDS_ALL : '' },
    { choice: 'theirs', label: 'Take theirs', why: whole === 'theirs' ? HOLDS_ALL : '' },
  ];
  return {
    reason: 'text',
    tier: whole === null ? 'ask' : 'suggest',
    path: [`[line ${region.base.start + 1}]`],
    base: before.join('\n'),
    ours: own.join('\n'),
    theirs: other.join('\n'),
    why: because ?? 'Both sides changed these lines.',
    alternatives: [...(whole === 'theirs' ? takes.reverse() : takes), ...(because === undefined ? [TAKE_BOTH] : [])],
  };
}

const HOLDS_ALL = 'Its lines hold every change of the other side.';
const TAKE_BOTH: ConflictAlternative = { choice: 'both', label: 'Take both, ours first', why: '' };
