import type { DocumentTarget } from '../../../contract/fabric/plans';
import { describeId, keyOf } from '../identity';
import { managedFileName } from '../layout/managed-path';
import type { Fabric } from '../model/fabric-model';
import { isWinner } from '../model/fabric-model';
import type { ModelDocument, Resource } from '../model/model-file';
import { resourcesOf } from '../model/model-file';
import { planDelete } from '../references/delete-impact';
import { reviewOfMention, unreadMentions } from '../references/mentions';
import { referrersOf } from '../references/reference-graph';
import type { Plan, PlannedStep } from './plan-step';

/** A document that a person pointed at. */
interface Pointed {
  readonly path: string;
  readonly document: ModelDocument;
  readonly resource: Resource | null;
  readonly expect: string | null;
  readonly name: string;
}

export type Planned = { readonly ok: true; readonly plan: Plan } | { readonly ok: false; readonly reason: string };
export const refusePlan = (reason: string): Planned => ({ ok: false, reason });

function pointAt(fabric: Fabric, target: DocumentTarget): Pointed | string {
  const file = fabric.files.find(({ path }) => path === target.path);
  const document = file?.documents[target.document];
  if (!file || !document) return `${target.path} has no document ${target.document + 1} in this fabric`;
  const resource = resourcesOf(file).find((one) => one.documentIndex === document.index) ?? null;
  if (target.key !== undefined && target.key !== resource?.key)
    return `document ${target.document + 1} of ${target.path} is another one by now`;
  const name = resource ? describeId(resource.id) : `document ${document.index + 1} of ${target.path}`;
  return { path: target.path, document, resource, expect: resource?.key ?? null, name };
}

function pointAtAll(fabric: Fabric, targets: readonly DocumentTarget[]): Pointed[] | string {
  const found: Pointed[] = [];
  for (const target of targets) {
    const pointed = pointAt(fabric, target);
    if (typeof pointed === 'string') return pointed;
    if (!found.some((one) => one.path === pointed.path && one.document === pointed.document)) found.push(pointed);
  }
  return found;
}

const titleOf = (verb: string, pointed: readonly Pointed[]): string =>
  pointed.length === 1 && pointed[0] ? `${verb} ${pointed[0].name}` : `${verb} ${pointed.length} documents`;

/** Texts of files, where a plan has to look into them for names. */
type Texts = ReadonlyMap<string, string>;

/** What cannot be read and may go on naming what goes. */
const unseenNames = (fabric: Fabric, pointed: readonly Pointed[], texts: Texts): Plan['review'] =>
  pointed.flatMap(({ resource }) =>
    resource?.kind && isWinner(fabric, resource)
      ? unreadMentions(fabric, resource.id.name, texts).map(reviewOfMention)
      : [],
  );

/** What would be left hanging when these are gone, one entry a resource. */
function hanging(fabric: Fabric, pointed: readonly Pointed[]): Plan['review'] {
  return pointed.flatMap(({ resource }) => {
    if (!resource?.kind || !isWinner(fabric, resource)) return [];
    const others = (fabric.copies.get(resource.key) ?? []).filter((copy) => copy !== resource);
    if (others.some((copy) => !pointed.some((one) => one.resource === copy))) return [];
    const names = referrersOf(fabric, resource.kind.kind, resource.id.name)
      .map(({ from }) => from)
      .filter((from) => !pointed.some((one) => one.resource === from));
    const unique = [...new Map(names.map((from) => [from.key, from])).values()];
    if (unique.length === 0) return [];
    return [
      {
        what: describeId(resource.id),
        why: `${unique.map((from) => describeId(from.id)).join(', ')} still ${unique.length === 1 ? 'names' : 'name'} it`,
        paths: unique.map((from) => from.path),
      },
    ];
  });
}

