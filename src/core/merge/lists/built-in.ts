import type { FabricList } from '../../fabric/list-semantics';
import { FABRIC_LISTS } from '../../fabric/list-semantics';
import type { ListMeaning, ListRule } from './list-policy';

const set: ListMeaning = { kind: 'set' };
const ordered: ListMeaning = { kind: 'ordered' };
const map = (...keys: string[]): ListMeaning => ({ kind: 'map', keys });

/**
 * The fabric's lists as rules of a merge: a path of the fabric's table without the places in lists. Of a set of sets
 * there is one rule, because without places both lists have one path.
 */
export function mergeRulesOf(table: readonly FabricList[]): ListRule[] {
  return table
    .filter((list) => !isInnerSet(list, table))
    .map((list) => {
      const kind = list.groupKind.slice(list.groupKind.indexOf('/') + 1);
      return { kind, path: keyPath(list, table), meaning: meaningOf(list, table), source: list.why };
    });
}

const holds = (list: FabricList, path: readonly string[], table: readonly FabricList[]): boolean =>
  table.some((other) => other.groupKind === list.groupKind && other.path.join('.') === path.join('.'));

/** A `*` right behind another list's path is a place in that list; any other is a key. */
const keyPath = (list: FabricList, table: readonly FabricList[]): string =>
  list.path.filter((step, at) => step !== '*' || !holds(list, list.path.slice(0, at), table)).join('.');

const isInnerSet = (list: FabricList, table: readonly FabricList[]): boolean =>
  list.path.at(-1) === '*' && holds(list, list.path.slice(0, -1), table);

function meaningOf(list: FabricList, table: readonly FabricList[]): ListMeaning {
  const keys = list.key.map((path) => path.join('.'));
  switch (list.treat) {
    case 'set':
      if (list.ofMappings) return { kind: 'loose' };
      return holds(list, [...list.path, '*'], table) ? { kind: 'set-of-sets' } : set;
    case 'ordered':
      return keys.length > 0 ? { kind: 'ordered-map', keys } : ordered;
    case 'map': {
      const others = (list.otherKeys ?? []).map((path) => path.join('.'));
      return others.length > 0 ? { kind: 'any-key', keys: [...keys, ...others] } : map(...keys);
    }
  }
}

const everywhere = (path: string, meaning: ListMeaning, source: string): ListRule => ({ path, meaning, source });
const kubernetes = 'the Kubernetes API';

/** Well-known lists of Kubernetes, kustomize and continuous integration. */
const commonRules: readonly ListRule[] = [
  everywhere('**.finalizers', set, kubernetes),
  everywhere('**.<<', ordered, 'the first mapping wins'),
  everywhere('**.containers.ports', map('containerPort', 'protocol'), kubernetes),
  everywhere('**.args', ordered, 'order of arguments'),
  everywhere('**.command', ordered, 'order of arguments'),
  everywhere('**.cmd', ordered, 'order of arguments'),
  everywhere('**.entrypoint', ordered, 'order of arguments'),
  everywhere('**.script', ordered, 'order of commands'),
  everywhere('**.before_script', ordered, 'order of commands'),
  everywhere('**.after_script', ordered, 'order of commands'),
  { file: 'kustomization\\.ya?ml$', path: 'resources', meaning: { kind: 'loose' }, source: 'kustomize' },
];

export const BUILT_IN_LISTS: readonly ListRule[] = [...mergeRulesOf(FABRIC_LISTS), ...commonRules];

/** Keys that name an item, tried in this order where no rule names them; several keys together name it by all. */
export const INFERRED_KEYS: readonly (readonly string[])[] = [
  ['name'],
  ['id'],
  ['key'],
  ['seq'],
  ['containerPort', 'protocol'],
  ['containerPort'],
  ['port', 'protocol'],
  ['port'],
  ['prefix'],
  ['cidr'],
  ['path'],
  ['mountPath'],
  ['host'],
  ['kind', 'name'],
  ['kind', 'metadata.name'],
  ['metadata.name'],
  ['url'],
  ['username'],
  ['repo'],
  ['repository'],
  ['title'],
  ['alert'],
  ['record'],
  ['topologyKey'],
  ['ip'],
  ['uses'],
];
