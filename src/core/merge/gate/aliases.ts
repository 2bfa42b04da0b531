import type { YamlDocument } from '../../yaml/documents';
import { toValue } from '../../yaml/documents';
import { identityKey } from '../../yaml/identity';
import type { YamlNode } from '../../yaml/nodes';
import type { VersionName } from '../model';
import type { Canon } from '../structure/canon';
import { imbalances, tally } from './tally';

/** Why documents with anchors and aliases cannot be written out: an alias without its anchor before it, and the like. */
export function aliasFailures(text: string, documents: readonly YamlDocument[]): string[] {
  return documents.flatMap((document) => {
    if (!document.root || !/[*&]\w/.test(text.slice(document.range.start, document.range.end))) return [];
    const value = toValue(document);
    return value.ok ? [] : [value.reason];
  });
}

interface Use {
  readonly path: string;
  /** Where the anchor stands that is meant, which one of its name it is, and what it says. */
  readonly target: string;
  readonly nth: number;
  readonly value: string;
}

/**
 * Aliases that mean another anchor than the sides account for: one side gave an anchor's name to another value, the
 * other used it. An anchor that moved with its value, or whose value was changed where it stands, is still the same.
 */
export function turnedAliases(
  documents: Readonly<Record<VersionName | 'result', readonly YamlDocument[]>>,
  canon: Canon,
  isAccounted: (path: string) => boolean,
): string[] {
  const named = Object.values(documents).some((one) => one.length > 1);
  const uses = (of: readonly YamlDocument[]): Use[] => usesOf(of, named, canon).filter(({ path }) => isAccounted(path));
  const result = uses(documents.result);
  if (result.length === 0) return [];
  const [base, ours, theirs] = [uses(documents.base), uses(documents.ours), uses(documents.theirs)];
  const wrong = (of: (use: Use) => string): Set<string> => {
    const counts = [base, ours, theirs, result].map((found) =>
      tally(found.map((use) => `${use.path}\u0001${of(use)}`)),
    );
    const [b = new Map(), o = new Map(), t = new Map(), r = new Map()] = counts;
    return new Set(imbalances(b, o, t, r).map(({ thing }) => thing.split('\u0001')[0] ?? ''));
  };
  const byPlace = wrong(({ target }) => target);
  // Entries of a list all stand at one place.
  const byTurn = wrong(({ nth }) => String(nth));
  const byValue = wrong(({ value }) => value);
  const isTurned = (path: string): boolean => byValue.has(path) && (byPlace.has(path) || byTurn.has(path));
  const turned = new Set(result.map(({ path }) => path).filter(isTurned));
  return [...turned].map((path) => `the alias at ${path.split('\u0000').slice(1).join('.')} means another anchor now`);
}

function usesOf(documents: readonly YamlDocument[], named: boolean, canon: Canon): Use[] {
  const found: Use[] = [];
  for (const document of documents) {
    const anchors = new Map<string, { readonly path: string; readonly node: YamlNode; readonly nth: number }>();
    const visit = (node: YamlNode, path: string): void => {
      if (node.kind === 'alias') {
        const target = anchors.get(node.name);
        if (target) found.push({ path, target: target.path, nth: target.nth, value: String(canon.of(target.node)) });
        return;
      }
      if (node.anchor !== null) anchors.set(node.anchor, { path, node, nth: (anchors.get(node.anchor)?.nth ?? 0) + 1 });
      if (node.kind === 'map') for (const { key, value } of node.entries) visit(value, `${path}\u0000${key}`);
      else if (node.kind === 'list') for (const { value } of node.items) visit(value, `${path}\u0000*`);
    };
    if (document.root) visit(document.root, document.identity && named ? identityKey(document.identity) : '');
  }
  return found;
}
