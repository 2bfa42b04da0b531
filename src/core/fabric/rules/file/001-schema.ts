import type { ResourceRule } from '../rule';
import { schemaProblems } from './001-unknown-field';

export const schema: ResourceRule = {
  id: 'schema',
  numbers: [1, 68, 71, 72, 76, 92, 105, 126],
  kinds: [],
  severity: 'error',
  title: 'Values have the type, form and size that the API asks for, and required fields are there',
  source: 'fabric v0.126, CRDs',
  looksAt: 'resource',
  check: (resource) =>
    schemaProblems(resource)
      .filter((problem) => problem.code !== 'unknown-field')
      .map(({ path, message, suggestion, code }) => {
        const at = code === 'missing' ? path.slice(0, -1) : path;
        if (suggestion === null) return { at, message };
        const edits = [{ at, action: 'set' as const, value: suggestion }];
        return { at, message, fix: { title: `Change to ${suggestion}`, edits } };
      }),
};
