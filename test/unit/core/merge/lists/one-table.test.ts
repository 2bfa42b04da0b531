import { describe, expect, it } from 'vitest';
import { fabricKinds } from '../../../../../src/core/fabric/kinds';
import type { FabricList } from '../../../../../src/core/fabric/list-semantics';
import { FABRIC_LISTS, listSemanticsFor } from '../../../../../src/core/fabric/list-semantics';
import type { Schema } from '../../../../../src/core/fabric/schema/schema';
import { schemaOfKind } from '../../../../../src/core/fabric/schema/schemas';
import { BUILT_IN_LISTS, mergeRulesOf } from '../../../../../src/core/merge/lists/built-in';
import { findListRule } from '../../../../../src/core/merge/lists/list-policy';

interface FoundList {
  readonly groupKind: string;
  readonly kind: string;
  /** `*` for a place in a list and for any key. */
  readonly path: readonly string[];
  /** Without places in lists. */
  readonly keys: readonly string[];
  readonly items: Schema['type'];
}

/** Every list in the specs of the fabric's kinds, as its schemas know them. */
const lists: readonly FoundList[] = fabricKinds.flatMap(({ group, kind }) => {
  const found: FoundList[] = [];
  const visit = (schema: Schema, path: readonly string[], keys: readonly string[]): void => {
    if (schema.type === 'list') {
      found.push({ groupKind: `${group}/${kind}`, kind, path, keys, items: schema.items.type });
      visit(schema.items, [...path, '*'], keys);
    }
    if (schema.type === 'map') visit(schema.values, [...path, '*'], [...keys, '*']);
    if (schema.type === 'object')
      for (const [name, field] of Object.entries(schema.fields)) visit(field, [...path, name], [...keys, name]);
  };
  const { spec } = schemaOfKind(kind).fields;
  if (spec) visit(spec, ['spec'], ['spec']);
  return found;
});

const ruleFor = ({ kind, keys }: FoundList): ReturnType<typeof findListRule> =>
  findListRule({ file: 'a.yaml', kind, path: keys }, {}, BUILT_IN_LISTS);

describe('the table of the fabric’s lists', () => {
  it('names every list of every kind, and no other', () => {
    const asked = lists.map((list) => `${list.groupKind} ${list.path.join('.')}`).sort();
    const named = FABRIC_LISTS.map((list) => `${list.groupKind} ${list.path.join('.')}`).sort();
    expect(asked.length).toBeGreaterThan(35);
    expect(named).toEqual(asked);
  });

  it.each(lists.map((list) => [`${list.kind} ${list.path.join('.')}`, list] as const))(
    'is what a merge goes by: %s',
    (_, list) => {
      const meaning = ruleFor(list)?.meaning;
      const semantics = listSemanticsFor(list.groupKind, list.path);
      expect(semantics).not.toBeNull();
      const keys = (semantics?.key ?? []).map((path) => path.join('.'));
      const others = (semantics?.otherKeys ?? []).map((path) => path.join('.'));
      if (semantics?.treat === 'ordered')
        expect(meaning).toEqual(keys.length > 0 ? { kind: 'ordered-map', keys } : { kind: 'ordered' });
      else if (semantics?.treat === 'map')
        expect(meaning).toEqual({ kind: others.length > 0 ? 'any-key' : 'map', keys: [...keys, ...others] });
      else expect(meaning?.kind).toBe(list.items === 'text' ? (inner(list) ? 'set-of-sets' : 'set') : outer(list));
    },
  );

  const inner = (list: FoundList): boolean => list.path.at(-1) === '*';
  const outer = (list: FoundList): string => (list.items === 'list' ? 'set-of-sets' : 'loose');

  it('makes a rule of a merge from each line, places in lists left out and keys kept', () => {
    const line = (path: string, rest: Partial<FabricList>): FabricList => ({
      groupKind: 'example.com/Thing',
      path: path.split('.'),
      treat: 'set',
      key: [],
      why: 'for a test',
      ...rest,
    });
    const rules = mergeRulesOf([
      line('spec.cables', { treat: 'map', key: [['near', 'port']], otherKeys: [['far', 'port']] }),
      line('spec.cables.*.colours', {}),
      line('spec.named.*.colours', { treat: 'ordered' }),
    ]);
    expect(rules.map(({ path, meaning }) => [path, meaning])).toEqual([
      ['spec.cables', { kind: 'any-key', keys: ['near.port', 'far.port'] }],
      ['spec.cables.colours', { kind: 'set' }],
      ['spec.named.*.colours', { kind: 'ordered' }],
    ]);
  });
});
