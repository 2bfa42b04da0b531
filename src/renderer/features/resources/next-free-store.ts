import { create } from 'zustand';
import type { FreeQuestion } from '../../../contract/fabric/free-values';
import { shownEditor } from './focus';

type What = FreeQuestion['what'];

/** The dialog of free values; null: it is closed. `what` is what the caret stands on. */
export const useNextFree = create<{ readonly what: What | null }>(() => ({ what: null }));

const whatOfKey: Readonly<Record<string, What>> = {
  vlan: 'vlan',
  subnet: 'subnet',
  asn: 'asn',
  seq: 'acl-sequence',
  port: 'port',
  ip: 'link',
};

/** What a line of YAML asks for, by its key. */
export function whatOfLine(line: string): What {
  const key = /^\s*(?:- +)*([\w-]+)\s*:/.exec(line)?.[1] ?? '';
  return Object.hasOwn(whatOfKey, key) ? (whatOfKey[key] ?? 'vlan') : 'vlan';
}

export function showNextFree(): void {
  useNextFree.setState({ what: whatOfLine(shownEditor()?.lineAtCaret() ?? '') });
}

export const closeNextFree = (): void => useNextFree.setState({ what: null });
