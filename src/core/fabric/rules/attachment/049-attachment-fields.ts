import { asName } from '../../value';
import type { Draft, ResourceRule } from '../rule';
import { showValue } from '../../schema/check-value';

export const attachmentFields: ResourceRule = {
  id: 'attachment-fields',
  numbers: [49, 50],
  kinds: ['VPCAttachment'],
  severity: 'error',
  title: 'An attachment names a subnet as <vpc>/<subnet> and a connection',
  source: 'fabric v0.126, VPCAttachment.Validate',
  looksAt: 'resource',
  check: ({ spec }) => {
    const found: Draft[] = [];
    const subnet = asName(spec['subnet']);
    if (subnet === null) found.push({ at: ['spec'], message: 'The attachment names no subnet' });
    else if (!/^[^/]+(\/[^/]+)?$/.test(subnet))
      found.push({ at: ['spec', 'subnet'], message: `${showValue(subnet)} is not of the form <vpc>/<subnet>` });
    if (asName(spec['connection']) === null)
      found.push({ at: ['spec'], message: 'The attachment names no connection' });
    return found;
  },
};
