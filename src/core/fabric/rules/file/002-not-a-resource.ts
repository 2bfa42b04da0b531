import { isHedgehog } from '../../model/list-items';
import { asList, asName, asRecord } from '../../value';
import type { Draft, DocumentRule } from '../rule';
import { plural } from '../words';

function whatIsWrong(value: Record<string, unknown>): Draft[] {
  const [apiVersion, kind] = [asName(value['apiVersion']), asName(value['kind'])];
  const items = asList(value['items']);
  if (apiVersion !== null && kind?.endsWith('List') && Array.isArray(value['items'])) {
    const isOurs = items.some(isHedgehog);
    const severity = isOurs ? 'error' : 'warning';
    const read = isOurs
      ? 'hhfab refuses it, although kubectl takes it'
      : 'hhfab refuses it, and it holds nothing of the fabric';
    const message = `A ${kind} is not allowed: ${read}; split it into ${plural(items.length, 'document')}`;
    return [{ at: ['kind'], message, severity }];
  }
  const severity = isHedgehog(value) ? 'error' : 'warning';
  if (apiVersion !== null && kind === null)
    return [{ at: ['apiVersion'], message: `This document has an apiVersion (${apiVersion}), but no kind`, severity }];
  if (severity === 'error' && kind !== null)
    return [{ at: ['kind'], message: `This ${kind} has no metadata.name, so it is no resource`, severity }];
  return [];
}

export const notAResource: DocumentRule = {
  id: 'not-a-resource',
  numbers: [2],
  kinds: [],
  severity: 'error',
  title: 'A document with an apiVersion is one whole resource: with kind and name, and no List of others',
  source: 'fabricator, loader.go Load and isAllowedGVK',
  looksAt: 'document',
  check: (document) => (document.class === 'foreign' ? whatIsWrong(asRecord(document.value)) : []),
};
