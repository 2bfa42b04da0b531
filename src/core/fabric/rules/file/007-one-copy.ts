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
    [...copies.values()].flatMap((list) => {
      const [winner, ...rest] = list;
      if (!winner?.kind || rest.length === 0) return [];
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