/** Comments documents out. */
export function planDisable(
  fabric: Fabric,
  targets: readonly DocumentTarget[],
  reason: string,
  texts: Texts = new Map(),
): Planned {
  const pointed = pointAtAll(fabric, targets);
  if (typeof pointed === 'string') return refusePlan(pointed);
  const steps = pointed.map(({ path, document, expect }): PlannedStep => ({
    step: { action: 'disable', path, document: document.index, expect, reason: reason || 'on request' },
    why: reason || 'asked for',
  }));
  const review = [...hanging(fabric, pointed), ...unseenNames(fabric, pointed, texts)];
  return { ok: true, plan: { title: titleOf('Comment out', pointed), steps, review } };
}

/** Brings commented-out resources back. */
export function planEnable(fabric: Fabric, targets: readonly (DocumentTarget & { readonly place: number })[]): Planned {
  const steps: PlannedStep[] = [];
  const review: Plan['review'][number][] = [];
  const names: string[] = [];
  for (const target of targets) {
    const document = fabric.files.find(({ path }) => path === target.path)?.documents[target.document];
    const entry = document?.disabled[target.place];
    if (!entry || (target.key !== undefined && target.key !== keyOf(entry.identity)))
      return refusePlan(`${target.path} has no such commented-out resource by now`);
    const name = describeId(entry.identity);
    const alive = fabric.copies.get(keyOf(entry.identity))?.[0];
    if (alive)
      review.push({
        what: name,
        why: `it stands in ${alive.path} too, so it will be there twice`,
        paths: [alive.path],
      });
    names.push(name);
    steps.push({
      step: {
        action: 'enable',
        path: target.path,
        document: target.document,
        place: target.place,
        expect: keyOf(entry.identity),
      },
      why: 'asked for',
    });
  }
  const title = names.length === 1 ? `Bring ${names[0]} back` : `Bring ${names.length} resources back`;
  return { ok: true, plan: { title, steps, review } };
}

/** Moves documents into one file, or each into a file of its own in a folder. */
export function planMove(fabric: Fabric, targets: readonly DocumentTarget[], to: string): Planned {
  const pointed = pointAtAll(fabric, targets);
  if (typeof pointed === 'string') return refusePlan(pointed);
  const oneFile = /\.ya?ml$/i.test(to);
  const taken = new Set(fabric.files.map(({ path }) => path));
  const steps: PlannedStep[] = [];
  for (const { path, document, resource, expect, name } of pointed) {
    const file = resource ? managedFileName(resource.id) : (path.split('/').at(-1) ?? 'document.yaml');
    const target = oneFile ? to : `${to.replace(/\/+$/, '')}/${file}`;
    if (target === path) return refusePlan(`${name} is in ${target} already`);
    if (!oneFile && taken.has(target)) return refusePlan(`${target} exists already`);
    taken.add(target);
    steps.push({ step: { action: 'move', path, document: document.index, expect, to: target }, why: 'asked for' });
  }
  return { ok: true, plan: { title: `${titleOf('Move', pointed)} to ${to}`, steps, review: [] } };
}

/** Deletes documents, alone or with everything that names them, in the safe order. */
export function planDeleteDocuments(
  fabric: Fabric,
  targets: readonly DocumentTarget[],
  withReferrers: boolean,
  texts: Texts = new Map(),
): Planned {
  const pointed = pointAtAll(fabric, targets);
  if (typeof pointed === 'string') return refusePlan(pointed);
  const resources = pointed.flatMap(({ resource }) => resource ?? []);
  const rest = pointed.filter(({ resource }) => resource === null || !withReferrers);
  const steps = rest.map(({ path, document, expect }): PlannedStep => ({
    step: { action: 'delete', path, document: document.index, expect },
    why: 'asked for',
  }));
  const withOthers = withReferrers ? planDelete(fabric, resources).steps : [];
  return {
    ok: true,
    plan: {
      title: titleOf('Delete', pointed),
      steps: [...withOthers, ...steps],
      review: [...(withReferrers ? [] : hanging(fabric, pointed)), ...unseenNames(fabric, pointed, texts)],
    },
  };
}
