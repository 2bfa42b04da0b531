import { describeId } from '../identity';
import { areaOf, belowRoot } from '../model/areas';
import type { Fabric } from '../model/fabric-model';
import type { ModelDocument, ModelFile } from '../model/model-file';
import { resourcesOf } from '../model/model-file';
import { canonicalText, meaningOf } from '../normalize/meaning';
import type { Plan, PlanStep, PlannedStep } from '../plan/plan-step';
import { managedPath } from './managed-path';

interface Sorting {
  readonly steps: PlannedStep[];
  readonly review: { what: string; why: string; paths: string[] }[];
  /** Keys that have their place in managed/ already, or get it by this plan. */
  readonly placed: Map<string, string>;
}

const below = (root: string, path: string): string => (root === '' ? path : `${root}/${path}`);

function placeDocument(fabric: Fabric, file: ModelFile, document: ModelDocument, sorting: Sorting): boolean {
  const resource = resourcesOf(file).find((one) => one.documentIndex === document.index);
  if (!resource?.kind) return false;
  const { policy, root } = fabric;
  const to = managedPath(root, resource.kind, resource.id, policy);
  const name = describeId(resource.id);
  const owner = fabric.copies.get(resource.key)?.find((copy) => areaOf(copy.path, root, policy) === 'managed');
  const earlier = sorting.placed.get(resource.key);
  const where = { path: file.path, document: document.index, expect: resource.key };
  if (owner) {
    const same = canonicalText(meaningOf(owner.value, policy)) === canonicalText(meaningOf(resource.value, policy));
    sorting.review.push({
      what: name,
      why: `${owner.path} holds it already, ${same ? 'with the same meaning' : 'with another content'}; clear up duplicates first`,
      paths: [file.path, owner.path],
    });
    return false;
  }
  if (earlier !== undefined) {
    sorting.review.push({
      what: name,
      why: `it stands in ${earlier} too; only one copy is taken`,
      paths: [file.path, earlier],
    });
    return false;
  }
  const blocked = fabric.files.find((other) => other.path === to);
  if (blocked) {
    sorting.review.push({ what: name, why: `${to} is taken by something else`, paths: [file.path, to] });
    return false;
  }
  sorting.placed.set(resource.key, file.path);
  sorting.steps.push({ step: { action: 'move', ...where, to }, why: `${name} gets a file of its own` });
  return true;
}

/** What becomes of a raw file after its resources have moved out. */
function leftovers(fabric: Fabric, file: ModelFile, moved: number, sorting: Sorting): void {
  if (moved === 0) return;
  const rest = file.documents.filter((document) => document.class !== 'empty').length - moved;
  if (rest > 0)
    sorting.review.push({
      what: belowRoot(file.path, fabric.root),
      why: `${rest} of its documents stay, because they are no resources that can be placed`,
      paths: [file.path],
    });
}

/**
 * Sorts what lies in `raw/` into `managed/<kind>/<name>.yaml`, one resource a file, by moving whole documents: their
 * comments, order, quotes and line ends come along byte by byte. What is foreign, broken, disabled, a template or a
 * copy stays where it is and is told about, so nothing is lost and a second run finds nothing to do.
 */
export function planIngest(fabric: Fabric): Plan {
  const { policy, root } = fabric;
  const sorting: Sorting = { steps: [], review: [], placed: new Map() };
  for (const file of fabric.files) {
    if (areaOf(file.path, root, policy) !== 'raw') continue;
    const broken = file.documents.find((document) => document.class === 'broken');
    if (broken) {
      sorting.review.push({
        what: belowRoot(file.path, root),
        why: 'a document of it cannot be read; the file stays as it is',
        paths: [file.path],
      });
      continue;
    }
    const moved = file.documents.filter((document) => placeDocument(fabric, file, document, sorting)).length;
    leftovers(fabric, file, moved, sorting);
  }
  return { title: `Sort ${sorting.steps.length} resources into ${policy.directories.managed}`, ...pick(sorting) };
}

const pick = ({ steps, review }: Sorting): Pick<Plan, 'steps' | 'review'> => ({ steps, review });

/** Keeps a copy of a raw file before ingest empties it, as the policy's archive strategy says; null: no copy. */
export function archiveStep(fabric: Fabric, path: string, text: string, taken: ReadonlySet<string>): PlanStep | null {
  const strategy = fabric.policy.directories.archive;
  if (strategy === 'keep') return null;
  const inside = belowRoot(path, fabric.root);
  const stem = strategy === 'rename' ? path : below(fabric.root, `.archive/${inside}`);
  for (let count = 0; ; count += 1) {
    const to =
      strategy === 'rename'
        ? `${stem}.archived${count === 0 ? '' : `.${count}`}`
        : count === 0
          ? stem
          : `${stem}.${count}`;
    if (!taken.has(to)) return { action: 'create-file', path: to, text };
  }
}
