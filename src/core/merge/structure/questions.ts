import type { YamlNode } from '../../yaml/nodes';
import type { ConflictAlternative, MergePath, SideName, VersionName } from '../model';
import type { Containers } from './align-members';
import { mergeBlockScalars } from './block-scalar';
import type { MergeContext } from './context';
import type { MemberSlot, RenderedMember } from './leaf';
import { asWritten } from './leaf';
import { isAddedUnion, listTogether } from './added-lists';
import { suggestValues } from './suggestions';
import type { Member } from './version';
import { isVolatilePath, laterOf } from './volatile';
import { mergeWrittenLists, writtenListsTogether } from './written-list';

type Write = (side: VersionName) => RenderedMember | null;

/** A member as one version has it; null where it has none. */
export function writtenAs(
  context: MergeContext,
  slot: MemberSlot,
  nodes: Containers,
  side: VersionName,
): RenderedMember | null {
  const member = slot[side];
  return member ? asWritten(context, side, member, nodes[side]?.flow === true) : null;
}

/** One side removed the member: gone when the other left its content alone, otherwise always a question. */
export function settleDeleted(
  context: MergeContext,
  slot: MemberSlot,
  path: MergePath,
  write: Write,
): RenderedMember | null {
  const { base, ours, theirs } = slot;
  const kept = ours ?? theirs;
  if (!base || !kept) return null;
  const remover: SideName = ours ? 'theirs' : 'ours';
  if (context.canon.of(kept.value) === context.canon.of(base.value) || isVolatilePath(path, context.options.policy)) {
    const touched = context.source(ours ? 'ours' : 'theirs', kept.value) !== context.source('base', base.value);
    if (touched) context.notice(path, `Removed by ${remover}; the other side had only changed its comments or layout.`);
    context.decided(path, 'removed by one side, unchanged on the other', remover);
    return null;
  }
  const keeper: SideName = ours ? 'ours' : 'theirs';
  const alternatives: ConflictAlternative[] = [
    { choice: remover, label: `Remove it, as ${remover}`, why: 'A removal was mostly meant for whatever stood there.' },
    { choice: keeper, label: `Keep it, as ${keeper} changed it`, why: 'The change would be lost with it.' },
  ];
  return resolved(context, slot, write, {
    reason: 'delete-modify',
    path,
    why: `${name(remover)} removed this; ${keeper} changed it.`,
    alternatives,
  });
}

/**
 * Both sides added the member. `merge`: they can be merged member by member, because they say the same or are maps
 * that do not contradict each other.
 */
export function settleAdded(
  context: MergeContext,
  slot: MemberSlot,
  path: MergePath,
  write: Write,
): RenderedMember | null | 'merge' {
  const { ours, theirs } = slot;
  if (!ours || !theirs) return write(ours ? 'ours' : 'theirs');
  if (context.canon.of(ours.value) === context.canon.of(theirs.value)) return 'merge';
  if (ours.value.kind === 'list' && theirs.value.kind === 'list') {
    if (isAddedUnion(context, ours.value, theirs.value, path)) return 'merge';
    const together = listTogether(context, ours.value, theirs.value, path);
    if (together !== null) {
      return resolved(context, slot, write, {
        reason: 'both-added',
        tier: 'suggest',
        path,
        why: 'Both sides added this list, with different entries: their order may count.',
        alternatives: [{ choice: { value: together }, label: 'Take the entries of both', why: 'No entry is lost.' }],
      });
    }
  }
  if (isUnion(context, ours.value, theirs.value)) {
    if (LABEL_LIKE.has(path.at(-1) ?? '') || isWithin(ours.value, theirs.value)) return 'merge';
    const choice = context.ask({
      ...values(context, slot),
      reason: 'both-added',
      tier: 'suggest',
      path,
      why: 'Both sides added this, with different members that do not contradict each other.',
      alternatives: [{ choice: 'both', label: 'Take the members of both', why: 'No member has two values.' }],
    });
    if (choice === 'both') return 'merge';
    return chosen(context, slot, write, choice);
  }
  return settleValues(context, slot, path, write, null);
}

const LABEL_LIKE = new Set([
  'labels',
  'annotations',
  'matchLabels',
  'nodeSelector',
  'env',
  'environment',
  'data',
  'stringData',
  'variables',
  'portSpeeds',
  'portBreakouts',
  'portGroupSpeeds',
  'portAutoNegs',
  'portFECs',
]);

