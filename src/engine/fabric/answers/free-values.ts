import type { FreeQuestion } from '../../../contract/fabric';
import type { OutputOf } from '../../../contract/index';
import type { Fabric } from '../../../core/fabric/model/fabric-model';
import type { NextFree } from '../../../core/fabric/next-free/next-free';
import {
  freePorts,
  nextFreeAsn,
  nextFreeLink,
  nextFreePort,
  nextFreeSequence,
  nextFreeSubnet,
  nextFreeVlan,
} from '../../../core/fabric/next-free/next-free';

type Free = OutputOf<'fabric.next-free'>;

/** Free values for a question, the best first. */
export function freeValues(fabric: Fabric, question: FreeQuestion, count: number): Free {
  switch (question.what) {
    case 'vlan':
      return listed(count, (taken) => nextFreeVlan(fabric, question.namespace, taken), Number);
    case 'subnet':
      return listed(count, (taken) => nextFreeSubnet(fabric, question.bits, question.namespace, taken), String);
    case 'asn':
      return listed(count, (taken) => nextFreeAsn(fabric, taken), Number);
    case 'link':
      return one(nextFreeLink(fabric), (pair) => pair.join(' '));
    case 'acl-sequence':
      return one(nextFreeSequence(fabric, question.attachment), String);
    case 'port': {
      const first = nextFreePort(fabric, question.switch);
      if (!first.found) return { candidates: [], reason: first.reason };
      const others = freePorts(fabric, question.switch).map((port) => `${question.switch}/${port}`);
      const values = [first.value, ...others.filter((port) => !port.startsWith(first.value))].slice(0, count);
      return { candidates: values.map((value) => ({ value, reason: first.reason })), reason: null };
    }
  }
}

function one<T>(found: NextFree<T>, show: (value: T) => string): Free {
  return found.found
    ? { candidates: [{ value: show(found.value), reason: found.reason }], reason: null }
    : { candidates: [], reason: found.reason };
}

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
