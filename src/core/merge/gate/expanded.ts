import type { YamlDocument } from '../../yaml/documents';
import { identityKey } from '../../yaml/identity';
import type { YamlMap, YamlNode } from '../../yaml/nodes';
import type { VersionName } from '../model';
import { leafValue } from './inventory';

interface Expanded {
  readonly value: string;
  /** Said by an alias or a merge key, not where it is read. */
  readonly isShared: boolean;
}

const MOST_LEAVES = 20_000;

/**
 * Values that say something else than the changes of both sides once aliases and merge keys are written out: a value
 * that one side wrote in the place of a shared one which the other changed, or that both added, once shared; and one
 * that is in no place any more, for one side began to take it from where the other removed it. That an own value wins
 * over a shared one that the other side changed is what own values are for.
 */
export function expandedDifferences(
  documents: Readonly<Record<VersionName | 'result', readonly YamlDocument[]>>,
  isAccounted: (path: string) => boolean,
): string[] {
  const named = Object.values(documents).some((one) => one.length > 1);
  const read = (of: readonly YamlDocument[]): Expansion => new Expansion(of, named);
  const [base, ours, theirs, result] = [documents.base, documents.ours, documents.theirs, documents.result].map(read);
  if (!base || !ours || !theirs || !result) return [];
  const versions = [base, ours, theirs, result];
  if (versions.some((one) => one.isTooMuch) || versions.every((one) => !one.hasShared)) return [];
  const wrong = [...result.leaves].filter(([path, found]) => {
    const shown = versions.map((one) => one.leaves.get(path));
    if (found.isShared || !isAccounted(path) || versions.some((one) => one.repeated.has(path))) return false;
    if (!shown.some((one) => one?.isShared)) return false;
    const [b, o, t] = shown.map((one) => one?.value);
    if (o === t || t === b) return found.value !== o;
    return o === b ? found.value !== t : b === undefined;
  });
  const lost = [...new Set([...ours.leaves.keys(), ...theirs.leaves.keys()])].filter((path) => {
    const shown = versions.map((one) => one.leaves.get(path));
    if (shown[3] || !isAccounted(path) || versions.some((one) => one.repeated.has(path))) return false;
    const [b, o, t] = shown.map((one) => one?.value);
    return (shown[1]?.isShared === true && o !== b && t === b) || (shown[2]?.isShared === true && t !== b && o === b);
  });
  const words = (path: string): string => path.split('\u0000').slice(1).join('.');
  return [
    ...wrong.map(([path]) => `${words(path)} says something else once aliases are written out`),
    ...lost.map((path) => `${words(path)} was to be shared, and what it shares is gone`),
  ];
}

/** The leaves of documents with every alias and merge key written out; paths as in the ledger. */
class Expansion {
  readonly leaves = new Map<string, Expanded>();
  /** Paths that stand more than once, as entries of lists do. */
  readonly repeated = new Set<string>();
  hasShared = false;
  private count = 0;

  constructor(documents: readonly YamlDocument[], named: boolean) {
    for (const document of documents) {
      if (!document.root) continue;
      const anchors = new Map<string, YamlNode>();
      this.visit(document.root, document.identity && named ? identityKey(document.identity) : '', false, anchors);
    }
  }

  get isTooMuch(): boolean {
    return this.count > MOST_LEAVES;
  }

  private visit(node: YamlNode, path: string, isShared: boolean, anchors: Map<string, YamlNode>): void {
    if (this.isTooMuch) return;
    this.count++;
    if (node.kind === 'alias') {
      const target = anchors.get(node.name);
      this.hasShared = true;
      if (target) this.visit(target, path, true, new Map(anchors));
      return;
    }
    if (node.kind === 'list')
      for (const { value } of node.items) this.visit(value, `${path}\u0000*`, isShared, anchors);
    else if (node.kind === 'map') this.visitMap(node, path, isShared, anchors);
    else if (this.leaves.has(path)) this.repeated.add(path);
    else this.leaves.set(path, { value: leafValue(node), isShared });
    // Known only behind its end: an anchor cannot be used inside of itself.
    if (node.anchor !== null) anchors.set(node.anchor, node);
  }

  private visitMap(map: YamlMap, path: string, isShared: boolean, anchors: Map<string, YamlNode>): void {
    const own = new Set(map.entries.map(({ key }) => key));
    for (const { key, value } of map.entries) {
      if (key !== '<<') this.visit(value, `${path}\u0000${key}`, isShared, anchors);
      else {
        this.hasShared = true;
        for (const source of value.kind === 'list' ? value.items.map((item) => item.value) : [value]) {
          const merged = source.kind === 'alias' ? anchors.get(source.name) : source;
          if (merged?.kind !== 'map') continue;
          const fresh = merged.entries.filter((entry) => entry.key === '<<' || !own.has(entry.key));
          this.visitMap({ ...merged, entries: fresh }, path, true, new Map(anchors));
          for (const entry of fresh) own.add(entry.key);
        }
      }
    }
  }
}
