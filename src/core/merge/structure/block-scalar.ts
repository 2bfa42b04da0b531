import type { YamlScalar } from '../../yaml/nodes';
import type { MergePath, VersionName } from '../model';
import { mergeLineWise } from '../text/line-wise';
import type { TextMerge } from '../text/regions';
import { isClean, mergeText } from '../text/regions';
import { planLines } from '../text/sealed-lines';
import type { MergeContext } from './context';
import { dedent } from './indent';
import type { MemberSlot, RenderedMember } from './leaf';
import type { Member } from './version';

interface Block {
  readonly header: string;
  readonly content: string;
  readonly indent: number;
}

/**
 * Merges the lines of three literal block scalars; null when they are not, or when the sides' lines meet. Every line
 * that a side added is in the result: this is checked, not assumed.
 */
export function mergeBlockScalars(context: MergeContext, slot: MemberSlot, path: MergePath): RenderedMember | null {
  const { base, ours, theirs } = slot;
  if (!base || !ours || !theirs) return null;
  const [b, o, t] = [read(context, 'base', base), read(context, 'ours', ours), read(context, 'theirs', theirs)];
  if (!b || !o || !t || b.header !== o.header || b.header !== t.header) return null;
  const texts = { base: b.content, ours: o.content, theirs: t.content };
  const merge = mergeText(texts);
  if (planLines(texts, merge.regions).asked.size > 0) return null;
  const lines = isClean(merge) ? merge.result.split('\n') : lineWiseResult(merge, b, o, t);
  if (!lines || merge.regions.length === 0) return null;
  if (!holdsAdded(lines, b, o) || !holdsAdded(lines, b, t)) return null;
  const version = context.versions.ours;
  const pad = ' '.repeat(o.indent);
  const content = lines.map((line) => (line === '' ? '' : pad + line)).join('\n');
  const head = ' '.repeat(ours.indent) + version.slice(ours.start, ours.value.valueStart);
  const text = `${head}${o.header}\n${content}\n`;
  context.decided(path, 'lines of a text merged', 'merged');
  const result = lines.join('\n');
  const kept = o.header.includes('-') ? result : `${result}\n`;
  return { text, indent: ours.indent, value: context.canon.marked(context.canon.text(kept), ours.value) };
}

function lineWiseResult(merge: TextMerge, base: Block, ours: Block, theirs: Block): string[] | null {
  const [before, own, other] = [base.content.split('\n'), ours.content.split('\n'), theirs.content.split('\n')];
  const result: (readonly string[])[] = [];
  let at = 0;
  for (const region of merge.regions) {
    result.push(before.slice(at, region.base.start));
    at = region.base.end;
    const [b, o, t] = [
      before.slice(region.base.start, region.base.end),
      own.slice(region.ours.start, region.ours.end),
      other.slice(region.theirs.start, region.theirs.end),
    ];
    const lines = region.kind === 'conflict' ? mergeLineWise(b, o, t) : region.kind === 'theirs-only' ? t : o;
    if (!lines) return null;
    result.push(lines);
  }
  return [...result, before.slice(at)].flat();
}

function read(context: MergeContext, side: VersionName, member: Member): Block | null {
  const { value } = member;
  if (value.kind !== 'scalar' || !isPlainLiteral(value)) return null;
  // Blanks at the end of the last line are part of the text, though not of the node's place.
  const { text } = context.versions[side];
  const lineEnd = text.indexOf('\n', value.end);
  const source = text.slice(value.valueStart, lineEnd < 0 ? text.length : lineEnd);
  const newline = source.indexOf('\n');
  const header = source.slice(0, newline);
  if (newline < 0 || !/^\|-?$/.test(header.trimEnd())) return null;
  const body = source.slice(newline + 1);
  const first = body.split('\n').find((line) => line.trim() !== '');
  if (first === undefined || body.includes('\t')) return null;
  const indent = first.length - first.trimStart().length;
  const content = dedent(body);
  const tooShort = body.split('\n').some((line) => line.trim() !== '' && !line.startsWith(' '.repeat(indent)));
  return tooShort ? null : { header: header.trimEnd(), content, indent };
}

function isPlainLiteral(value: YamlScalar): boolean {
  return value.style === 'literal' && typeof value.value === 'string';
}

/** Whether every line that is more frequent in a side than in the base is as frequent in the result. */
function holdsAdded(result: readonly string[], base: Block, side: Block): boolean {
  const count = (lines: readonly string[]): Map<string, number> => {
    const counts = new Map<string, number>();
    for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1);
    return counts;
  };
  const before = count(base.content.split('\n'));
  const after = count(result);
  for (const [line, times] of count(side.content.split('\n'))) {
    if (times > (before.get(line) ?? 0) && (after.get(line) ?? 0) < times) return false;
  }
  return true;
}
