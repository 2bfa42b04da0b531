import type { Fabric } from '../../model/fabric-model';
import type { Resource } from '../../model/model-file';
import type { FabricRule } from '../rule';
import { plural } from '../words';

export const oneCopy: FabricRule = {
  id: 'one-copy',
  numbers: [7],
  kinds: [],
  severity: 'error',
  title: 'A resource stands once in a fabric directory',
  source: 'fabricator, loader.go Add',
  looksAt: 'fabric',
  check: ({ copies }) =>
    repeated(copies).flatMap((list) => {
      const [winner, ...rest] = list;
      if (!winner?.kind) return [];
      return rest.map((resource) => ({
        resource,
        at: ['metadata', 'name'],
        message: `${winner.id.kind} ${winner.id.name} stands here and in ${plural(rest.length, 'other place')}; ${winner.path} is taken for the real one`,
        related: list
          .filter((other) => other !== resource)
          .slice(0, 20)
          .map((other) => ({
            resource: other,
            at: ['metadata', 'name'],
            message: other === winner ? 'the copy that counts' : 'another copy',
          })),
      }));
    }),
};

function repeated(copies: Fabric['copies']): (readonly Resource[])[] {
  const found: (readonly Resource[])[] = [];
  for (const list of copies.values()) if (list.length > 1) found.push(list);
  return found;
}
