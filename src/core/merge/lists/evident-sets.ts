import type { YamlNode } from '../../yaml/nodes';

/** Last words of keys whose lists are sets: nobody reads them from the top. */
const SET_WORDS = new Set(
  (
    'finalizers secrets tags labels topics keywords branches needs verbs groups resources crds paths hosts hostnames domains ' +
    'subdomains origins sans cidrs ranges subnets namespaces users members owners reviewers assignees approvers ' +
    'maintainers authors teams scopes permissions capabilities audiences events types exclude excludes excluded ignore ' +
    'ignores ignored ignorelist whitelist blacklist allowlist denylist blocklist regions zones platforms packages ' +
    'dependencies features extensions repositories repos projects products prodtype required clusters whitelisted blacklisted'
  ).split(' '),
);

/** Last words of keys whose lists are worked through, or looked through, from the top. */
const ORDER_WORDS = new Set(
  (
    'initcontainers valuefiles valuesfiles tasks handlers block rescue always steps stages phases pipeline pipelines ' +
    'processors middlewares filters routes locations rewrites redirects order runcmd bootcmd commands command args ' +
    'fallbacks nameservers dns resolvers search searches profiles ciphers overrides patches transformers chain acl acls ' +
    'policies'
  ).split(' '),
);

/** `apiGroups` → `groups`, `IGNORED_HOSTS` → `hosts`; and the whole of it, `initcontainers`. */
function namesOf(key: string): readonly string[] {
  const parts = key.replace(/([a-z\d])([A-Z])/g, '$1 $2').toLowerCase();
  const words = parts.split(/[^a-z\d]+/).filter((word) => word !== '');
  return [words.at(-1) ?? '', words.join('')];
}

/** Whether a list under this key is one that is read from the top. */
export const isReadInOrder = (key: string): boolean =>
  key === '<<' ||
  namesOf(key).some((name) => ORDER_WORDS.has(name)) ||
  namesOf(key).includes('pretasks') ||
  namesOf(key).includes('posttasks');

const CIDR = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[\da-f:]*:[\da-f:]*)\/\d{1,3}$/i;
const ADDRESS = /^\d{1,3}(?:\.\d{1,3}){3}$/;

/** A name, a host, a place or a pattern without a negation: no flag, number, setting, range or word of a command. */
function isPlainName(text: string): boolean {
  if (CIDR.test(text) || ADDRESS.test(text)) return true;
  return /^[A-Za-z_.*/@{"'$][^\s=!|&;,<>]*$/.test(text) && /[A-Za-z*]/.test(text) && !/\d-[a-z]*\d/i.test(text);
}

/**
 * Whether entries under a key are a set for certain, so that the entries of two people are put together in any order:
 * the key says so, or each is a network. Names alone say nothing: `build, test` is an order as often as a set.
 */
export function isEvidentSet(key: string, entries: readonly string[]): boolean {
  if (isReadInOrder(key) || !entries.every(isPlainName)) return false;
  return namesOf(key).some((name) => SET_WORDS.has(name)) || entries.every((entry) => CIDR.test(entry));
}

/** Three names or more that are sorted and stand so on both sides are kept sorted by people. */
export const isSortedNames = (entries: readonly string[]): boolean =>
  entries.every((entry, at) => isPlainName(entry) && (at === 0 || (entries[at - 1] as string) < entry));

/** The text of an entry; null for a number, a switch and whatever is no scalar. */
export const textOf = (node: YamlNode): string | null =>
  node.kind === 'scalar' && typeof node.value === 'string' ? node.value : null;

/** Numbers that rise from entry to entry. */
export function isAscending(nodes: readonly YamlNode[]): boolean {
  const numbers = nodes.map((node) =>
    node.kind === 'scalar' && typeof node.value === 'number' ? node.value : Number.NaN,
  );
  return numbers.every((number, at) => number >= 0 && (at === 0 || (numbers[at - 1] as number) < number));
}