function isUnion(context: MergeContext, ours: YamlNode, theirs: YamlNode): boolean {
  if (ours.kind !== 'map' || theirs.kind !== 'map' || ours.flow || theirs.flow) return false;
  const own = new Map(ours.entries.map((entry) => [entry.key, entry.value]));
  return theirs.entries.every(({ key, value }) => {
    const other = own.get(key);
    return !other || context.canon.of(other) === context.canon.of(value);
  });
}

/** The one has all members of the other: taking both is taking the larger. */
function isWithin(ours: YamlNode, theirs: YamlNode): boolean {
  if (ours.kind !== 'map' || theirs.kind !== 'map') return false;
  const [few, many] = [ours.entries, theirs.entries].sort((one, other) => one.length - other.length);
  return few?.every(({ key }) => many?.some((entry) => entry.key === key)) ?? false;
}

/** Both sides gave the member another value (or added it with two values). `because`: why it is not merged inside. */
export function settleValues(
  context: MergeContext,
  slot: MemberSlot,
  path: MergePath,
  write: Write,
  because: string | null,
): RenderedMember | null {
  const { base, ours, theirs } = slot;
  if (!ours || !theirs) return write(ours ? 'ours' : 'theirs');
  if (isVolatilePath(path, context.options.policy)) {
    const later = laterOf(
      ours,
      theirs,
      (member) => context.source(member === ours ? 'ours' : 'theirs', member.value) ?? '',
    );
    context.decided(path, 'bookkeeping of a tool: the later value', later.side);
    return write(later.side);
  }
  const list = writtenListsTogether(context, slot, path);
  const merged =
    mergeBlockScalars(context, slot, path) ?? (list?.isSet ? mergeWrittenLists(context, slot, path, list) : null);
  if (merged) return merged;
  const kinds = new Set([base?.value.kind, ours.value.kind, theirs.value.kind].filter((kind) => kind !== undefined));
  const added = base === null;
  return resolved(context, slot, write, {
    reason: added ? 'both-added' : kinds.size > 1 ? 'type-changed' : 'both-changed',
    tier: list ? 'suggest' : 'ask',
    path,
    why: `${added ? 'Both sides added this with different values' : 'Both sides changed this value'}${because === null ? '' : ` (${because})`}.`,
    alternatives: suggestValues(
      path,
      { base: base?.value ?? null, ours: ours.value, theirs: theirs.value },
      values(context, slot),
    ),
  });
}

interface Question {
  readonly reason: 'delete-modify' | 'both-added' | 'both-changed' | 'type-changed';
  readonly tier?: 'suggest' | 'ask';
  readonly path: MergePath;
  readonly why: string;
  readonly alternatives: readonly ConflictAlternative[];
}

function resolved(context: MergeContext, slot: MemberSlot, write: Write, question: Question): RenderedMember | null {
  const choice = context.ask({ tier: 'ask', ...question, ...values(context, slot) });
  return chosen(context, slot, write, choice);
}

function values(context: MergeContext, slot: MemberSlot): Record<VersionName, string | null> {
  return {
    base: context.source('base', slot.base?.value),
    ours: context.source('ours', slot.ours?.value),
    theirs: context.source('theirs', slot.theirs?.value),
  };
}

function chosen(
  context: MergeContext,
  slot: MemberSlot,
  write: Write,
  choice: ReturnType<MergeContext['ask']>,
): RenderedMember | null {
  if (typeof choice === 'object') return handWritten(context, slot, choice.value);
  return write(choice === 'both' || choice === 'git' ? 'ours' : choice);
}

/** A value that a person wrote, behind the member's own key or dash. */
export function handWritten(context: MergeContext, slot: MemberSlot, value: string): RenderedMember | null {
  const side: VersionName = slot.ours ? 'ours' : slot.theirs ? 'theirs' : 'base';
  const member: Member | null = slot[side];
  if (!member) return null;
  const version = context.versions[side];
  const pad = ' '.repeat(member.indent);
  const head = 'keyRange' in member ? `${version.slice(member.start, member.keyRange.end)}:` : '-';
  const lines = value.replace(/\n+$/, '').split('\n');
  const first = lines[0] ?? '';
  const startsBlock = lines.length > 1 && !/^[|>]/.test(first);
  const inner = lines.map((line) => (line === '' ? '' : `${pad}  ${line}`));
  const text = startsBlock
    ? `${pad}${head}\n${inner.join('\n')}\n`
    : `${pad}${head} ${[first, ...inner.slice(1)].join('\n')}\n`;
  return { text, indent: member.indent, value: 0 };
}

function name(side: SideName): string {
  return side === 'ours' ? 'Ours' : 'Theirs';
}
