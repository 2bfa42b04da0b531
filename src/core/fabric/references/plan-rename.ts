import { describeId } from '../identity';
import type { KindName } from '../kinds';
import { managedFileName } from '../layout/managed-path';
import { areaOf } from '../model/areas';
import { parentOf } from '../model/fabric-roots';
import type { Fabric } from '../model/fabric-model';
import { findResource, isWinner } from '../model/fabric-model';
import type { Resource } from '../model/model-file';
import type { Plan, PlannedStep } from '../plan/plan-step';
import { asRecord } from '../value';
import { mentionsOf, reviewOfMention } from './mentions';
import type { Reference } from './reference';
import { namingOf } from './reference-graph';
import { rewritten } from '../rules/links/named-resource';

function referenceStep(reference: Reference, text: string): PlannedStep {
  const { from, path, form } = reference;
  const place = { path: from.path, document: from.documentIndex, at: path };
  const isKey = form === 'key' || form === 'ext-key';
  return {
    step: {
      action: 'edit',
      edit: isKey ? { ...place, action: 'rename-key', to: text } : { ...place, action: 'set', value: text },
      expect: from.key,
    },
    why: `${describeId(from.id)} names it`,
  };
}

/** References deeper inside a renamed key move with it, so keys are renamed after what lies inside them. */
const innermostFirst = (one: Reference, other: Reference): number => other.path.length - one.path.length;

function fileStep(fabric: Fabric, resource: Resource, to: string): PlannedStep | null {
  const alone = fabric.files.find((file) => file.path === resource.path)?.documents.length === 1;
  const managed = areaOf(resource.path, fabric.root, fabric.policy) === 'managed';
  const name = resource.path.split('/').at(-1) ?? '';
  if (!alone || !managed || name !== managedFileName(resource.id)) return null;
  const folder = parentOf(resource.path);
  const path = `${folder === '' ? '' : `${folder}/`}${managedFileName({ ...resource.id, name: to })}`;
  return { step: { action: 'rename-file', path: resource.path, to: path }, why: 'the file is named for its resource' };
}

/** Places that keep the old name, with their lines. */
const reviewOf = (fabric: Fabric, kind: KindName, name: string, texts: ReadonlyMap<string, string>): Plan['review'] =>
  mentionsOf(fabric, kind, name, texts).map(reviewOfMention);

/** The copy that counts of a resource; in the default namespace, or wherever it is the only one, unless told. */
function meantBy(fabric: Fabric, kind: KindName, name: string, namespace: string | null): Resource | null {
  const found = findResource(fabric, kind, name);
  if (namespace === null || found?.id.namespace === namespace) return found;
  return (fabric.byKind.get(kind) ?? []).find(({ id }) => id.name === name && id.namespace === namespace) ?? null;
}

const noTexts: ReadonlyMap<string, string> = new Map();

/**
 * Renames a resource and everything that names it, every way of naming included (`vpc/subnet`, `device/port`, keys,
 * `ext.`). Null when there is no such resource or the new name is taken. What keeps the old name is for review: copies
 * are left to `planDuplicates`, comments and templates to a person (`texts`, see `mentionsOf`).
 */
export function planRename(
  fabric: Fabric,
  kind: KindName,
  name: string,
  to: string,
  { namespace = null, texts = noTexts }: { namespace?: string | null; texts?: ReadonlyMap<string, string> } = {},
): Plan | null {
  const resource = meantBy(fabric, kind, name, namespace);
  if (!resource || !isWinner(fabric, resource) || to === '' || to === name || findResource(fabric, kind, to))
    return null;
  // A name without a namespace means one resource only; another of the same name elsewhere is named by nobody.
  const isNamed = findResource(fabric, kind, name) === resource;
  const naming = (isNamed ? [...namingOf(fabric, kind, name)] : [])
    .filter((reference) => reference.form !== 'part')
    .sort(innermostFirst);
  const { path, documentIndex: document } = resource;
  const own: PlannedStep = {
    step: {
      action: 'edit',
      edit: { path, document, at: ['metadata', 'name'], action: 'set', value: to },
      expect: resource.key,
    },
    why: 'the new name',
  };
  const file = fileStep(fabric, resource, to);
  return {
    title: `Rename ${describeId(resource.id)} to ${to}`,
    // Its own name last: until then every step finds the document by its identity.
    steps: [
      ...naming.map((reference) => referenceStep(reference, rewritten(reference, to))),
      own,
      ...(file ? [file] : []),
    ],
    essential: [own.step],
    review: reviewOf(fabric, kind, name, texts),
  };
}

/** Renames a subnet of a VPC, or an interface of a gateway, and everything that names it. Null when it cannot be. */
export function planRenamePart(
  fabric: Fabric,
  kind: 'VPC' | 'Gateway',
  name: string,
  part: string,
  to: string,
  texts = noTexts,
): Plan | null {
  const resource = findResource(fabric, kind, name);
  const container = kind === 'VPC' ? 'subnets' : 'interfaces';
  const parts = asRecord(resource?.spec[container]);
  if (!resource || !Object.hasOwn(parts, part) || Object.hasOwn(parts, to) || to === '') return null;
  const naming = namingOf(fabric, kind, name).filter((reference) => reference.part === part);
  const text = (reference: Reference): string => (reference.form === 'part' ? to : `${reference.name}/${to}`);
  const own: PlannedStep = {
    step: {
      action: 'edit',
      edit: {
        path: resource.path,
        document: resource.documentIndex,
        at: ['spec', container, part],
        action: 'rename-key',
        to,
      },
      expect: resource.key,
    },
    why: 'the new name',
  };
  return {
    title: `Rename ${container === 'subnets' ? 'subnet' : 'interface'} ${part} of ${name} to ${to}`,
    steps: [...naming.map((reference) => referenceStep(reference, text(reference))), own],
    essential: [own.step],
    review: reviewOf(fabric, kind, name, texts),
  };
}
