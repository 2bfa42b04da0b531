import { checkValue } from '../../schema/check-value';
import type { SchemaProblem } from '../../schema/check-value';
import type { Resource } from '../../model/model-file';
import { remember } from '../../model/remember';
import { schemaOfKind } from '../../schema/schemas';
import type { ResourceRule } from '../rule';

/** How a resource departs from its schema. Fields that webhooks fill in are not missed. */
export const schemaProblems: (resource: Resource) => readonly SchemaProblem[] = remember((resource: Resource) =>
  resource.kind && resource.document.refused === null
    ? checkValue(schemaOfKind(resource.kind.kind), resource.value)
    : [],
);

export const unknownField: ResourceRule = {
  id: 'unknown-field',
  numbers: [1],
  kinds: [],
  severity: 'error',
  title: 'Every field is one that the kind knows; the API server would drop others without a word',
  source: 'fabricator, loader.go Load (strict decoding)',
  looksAt: 'resource',
  check: (resource) =>
    schemaProblems(resource)
      .filter((problem) => problem.code === 'unknown-field')
      .map(({ path, message, suggestion }) => {
        const found = { at: path, message, onKey: true };
        if (suggestion === null) return found;
        const edits = [{ at: path, action: 'rename-key' as const, to: suggestion }];
        return { ...found, fix: { title: `Rename to ${suggestion}`, edits } };
      }),
};
