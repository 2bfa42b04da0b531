import { fabricKinds, otherHedgehogGroups, splitApiVersion } from '../../kinds';
import { asList, asName, asRecord } from '../../value';
import type { Draft, DocumentRule } from '../rule';
import { plural } from '../words';

const hedgehog = new Set([...fabricKinds.map((entry) => entry.group), ...otherHedgehogGroups]);

const isHedgehog = (value: unknown): boolean => {
  const apiVersion = asName(asRecord(value)['apiVersion']);
  return apiVersion !== null && hedgehog.has(splitApiVersion(apiVersion).group);
};

function whatIsWrong(value: Record<string, unknown>): Draft[] {
  const [apiVersion, kind] = [asName(value['apiVersion']), asName(value['kind'])];
  const items = asList(value['items']);
  if (apiVersion !== null && kind?.endsWith('List') && Array.isArray(value['items'])) {
    const severity = items.some(isHedgehog) ? 'error' : 'warning';
    const message = `A ${kind} is not allowed: hhfab refuses it, and its ${plural(items.length, 'item')} ${items.length === 1 ? 'is' : 'are'} not read here; split it into one document for each item`;
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
