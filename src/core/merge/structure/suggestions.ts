import type { YamlNode } from '../../yaml/nodes';
import type { ConflictAlternative, MergePath, SideName } from '../model';

/** The alternatives for a value that both sides set, the likelier first. Never more than a suggestion. */
export function suggestValues(
  _path: MergePath,
  _base: YamlNode | null,
  ours: YamlNode,
  theirs: YamlNode,
): ConflictAlternative[] {
  const newer = newerOf(ours, theirs);
  const first: SideName = newer?.side ?? 'ours';
  const second: SideName = first === 'ours' ? 'theirs' : 'ours';
  return [
    { choice: first, label: `Take ${first}`, why: newer?.why ?? '' },
    { choice: second, label: `Take ${second}`, why: '' },
  ];
}

function newerOf(ours: YamlNode, theirs: YamlNode): { side: SideName; why: string } | null {
  if (ours.kind !== 'scalar' || theirs.kind !== 'scalar') return null;
  const versions = compareVersions(ours.content, theirs.content);
  if (versions === 0) return null;
  return { side: versions > 0 ? 'ours' : 'theirs', why: 'It is the newer one.' };
}

/** Positive when the first is newer; 0 when they cannot be compared as versions, numbers or dates. */
function compareVersions(one: string, other: string): number {
  const parts = (text: string): (string | number)[] | null => {
    const match = /(?:^|[^\w.])v?(\d+(?:\.\d+)+(?:[-+.]?[\w.]+)*|\d+)$/.exec(text.trim());
    if (!match?.[1]) return null;
    return match[1].split(/[.\-+_]/).map((part) => (/^\d+$/.test(part) ? Number(part) : part));
  };
  const a = parts(one);
  const b = parts(other);
  if (!a || !b) return 0;
  for (let at = 0; at < Math.max(a.length, b.length); at++) {
    const left = a[at];
    const right = b[at];
    if (left === right) continue;
    if (left === undefined) return typeof right === 'number' ? -1 : 1;
    if (right === undefined) return typeof left === 'number' ? 1 : -1;
    if (typeof left === 'number' && typeof right === 'number') return left - right;
    return typeof left === 'number' ? 1 : typeof right === 'number' ? -1 : left < right ? -1 : 1;
  }
  return 0;
}
