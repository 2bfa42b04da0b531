import type { DocumentRule } from '../rule';

export const fileExtension: DocumentRule = {
  id: 'file-extension',
  numbers: [8],
  kinds: [],
  severity: 'warning',
  title: 'Files with resources end in .yaml; hhfab passes over .yml and .json',
  source: 'fabricator, hydrate.go loadWiring',
  looksAt: 'document',
  check: (document, file) => {
    const first = file.documents.find((other) => other.class === 'resource');
    if (document !== first || !/\.(?:yml|json)$/i.test(file.path)) return [];
    return [{ at: [], message: 'hhfab reads files that end in .yaml only, so it would not see this one' }];
  },
};
