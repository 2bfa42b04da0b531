import { describeId } from '../identity';
import { areaOf, belowRoot, underRoot } from '../model/areas';
import type { Fabric } from '../model/fabric-model';
import type { ModelDocument, ModelFile } from '../model/model-file';
import { resourcesOf } from '../model/model-file';
import { canonicalText, meaningOfCopy } from '../normalize/meaning';
import type { Plan, PlannedStep } from '../plan/plan-step';
import { namePattern } from '../rules/file/005-name-form';
import { archiveLog, archivePath, archiveStrategy, logSteps } from './ingest-log';
import { managedPath } from './managed-path';

export interface IngestOptions {
  /** ISO 8601, for the log and the annotations. */
  readonly at: string;
  /** Paths that are taken although the model does not know them (archived originals are no YAML). */
  readonly taken: ReadonlySet<string>;
  /** Also what lies in the fabric directory outside of every known folder, as older repositories have it. */
  readonly fromRoot: boolean;
}

interface Sorting {
  readonly steps: PlannedStep[];
  readonly review: { what: string; why: string; paths: string[] }[];
  /** Keys that get their place by this plan, and from where. */
  readonly placed: Map<string, string>;
  readonly targets: Set<string>;
}

/** Says why a document stays where it is; null: it may go to `to`. */
function obstacle(fabric: Fabric, file: ModelFile, key: string, to: string, sorting: Sorting): string | null {
  const { policy, root } = fabric;
  const copies = fabric.copies.get(key) ?? [];
  const owner = copies.find((copy) => areaOf(copy.path, root, policy) === 'managed');
  const own = copies.find((copy) => copy.path === file.path);
  if (owner) {
    const meaning = (value: unknown): string => canonicalText(meaningOfCopy(value, policy));
    const same = meaning(owner.value) === meaning(own?.value);
    return `${owner.path} holds it already, ${same ? 'with the same meaning' : 'with another content'}; clear up duplicates first`;
  }
  const earlier = sorting.placed.get(key);
  if (earlier !== undefined) return `it stands in ${earlier} too; only one copy is taken`;
  if (sorting.targets.has(to)) return `${to} is taken by another resource of this plan`;
  return fabric.files.some((other) => other.path === to) ? `${to} is taken by something else` : null;
}

const prefix = 'hnp.githedgehog.com';

/** Where a document came from, in the field's own annotations; those that are there already stay. */
const provenance = (fabric: Fabric, file: ModelFile, document: ModelDocument, at: string): Record<string, string> => ({
  [`${prefix}/managed-by`]: 'selvedge',
  [`${prefix}/fabric`]: fabric.root.split('/').at(-1) || 'fabric',
  [`${prefix}/original-file`]: belowRoot(file.path, fabric.root),
  [`${prefix}/original-document-index`]: String(document.index + 1),
  [`${prefix}/ingested-at`]: at,
  [`${prefix}/ingestion-version`]: '1.0',
});

/** A name as the cluster allows it: no slash, nothing that leads out of its folder, short enough for a file. */
const isPlainName = (name: string): boolean => name.length <= 200 && namePattern.test(name);

const placeOf = (file: ModelFile, document: ModelDocument): string => `${file.path}:${document.contentLine + 1}`;

/** Plans one document; null: it stays. */
function placeDocument(
  fabric: Fabric,
  file: ModelFile,
  document: ModelDocument,
  at: string,
  sorting: Sorting,
): string | null {
  const resource = resourcesOf(file).find((one) => one.documentIndex === document.index);
  if (!resource?.kind) return null;
  const name = describeId(resource.id);
  if (document.within) {
    const why = `it is an item of the List at ${placeOf(file, document)}; it stays where it is`;
    sorting.review.push({ what: name, why, paths: [file.path] });
    return null;
  }
  if (!isPlainName(resource.id.name) || !isPlainName(resource.id.namespace)) {
    const why = `its name, ${placeOf(file, document)}, cannot become the name of a file; it stays where it is`;
    sorting.review.push({ what: name, why, paths: [file.path] });
    return null;
  }
  const to = managedPath(fabric.root, resource.kind, resource.id, fabric.policy);
  const why = obstacle(fabric, file, resource.key, to, sorting);
  if (why !== null) {
    sorting.review.push({ what: name, why, paths: [file.path, to] });
    return null;
  }
  sorting.placed.set(resource.key, file.path);
  sorting.targets.add(to);
  const where = { path: file.path, document: document.index, expect: resource.key };
  if (fabric.policy.ingest.annotations)
    sorting.steps.push({
      step: { action: 'annotate', ...where, annotations: provenance(fabric, file, document, at) },
      why: 'it says where it came from',
    });
  sorting.steps.push({ step: { action: 'move', ...where, to }, why: `${name} gets a file of its own` });
  return to;
}

