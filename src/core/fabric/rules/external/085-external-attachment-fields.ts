import { asName } from '../../value';
import type { ResourceRule } from '../rule';

export const externalAttachmentFields: ResourceRule = {
  id: 'external-attachment-fields',
  numbers: [85],
  kinds: ['ExternalAttachment'],
  severity: 'error',
  title: 'An external attachment names an external and a connection',
  source: 'fabric v0.126, ExternalAttachment.Validate',
  looksAt: 'resource',
  check: ({ spec }) =>
    ['external', 'connection'].flatMap((field) =>
      asName(spec[field]) === null ? [{ at: ['spec'], message: `The attachment names no ${field}` }] : [],
    ),
};
