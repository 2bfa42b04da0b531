import type { ResourceRule } from '../rule';

export const namespace: ResourceRule = {
  id: 'namespace',
  numbers: [6, 150],
  kinds: [],
  severity: 'error',
  title: 'Resources of the fabric are in the namespace default',
  source: 'fabric v0.126, ValidateObjectMetadata',
  looksAt: 'resource',
  check: ({ id, kind }) => {
    if (!kind || id.namespace === 'default') return [];
    const at = ['metadata', 'namespace'];
    const fix = { title: 'Change to default', edits: [{ at, action: 'set' as const, value: 'default' }] };
    if (kind.kind === 'Gateway' && id.namespace === 'fab') {
      const message = 'Older guides put gateways into the namespace fab; the fabric accepts default only';
      return [{ at, message, fix, severity: 'note' }];
    }
    return [{ at, message: `The namespace is ${id.namespace}, but the fabric accepts default only`, fix }];
  },
};
