import { asName, asRecord } from '../../value';
import type { DocumentRule } from '../rule';
import { unless } from '../words';

export const documentWithoutKind: DocumentRule = {
  id: 'document-without-kind',
  numbers: [3],
  kinds: [],
  severity: 'warning',
  title: 'Every document of a file with resources is a resource; hhfab fails on others',
  source: 'fabricator, loader.go Load (by reading)',
  looksAt: 'document',
  check: (document, file) => {
    if (document.class !== 'foreign' || !file.documents.some((other) => other.class === 'resource')) return [];
    // What has an apiVersion meant to be a resource: another rule says what it lacks.
    if (asName(asRecord(document.value)['apiVersion']) !== null) return [];
    const message = 'This document has no apiVersion, kind and metadata.name; hhfab would fail on it, Argo CD skips it';
    return unless(false, [], message);
  },
};
