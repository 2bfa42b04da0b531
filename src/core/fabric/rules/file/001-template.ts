import type { DocumentRule } from '../rule';
import { unless } from '../words';

export const template: DocumentRule = {
  id: 'template',
  numbers: [],
  kinds: [],
  severity: 'note',
  title: 'Templates are not checked, because only their output is YAML',
  source: 'own',
  looksAt: 'document',
  check: (document) =>
    unless(document.class !== 'template', [], 'This document is a template; only what it renders to could be checked', {
      position: { line: document.contentLine, column: 0 },
    }),
};
