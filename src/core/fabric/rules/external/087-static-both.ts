import { findResource } from '../../model/fabric-model';
import { asName, isRecord } from '../../value';
import type { LinkRule } from '../rule';

export const staticBoth: LinkRule = {
  id: 'static-both',
  numbers: [87],
  kinds: ['ExternalAttachment'],
  severity: 'error',
  title: 'An attachment is static exactly when its external is',
  source: 'fabric v0.126, ExternalAttachment.Validate',
  looksAt: 'links',
  check: (resource, fabric) => {
    const external = findResource(fabric, 'External', asName(resource.spec['external']) ?? '');
    if (!external) return [];
    const [here, there] = [isRecord(resource.spec['static']), isRecord(external.spec['static'])];
    if (here === there) return [];
    const message = here
      ? `The attachment is static, but external ${external.id.name} is not`
      : `External ${external.id.name} is static, so the attachment needs the field static`;
    return [
      {
        at: here ? ['spec', 'static'] : ['spec'],
        message,
        related: [{ resource: external, at: ['spec'], message: external.id.name }],
      },
    ];
  },
};
