import type { YamlNode } from '../../yaml/nodes';
import type { Canon } from './canon';

const LEAF_LIMIT = 400;

/**
 * How much two values share, 0 to 1: the share of common leaves (path and value) for collections, of common words for
 * long texts. Short scalars share all or nothing.
 */
export function similarity(one: YamlNode, other: YamlNode, canon: Canon): number {
  if (canon.of(one) === canon.of(other)) return 1;
  if (one.kind !== other.kind) return 0;
  if (one.kind === 'scalar' && other.kind === 'scalar') return textSimilarity(one.content, other.content);
  return dice(leaves(one, canon), leaves(other, canon));
}

function textSimilarity(one: string, other: string): number {
  if (one.length < 24 || other.length < 24) return 0;
  return dice(words(one), words(other));
}

function words(text: string): string[] {
  return text.slice(0, 4000).match(/[\p{L}\p{N}_]+|[^\p{L}\p{N}_\s]/gu) ?? [];
}

/** Leaves as `path=value`; the positions of list items do not count. */
export function leaves(root: YamlNode, canon: Canon): string[] {
  const found: string[] = [];
  const visit = (node: YamlNode, path: string): void => {
    if (found.length >= LEAF_LIMIT) return;
    if (node.kind === 'map' && node.entries.length > 0) {
      for (const { key, value } of node.entries) visit(value, `${path}/${key}`);
    } else if (node.kind === 'list' && node.items.length > 0) {
      for (const { value } of node.items) visit(value, `${path}/*`);
    } else found.push(`${path}=${canon.of(node)}`);
  };
  visit(root, '');
  return found;
}

function dice(one: readonly string[], other: readonly string[]): number {
  if (one.length + other.length === 0) return 1;
  const counts = new Map<string, number>();
  for (const part of one) counts.set(part, (counts.get(part) ?? 0) + 1);
  let shared = 0;
  for (const part of other) {
    const left = counts.get(part) ?? 0;
    if (left > 0) {
      shared++;
      counts.set(part, left - 1);
    }
  }
  return (2 * shared) / (one.length + other.length);
}
