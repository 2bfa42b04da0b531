import { isSystemLabel } from '../../normalize/volatile';
import { asRecord } from '../../value';
import type { ResourceRule } from '../rule';

export const systemLabels: ResourceRule = {
  id: 'system-labels',
  numbers: [9],
  kinds: [],
  severity: 'note',
  title: 'Labels of the fabric are its own: it takes them away and writes them anew',
  source: 'fabric v0.126, CleanupFabricLabels',
  looksAt: 'resource',
  check: ({ kind, value }) => {
    if (!kind) return [];
    return Object.keys(asRecord(asRecord(value['metadata'])['labels']))
      .filter(isSystemLabel)
      .map((label) => {
        const at = ['metadata', 'labels', label];
        const fix = { title: 'Remove the label', edits: [{ at, action: 'delete' as const }] };
        return { at, onKey: true, message: `The label ${label} belongs to the fabric, which overwrites it`, fix };
      });
  },
};
