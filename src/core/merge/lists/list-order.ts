import type { YamlNode } from '../../yaml/nodes';
import { isAscending, isEvidentSet, isReadInOrder, textOf } from './evident-sets';
import type { ListMeaning } from './list-policy';
import { isSubsequence } from './subsequence';

type Order = 'yes' | 'no' | 'unknown';

interface ThreeLists {
  readonly base: readonly YamlNode[];
  readonly ours: readonly YamlNode[];
  readonly theirs: readonly YamlNode[];
}

/**
 * Whether the order of a list's items carries meaning. Where nothing is known about the list, named objects may stand in
 * any order unless they are steps or rules; plain entries may where each is one word, or where all are numbers that rise.
 */
export function orderOfList(meaning: ListMeaning | null, name: string, lists: ThreeLists): Order {
  switch (meaning?.kind) {
    case 'set':
    case 'set-of-sets':
    case 'map':
    case 'any-key':
      return 'no';
    case 'ordered':
    case 'ordered-map':
    case 'atomic':
      return 'yes';
    case 'loose':
    case undefined: {
      if (isReadInOrder(name)) return 'yes';
      const all = [...lists.ours, ...lists.theirs];
      if (all.some((node) => node.kind === 'map' || node.kind === 'list'))
        return name === '' || all.some(isStep) ? 'yes' : 'unknown';
      const texts = all.flatMap((node) => textOf(node) ?? []);
      if (texts.length === all.length && isEvidentSet(name, texts)) return 'no';
      return isFreeOfOrder(lists) ? 'unknown' : 'yes';
    }
  }
}

function isFreeOfOrder(lists: ThreeLists): boolean {
  const versions = [lists.base, lists.ours, lists.theirs];
  const texts = versions.map((nodes) => nodes.flatMap((node) => textOf(node) ?? []));
  if (texts.some((some, at) => some.length !== versions[at]?.length)) {
    return lists.base.length > 1 && versions.every(isAscending);
  }
  if (texts.flat().every(isOneWord)) return true;
  // Patterns of which some take away: two that add say the same in either order, as long as what takes away stays put.
  const [base = [], ...sides] = texts;
  const [known, ...there] = texts.map((all) => new Set(all));
  const isLeft = (entry: string): boolean => there.every((side) => side.has(entry));
  const left = base.filter(isLeft);
  const takesAway = (entry: string): boolean => TAKES_AWAY.test(entry) && !FLAG.test(entry);
  return (
    base.every((entry) => isOneWord(entry) || (takesAway(entry) && isLeft(entry))) &&
    sides.every((side) => isSubsequence(left, side) && side.every((entry) => isOneWord(entry) || known?.has(entry)))
  );
}

/** No flag, no pattern that takes away, no line of a command. */
const isOneWord = (entry: string): boolean => /^[^-+!~\s]\S*$/.test(entry);

const TAKES_AWAY = /^[-!]\S+$/;
const FLAG = /^--?[A-Za-z][\w-]*(?:[=:]\S*)?$/;

/** A task of a playbook, a step of a pipeline, a rule that lets through or not: one comes after the other. */
function isStep(node: YamlNode): boolean {
  if (node.kind !== 'map') return false;
  return (
    node.entries.some(({ key }) => STEP_KEYS.has(key) || /^(?:ansible\.|community\.|include_|import_)/.test(key)) ||
    (node.entries.some(({ key }) => key === 'op') && node.entries.some(({ key }) => key === 'path'))
  );
}

const STEP_KEYS = new Set(['run', 'uses', 'when', 'script', 'action']);
