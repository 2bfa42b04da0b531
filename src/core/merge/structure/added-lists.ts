import type { YamlList } from '../../yaml/nodes';
import { isEvidentSet, isReadInOrder, textOf } from '../lists/evident-sets';
import { areTwins, repeatedKeyParts } from '../lists/twin-entries';
import type { MergePath } from '../model';
import { keyAt, listRuleAt } from './align-members';
import type { MergeContext } from './context';

/** Two lists under one key that both sides added are a set for certain: the result has the entries of both. */
export function isAddedUnion(context: MergeContext, ours: YamlList, theirs: YamlList, path: MergePath): boolean {
  const lists = namesOfBoth(ours, theirs);
  if (lists === null) return false;
  const meaning = listRuleAt(context, path)?.meaning.kind;
  if (meaning !== undefined && meaning !== 'loose') return meaning === 'set';
  return isEvidentSet(keyAt(path), lists.flat());
}

/**
 * The entries of two such lists as one text, where they may be meant together. Null where they exclude each other:
 * flags and their values, numbers, commands, an order that the other contradicts.
 */
export function listTogether(context: MergeContext, ours: YamlList, theirs: YamlList, path: MergePath): string | null {
  const lists = namesOfBoth(ours, theirs);
  const meaning = listRuleAt(context, path)?.meaning.kind ?? 'loose';
  if (lists === null || isReadInOrder(keyAt(path)) || meaning !== 'loose') return null;
  const [own, other] = lists;
  if ([...own, ...other].some((entry) => !/^[\w@./*][^\s]*$/.test(entry))) return null;
  const repeated = repeatedKeyParts(lists);
  const added = other.filter((entry) => !own.includes(entry));
  if (own.some((entry) => !other.includes(entry) && added.some((one) => areTwins(entry, one, repeated)))) return null;
  const written = (side: 'ours' | 'theirs', list: YamlList): string[] =>
    list.items.map(({ value }) => `- ${context.source(side, value) ?? ''}`);
  return [
    ...new Set([
      ...written('ours', ours),
      ...written('theirs', theirs).filter((_, at) => !own.includes(other[at] as string)),
    ]),
  ].join('\n');
}

/** The texts of two block lists that have no entry twice and do not contradict each other in their order. */
function namesOfBoth(ours: YamlList, theirs: YamlList): readonly [readonly string[], readonly string[]] | null {
  if (ours.flow || theirs.flow) return null;
  const texts = (list: YamlList): readonly string[] | null => {
    const found = list.items.flatMap(({ value }) => (value.anchor === null ? (textOf(value) ?? []) : []));
    return found.length === list.items.length && new Set(found).size === found.length ? found : null;
  };
  const [own, other] = [texts(ours), texts(theirs)];
  if (!own || !other) return null;
  const [shared, inOther] = [
    own.filter((entry) => other.includes(entry)),
    other.filter((entry) => own.includes(entry)),
  ];
  return shared.every((entry, at) => entry === inOther[at]) ? [own, other] : null;
}
