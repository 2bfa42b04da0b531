/**
 * Addresses and prefixes with the strictness of Go's `netip`, which is what the fabric's own checks use:
 * no leading zeros, a length is required, zones and signs are refused, host bits are kept.
 */
export interface Address {
  readonly family: 4 | 6;
  readonly value: bigint;
}

/** An address with a length; `address` keeps its host bits (`10.0.0.1/24` is not masked). */
export interface Prefix {
  readonly family: 4 | 6;
  readonly address: bigint;
  readonly bits: number;
}

const width = { 4: 32, 6: 128 } as const;

function parseV4(text: string): bigint | null {
  const parts = text.split('.');
  if (parts.length !== 4) return null;
  let value = 0;
  for (const part of parts) {
    if (!/^(0|[1-9][0-9]{0,2})$/.test(part) || Number(part) > 255) return null;
    value = value * 256 + Number(part);
  }
  return BigInt(value);
}

function parseGroups(text: string): bigint[] | null {
  if (text === '') return [];
  const groups: bigint[] = [];
  const parts = text.split(':');
  for (const [index, part] of parts.entries()) {
    if (part.includes('.')) {
      const tail = index === parts.length - 1 ? parseV4(part) : null;
      if (tail === null) return null;
      groups.push(tail >> 16n, tail & 0xffffn);
    } else if (/^[0-9a-fA-F]{1,4}$/.test(part)) groups.push(BigInt(`0x${part}`));
    else return null;
  }
  return groups;
}

function parseV6(text: string): bigint | null {
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const head = parseGroups(halves[0] ?? '');
  const tail = halves.length === 2 ? parseGroups(halves[1] ?? '') : [];
  if (!head || !tail) return null;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return null;
  const groups = [...head, ...Array.from({ length: missing }, () => 0n), ...tail];
  return groups.reduce((value, group) => (value << 16n) | group, 0n);
}

/** Reads an IPv4 or IPv6 address; null when Go's `netip.ParseAddr` would refuse it. Zones are refused too. */
export function parseAddress(text: string): Address | null {
  if (text.length > 45) return null;
  const family = text.includes(':') ? 6 : 4;
  const value = family === 6 ? parseV6(text) : parseV4(text);
  return value === null ? null : { family, value };
}

/** Reads `address/length`; null when Go's `netip.ParsePrefix` would refuse it. */
export function parsePrefix(text: string): Prefix | null {
  const slash = text.lastIndexOf('/');
  if (slash < 0) return null;
  const address = parseAddress(text.slice(0, slash));
  const length = text.slice(slash + 1);
  if (!address || !/^(0|[1-9][0-9]{0,2})$/.test(length)) return null;
  const bits = Number(length);
  return bits > width[address.family] ? null : { family: address.family, address: address.value, bits };
}

const hostBits = (prefix: Prefix): bigint => BigInt(width[prefix.family] - prefix.bits);

/** The first address of the prefix. */
export function networkOf(prefix: Prefix): bigint {
  const shift = hostBits(prefix);
  return (prefix.address >> shift) << shift;
}

/** The last address of the prefix (for IPv4 the broadcast address). */
export function lastOf(prefix: Prefix): bigint {
  return networkOf(prefix) + (1n << hostBits(prefix)) - 1n;
}

export const sizeOf = (prefix: Prefix): bigint => 1n << hostBits(prefix);

/** Are all host bits zero? */
export const isCanonical = (prefix: Prefix): boolean => networkOf(prefix) === prefix.address;

export const containsAddress = (prefix: Prefix, address: Address): boolean =>
  prefix.family === address.family && networkOf(prefix) <= address.value && address.value <= lastOf(prefix);

/** Same family, `outer` contains the network of `inner`, and `inner` is not shorter (fabric v0.126, iputil.IsSubset). */
export const isSubset = (inner: Prefix, outer: Prefix): boolean =>
  inner.bits >= outer.bits && containsAddress(outer, { family: inner.family, value: networkOf(inner) });

export const overlaps = (one: Prefix, other: Prefix): boolean =>
  one.family === other.family && networkOf(one) <= lastOf(other) && networkOf(other) <= lastOf(one);

function formatV6(value: bigint): string {
  const groups = Array.from({ length: 8 }, (_, index) => ((value >> BigInt(16 * (7 - index))) & 0xffffn).toString(16));
  let best = { start: -1, length: 1 };
  for (let start = 0; start < 8; start += 1) {
    let length = 0;
    while (start + length < 8 && groups[start + length] === '0') length += 1;
    if (length > best.length) best = { start, length };
  }
  if (best.start < 0) return groups.join(':');
  return `${groups.slice(0, best.start).join(':')}::${groups.slice(best.start + best.length).join(':')}`;
}

export function formatAddress(address: Address): string {
  if (address.family === 6) return formatV6(address.value);
  return [24n, 16n, 8n, 0n].map((shift) => ((address.value >> shift) & 0xffn).toString()).join('.');
}

/** The prefix in words, masked: `10.0.0.1/24` becomes `10.0.0.0/24`. */
export const formatPrefix = (prefix: Prefix): string =>
  `${formatAddress({ family: prefix.family, value: networkOf(prefix) })}/${prefix.bits}`;

/** Orders by family, network, then length: shorter (larger) prefixes first. */
export function comparePrefixes(one: Prefix, other: Prefix): number {
  if (one.family !== other.family) return one.family - other.family;
  const [first, second] = [networkOf(one), networkOf(other)];
  if (first !== second) return first < second ? -1 : 1;
  return one.bits - other.bits;
}

/**
 * Pairs of items whose prefixes overlap, each with the earlier one in address order, in n·log n for lists
 * where overlaps are rare. Prefixes either nest or are disjoint, so a stack of open ones is enough.
 */
export function overlappingPairs<T>(items: readonly T[], prefixOf: (item: T) => Prefix): [T, T][] {
  const sorted = items
    .map((item, index) => ({ item, index, prefix: prefixOf(item) }))
    .sort((a, b) => comparePrefixes(a.prefix, b.prefix) || a.index - b.index);
  const open: typeof sorted = [];
  const pairs: [T, T][] = [];
  for (const entry of sorted) {
    for (let top = open.at(-1); top && !overlaps(top.prefix, entry.prefix); top = open.at(-1)) open.pop();
    for (const outer of open) pairs.push([outer.item, entry.item]);
    open.push(entry);
  }
  return pairs;
}
