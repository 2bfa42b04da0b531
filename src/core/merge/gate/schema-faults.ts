import { checkValue } from '../../fabric/schema/check-value';
import { schemaFor } from '../../fabric/schema/schemas';
import type { YamlDocument } from '../../yaml/documents';
import { toValue } from '../../yaml/documents';
import { identityKey } from '../../yaml/identity';
import { tally } from './tally';

interface Fault {
  readonly key: string;
  readonly sentence: string;
}

/** Ways in which resources of the fabric do not fit their schema, beyond those that the two sides have together. */
export function newSchemaFaults(
  result: readonly YamlDocument[],
  sides: readonly (readonly YamlDocument[])[],
): string[] {
  const found = result.flatMap(faultsOf);
  if (found.length === 0) return [];
  const known = sides.map((side) => tally(side.flatMap(faultsOf).map(({ key }) => key)));
  const seen = new Map<string, number>();
  return found.flatMap(({ key, sentence }) => {
    const times = (seen.get(key) ?? 0) + 1;
    seen.set(key, times);
    const inSides = known.reduce((sum, side) => sum + (side.get(key) ?? 0), 0);
    return times > inSides ? [sentence] : [];
  });
}

function faultsOf(document: YamlDocument): Fault[] {
  const { identity } = document;
  const schema = identity && schemaFor(identity.group, identity.kind);
  const value = schema ? toValue(document) : null;
  if (!schema || !value?.ok) return [];
  return checkValue(schema, value.value).map(({ code, path, message }) => ({
    key: [identityKey(identity), code, ...path.map((step) => (typeof step === 'number' ? '*' : step))].join('\u0000'),
    sentence: `${identity.kind} ${identity.name}: ${message}`,
  }));
}