/** Documents that no plan can place, told about whether or not others of their file moved. */
function tellLeftovers(fabric: Fabric, file: ModelFile, sorting: Sorting): void {
  const resources = new Set(resourcesOf(file).flatMap((one) => (one.kind ? [one.documentIndex] : [])));
  const rest = file.documents.filter(
    ({ index, class: sort }) => sort !== 'empty' && sort !== 'broken' && sort !== 'disabled' && !resources.has(index),
  );
  if (rest.length > 0)
    sorting.review.push({
      what: belowRoot(file.path, fabric.root),
      why: `${rest.length} of its documents ${rest.length === 1 ? 'stays, because it is no resource' : 'stay, because they are no resources'} that can be placed (${rest.map((document) => placeOf(file, document)).join(', ')})`,
      paths: [file.path],
    });
}

interface Ingested {
  readonly file: ModelFile;
  readonly created: readonly string[];
  readonly archivedTo: string | null;
}

function ingestFile(fabric: Fabric, file: ModelFile, options: IngestOptions, sorting: Sorting): Ingested[] {
  const inside = belowRoot(file.path, fabric.root);
  for (const document of file.documents)
    if (document.class === 'broken')
      sorting.review.push({
        what: inside,
        why: `the document at ${placeOf(file, document)} cannot be read; it stays as it is`,
        paths: [file.path],
      });
  const created = file.documents.flatMap(
    (document) => placeDocument(fabric, file, document, options.at, sorting) ?? [],
  );
  tellLeftovers(fabric, file, sorting);
  if (created.length === 0) return [];
  const taken = new Set([...options.taken, ...fabric.files.map(({ path }) => path), ...sorting.targets]);
  const archivedTo = archivePath(fabric, file.path, taken, options.at);
  if (archivedTo !== null) {
    sorting.targets.add(archivedTo);
    sorting.steps.push({
      step: { action: 'copy-file', path: file.path, to: archivedTo },
      why: 'the original is kept as it was',
    });
  }
  return [{ file, created, archivedTo }];
}

/** Files that no fabric reads, whatever they hold. */
const ofOtherTools = new Set(['mkdocs.yml', 'docker-compose.yml', '.pre-commit-config.yaml', 'kustomization.yaml']);

function isTaken({ root, policy }: Fabric, { path }: ModelFile, fromRoot: boolean): boolean {
  const area = areaOf(path, root, policy);
  if (area === 'raw') return true;
  const below = belowRoot(path, root);
  return fromRoot && area === 'other' && !below.startsWith('.') && !ofOtherTools.has(below.split('/').at(-1) ?? '');
}

/**
 * Sorts what lies in `raw/` into `managed/<kind>/<name>.yaml`, one resource a file, by moving whole documents: their
 * comments, order, quotes and line ends come along byte by byte, and annotations say where each came from. What is
 * foreign, broken, disabled, a template or a copy stays where it is and is told about, so nothing is lost and a second
 * run finds nothing to do. The originals are kept and the log is written as the policy says.
 */
export function planIngest(fabric: Fabric, options: IngestOptions): Plan {
  const sorting: Sorting = { steps: [], review: [], placed: new Map(), targets: new Set() };
  const files = fabric.files.filter((file) => isTaken(fabric, file, options.fromRoot));
  const ingested = files.flatMap((file) => ingestFile(fabric, file, options, sorting));
  const { raw, managed } = fabric.policy.directories;
  const { unknown } = archiveStrategy(fabric);
  if (unknown !== null && ingested.length > 0)
    sorting.review.push({
      what: 'the archive strategy of the manifest',
      why: `${unknown} is none that is known; originals are kept beside with the ending .archived`,
      paths: [],
    });
  const moved = ingested.reduce((count, { created }) => count + created.length, 0);
  const log = fabric.policy.ingest.log
    ? archiveLog(
        fabric,
        options.at,
        ingested.map(({ file, created, archivedTo }) => ({
          original: file.path,
          documents: file.documents.filter((document) => document.class !== 'empty').length,
          created,
          archivedTo,
        })),
      )
    : undefined;
  return {
    title:
      files.length === 0 ? `No file lies in ${underRoot(fabric.root, raw)}` : `Sort ${moved} resources into ${managed}`,
    steps: [...sorting.steps, ...(log ? logSteps(log) : [])],
    review: sorting.review,
    ...(log ? { log } : {}),
  };
}
