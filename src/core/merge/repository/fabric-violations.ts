import type { FabricModel } from '../../fabric/model/fabric-model';
import type { Resource } from '../../fabric/model/model-file';
import { resolve } from '../../fabric/references/reference-graph';
import { referencesOf } from '../../fabric/references/references-of';
import type { Finding } from '../../fabric/rules/finding';
import { checkModel } from '../../fabric/rules/run-rules';
import type { Violation } from '../gate/invariants';

/** Rules that judge how files are laid out and named; a merge cannot break anything in them that runs. */
const NOT_OF_A_MERGE: ReadonlySet<string> = new Set(['file-name', 'kind-directory', 'connection-name']);

/**
 * What the rules of the fabric say about one version, remarks left out. Places inside lists count without their
 * number, so that a finding is known again when its entry has moved.
 */
export function fabricViolations(model: FabricModel): Violation[] {
  return checkModel(model).filter(counts).map(violationOf);
}

const counts = ({ rule, severity }: Finding): boolean => severity !== 'note' && !NOT_OF_A_MERGE.has(rule);

function violationOf(finding: Finding): Violation {
  const { rule, message, resource, path, at, related } = finding;
  const own = { resource: resource ?? path, file: path, path: at };
  const others = related.map((one) => ({ resource: one.resource ?? one.path, file: one.path, path: one.at }));
  const where = at.map((step) => (typeof step === 'number' ? '*' : step)).join('.');
  const met = related.map((one) => one.resource ?? one.path).sort();
  const what = met.length > 0 ? met.join(' ') : message;
  return {
    key: `${rule} · ${own.resource} · ${where} · ${what}`,
    rule,
    sentence: message,
    places: [own, ...others],
    candidates: fixOf(finding),
  };
}

/** What the rule itself proposes, where that is one value. */
function fixOf({ fix, resource, path }: Finding): Violation['candidates'] {
  return (fix?.edits ?? []).flatMap((edit) => {
    const value = edit.action === 'set' ? edit.value : edit.action === 'rename-key' ? edit.to : undefined;
    if (typeof value !== 'string' && typeof value !== 'number') return [];
    return [{ resource: resource ?? path, path: edit.at, value: String(value), why: fix?.title ?? '' }];
  });
}

/** The winning copies of all fabrics of a model, by identity key. */
export function resourcesByKey(model: FabricModel): ReadonlyMap<string, Resource> {
  const found = new Map<string, Resource>();
  for (const fabric of model.fabrics)
    for (const copies of fabric.copies.values()) if (copies[0]) found.set(copies[0].key, copies[0]);
  return found;
}

/**
 * References that lead nowhere although a version of the merge has the target: the rules take a kind that nobody has
 * any more for one that the cluster provides, a merge knows better.
 */
export function lostReferences(result: FabricModel, before: readonly FabricModel[]): Violation[] {
  const had = new Set(before.flatMap((model) => [...resourcesByKey(model).values()].map(nameOfTarget)));
  return result.fabrics.flatMap((fabric) =>
    [...fabric.byKind.values()].flat().flatMap((resource) =>
      referencesOf(resource).flatMap((reference): Violation[] => {
        if (reference.form === 'part' || resolve(fabric, reference.kind, reference.name).state !== 'assumed') return [];
        const target = `${reference.kind}/${reference.name}`;
        if (!had.has(target)) return [];
        return [
          {
            key: `named-resource · ${resource.key} · ${target}`,
            rule: 'named-resource',
            sentence: `${reference.kind} ${reference.name} does not exist any more`,
            places: [{ resource: resource.key, file: resource.path, path: reference.path }],
            candidates: [],
          },
        ];
      }),
    ),
  );
}

const nameOfTarget = ({ id }: Resource): string => `${id.kind}/${id.name}`;
