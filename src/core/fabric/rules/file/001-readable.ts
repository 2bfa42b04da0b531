import type { DocumentRule } from '../rule';

export const readable: DocumentRule = {
  id: 'readable',
  numbers: [1],
  kinds: [],
  severity: 'error',
  title: 'A file is valid YAML without duplicate keys',
  source: 'fabricator, loader.go Load (strict decoding)',
  looksAt: 'document',
  check: (document) => {
    if (document.class === 'template') return [];
    const problems = document.problems.map((problem) => ({
      at: [],
      message: problem.message.split('\n')[0] ?? problem.message,
      position: { line: problem.line, column: problem.column },
    }));
    if (document.refused === null) return problems;
    return [...problems, { at: document.refusedAt ?? [], message: document.refused }];
  },
};
