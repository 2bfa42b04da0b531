import type { YamlNode } from '../../yaml/nodes';
import type { ListMeaning } from './list-policy';
import { INFERRED_KEYS } from './built-in';
import { scalarKey } from '../structure/canon';

/** Names an item of a list within that list; null when the item has no name of this kind. */
export type ItemKey = (node: YamlNode) => string | null;

/** The value under a dotted path of a mapping. */
function atDottedPath(node: YamlNode, path: string): YamlNode | null {
  let at: YamlNode | undefined = node;
  for (const step of path.split('.')) {
    if (at?.kind !== 'map') return null;
    at = at.entries.find((entry) => entry.key === step)?.value;
  }
  return at ?? null;
}

function scalarAt(node: YamlNode, path: string): string | null {
  const found = atDottedPath(node, path);
  return found?.kind === 'scalar' && found.style !== 'empty' ? found.content : null;
}

/** A key made of several values; values that are absent count as empty, but not all may be. */
export function compositeKey(paths: readonly string[]): ItemKey {
  return (node) => {
    if (node.kind !== 'map') return null;
    const parts = paths.map((path) => scalarAt(node, path));
    if (parts[0] === null) return null;
    return paths.map((path, index) => `${path}=${parts[index] ?? ''}`).join(',');
  };
}

/**
 * A scalar list entry without what changes when it is bumped: `?ref=`, image tag or digest, leading `./`, trailing `/`.
 */
export function normalisedEntry(node: YamlNode): string | null {
  if (node.kind !== 'scalar') return null;
  let entry = entries.get(node);
  if (entry === undefined) {
    entry = typeof node.value === 'string' ? normalisedText(node.value) : scalarKey(node);
    entries.set(node, entry);
  }
  return entry;
}

/** An entry is asked for its name many times in one merge, and a merge is made four times to prove it. */
const entries = new WeakMap<YamlNode, string>();

export function normalisedText(entry: string): string {
  let text = entry.trim();
  text = text.replace(/([?&]ref=)[^&#]*/, '').replace(/^(?:\.\/)+/, '');
  text = text.replace(/@sha\d+:[0-9a-f]+$/i, '');
  if (/^[\w.-]+(?::\d+)?(?:\/[\w.-]+)+:[\w.+-]+$|^[a-z][\w.-]*:v?\d[\w.+-]*$/i.test(text))
    text = text.replace(/:[^:/]+$/, '');
  text = text
    .replace(/^([A-Za-z][\w.-]*)(?:==|>=|<=|~=)[\w.*+-]+$/, '$1')
    .replace(/^(@?[\w./-]+)@(?:v?\d[\w.+-]*|[0-9a-f]{40})$/, '$1');
  return text.length > 1 ? text.replace(/\/+$/, '') : text;
}

/**
 * The name in an entry that sets one: `LOG_LEVEL` of `LOG_LEVEL=debug`, `--replicas` of `--replicas=3`, the host's port
 * of `443:8443`, `Host` of `Host: example`. Null for addresses, places of volumes and whatever else holds such a sign.
 */
export function keyPart(entry: string): string | null {
  const text = entry.trim();
  const flag = /^(-{1,2}[A-Za-z][\w.-]*)(?:[=\s]|$)/.exec(text)?.[1];
  const setting = /^([A-Za-z_][\w.-]*)=/.exec(text)?.[1];
  const port = /^((?:\d{1,3}(?:\.\d{1,3}){3}:)?\d{1,5}(?:-\d{1,5})?):\d{1,5}(?:-\d{1,5})?(?:\/[a-z]+)?$/.exec(text);
  const word = /^([A-Za-z_][\w.-]*):[^:/]*$/.exec(text)?.[1];
  return flag ?? setting ?? (port ? `${port[1] ?? ''}/${/\/([a-z]+)$/.exec(text)?.[1] ?? 'tcp'}` : (word ?? null));
}

/** The entry under a key of an item, without what changes when it is bumped. */
export function withoutVersion(key: string): ItemKey {
  return (node) => {
    const found = atDottedPath(node, key);
    return found === null ? null : normalisedEntry(found);
  };
}

const exactEntry: ItemKey = (node) => (node.kind === 'scalar' ? scalarKey(node) : null);

/** Whether a key names every one of the items, each differently. */
function namesAll(items: readonly YamlNode[], key: ItemKey): boolean {
  const seen = new Set<string>();
  for (const item of items) {
    const name = key(item);
    if (name === null || seen.has(name)) return false;
    seen.add(name);
  }
  return true;
}

/**
 * The key to match items by, and what it is called; null when items must be matched by likeness.
 *
 * A rule's key is used where it names all items of all three lists; without a rule the first inferred key that does
 * and by which at least half of the base's items are found again on both sides.
 */
export function findItemKey(
  lists: readonly (readonly YamlNode[])[],
  meaning: ListMeaning | null,
): { readonly key: ItemKey; readonly named: string } | null {
  const fits = (key: ItemKey): boolean => lists.every((items) => namesAll(items, key));
  if (meaning && 'keys' in meaning && meaning.kind !== 'any-key') {
    const key = compositeKey(meaning.keys);
    return fits(key) ? { key, named: meaning.keys.join(' + ') } : null;
  }
  if (lists.every((items) => items.every((item) => item.kind === 'scalar'))) {
    if (fits(normalisedEntry)) return { key: normalisedEntry, named: 'entry' };
    return fits(exactEntry) ? { key: exactEntry, named: 'entry' } : null;
  }
  for (const paths of INFERRED_KEYS) {
    const key = compositeKey(paths);
    if (fits(key) && agrees(lists, key)) return { key, named: paths.join(' + ') };
  }
  return null;
}

function agrees([base = [], ...sides]: readonly (readonly YamlNode[])[], key: ItemKey): boolean {
  const names = base.map(key);
  return sides.every((side) => {
    const own = new Set(side.map(key));
    return names.filter((name) => own.has(name)).length * 2 >= names.length;
  });
}
