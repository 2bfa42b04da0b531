import type { FreeQuestion } from '../../../contract/fabric/free-values';
import type { OutputOf } from '../../../contract/index';
import type { Fabric } from '../../../core/fabric/model/fabric-model';
import type { NextFree } from '../../../core/fabric/next-free/next-free';
import {
  nextFreeAsn,
  nextFreeLink,
  nextFreePort,
  nextFreeSequence,
  nextFreeSubnet,
  nextFreeVlan,
} from '../../../core/fabric/next-free/next-free';

type Free = OutputOf<'fabric.next-free'>;

/** Free values for a question, the best first. What cannot be read may use them, and the reason says so. */
export function freeValues(fabric: Fabric, question: FreeQuestion, count: number): Free {
  switch (question.what) {
    case 'vlan':
      return listed(count, (taken) => nextFreeVlan(fabric, question.namespace, taken), Number);
    case 'subnet':
      return listed(count, (taken) => nextFreeSubnet(fabric, question.bits, question.namespace, taken), String);
    case 'asn':
      return listed(count, (taken) => nextFreeAsn(fabric, taken), Number);
    case 'link':
      return listed<string>(count, (taken) => asText(nextFreeLink(fabric, taken.map(firstOf))), String);
    case 'acl-sequence':
      return listed(count, (taken) => nextFreeSequence(fabric, question.attachment, taken), Number);
    case 'port':
      return listed(count, (taken) => nextFreePort(fabric, question.switch, taken), String);
  }
}

const firstOf = (pair: string): string => pair.split(' ')[0] ?? pair;

const asText = (found: NextFree<readonly [string, string]>): NextFree<string> =>
  found.found ? { ...found, value: found.value.join(' ') } : found;

/** Asks again and again, with what was given before counted as taken. */
function listed<T extends string | number>(
  count: number,
  next: (taken: readonly T[]) => NextFree<T>,
  read: (text: string) => T,
): Free {
  const candidates: { value: string; reason: string }[] = [];
  while (candidates.length < count) {
    const found = next(candidates.map(({ value }) => read(value)));
    if (!found.found) return { candidates, reason: found.reason };
    candidates.push({ value: String(found.value), reason: found.reason });
  }
  return { candidates, reason: null };
}
