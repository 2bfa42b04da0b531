import type { Fabric, FabricModel } from '../model/fabric-model';
import { rootOf } from '../model/fabric-roots';
import { installationsOf } from '../model/installations';
import type { ModelFile, Resource } from '../model/model-file';
import { placeInFile, resourcesOf } from '../model/model-file';
import type { Policy } from '../policy/policy';
import { allRules } from './all-rules';
import type { DocumentEdit, Finding, Severity } from './finding';
import { readable } from './file/001-readable';
import { notAResource } from './file/002-not-a-resource';
import { doubtMissing } from './links/unread-names';
import type { Looked } from './watch-lookups';
import { stillTrue, watch } from './watch-lookups';
import type { ChangeRule, Draft, DraftEdit, FabricChange, OwnContext, Rule, RuleFacts } from './rule';

type Ready<K extends Rule['looksAt']> = Extract<Rule, { looksAt: K }>;

const severityOf = (rule: RuleFacts, policy: Policy): Severity | null => {
  const level = policy.severities[rule.id] ?? rule.severity;
  return level === 'off' ? null : level;
};

interface Place {
  readonly fabric: string | null;
  readonly path: string;
  readonly document: number;
  readonly resource: Resource | null;
}

function editOf(edit: DraftEdit, place: Place): DocumentEdit {
  const { in: other, ...rest } = edit;
  const resource = other ?? place.resource;
  if (resource === null) return { ...rest, path: place.path, document: place.document };
  return { ...rest, path: resource.path, ...placeInFile(resource.document, edit.at) };
}

function findingOf(rule: RuleFacts, draft: Draft, place: Place, policy: Policy): Finding[] {
  const own = severityOf(rule, policy);
  if (own === null) return [];
  // A policy's word counts for every draft; without one a draft may be milder than its rule.
  const severity = Object.hasOwn(policy.severities, rule.id) ? own : (draft.severity ?? own);
  return [
    {
      rule: rule.id,
      severity,
      message: draft.message,
      fabric: place.fabric,
      path: place.path,
      document: place.document,
      at: draft.at,
      onKey: draft.onKey ?? false,
      position: draft.position ?? null,
      resource: place.resource?.key ?? null,
      related: (draft.related ?? []).map(({ resource, at, message }) => ({
        path: resource.path,
        document: resource.documentIndex,
        at,
        resource: resource.key,
        message,
      })),
      fix: draft.fix ? { title: draft.fix.title, edits: draft.fix.edits.map((edit) => editOf(edit, place)) } : null,
    },
  ];
}

const placeOf = (fabric: string | null, resource: Resource): Place => ({
  fabric,
  path: resource.path,
  document: resource.documentIndex,
  resource,
});

const looking = <K extends Rule['looksAt']>(looksAt: K): Ready<K>[] =>
  allRules.filter((rule): rule is Ready<K> => rule.looksAt === looksAt);
const resourceRules = looking('resource');
const linkRules = looking('links');
const fabricRules = looking('fabric');
const documentRules = looking('document');
const changeRules: ChangeRule[] = looking('change');
const installationRules = looking('installation');

const applies = (rule: RuleFacts, resource: Resource): boolean =>
  rule.kinds.length === 0 || (resource.kind !== null && rule.kinds.includes(resource.kind.kind));

const heard = new WeakMap<Policy, Map<readonly RuleFacts[], readonly RuleFacts[]>>();

/** The rules that a policy does not silence; worked out once. */
function heardOf<R extends RuleFacts>(rules: readonly R[], policy: Policy): readonly R[] {
  const known = heard.get(policy) ?? new Map<readonly RuleFacts[], readonly RuleFacts[]>();
  heard.set(policy, known);
  const found = known.get(rules) as readonly R[] | undefined;
  if (found) return found;
  const left = rules.filter((rule) => severityOf(rule, policy) !== null);
  known.set(rules, left);
  return left;
}

/** What the file's own rules say, remembered per policy for as long as the file stays the same. */
const perPolicy = new WeakMap<Policy, Map<string, WeakMap<ModelFile, readonly Finding[]>>>();

function ownFindings(file: ModelFile, root: string, policy: Policy): readonly Finding[] {
  const roots = perPolicy.get(policy) ?? new Map<string, WeakMap<ModelFile, readonly Finding[]>>();
  perPolicy.set(policy, roots);
  const files = roots.get(root) ?? new WeakMap<ModelFile, readonly Finding[]>();
  roots.set(root, files);
  const known = files.get(file);
  if (known) return known;
  const context: OwnContext = { root, settings: policy.settings, policy };
  const resources = new Map(resourcesOf(file).map((resource) => [resource.documentIndex, resource]));
  const found = file.documents.flatMap((document) => {
    const resource = resources.get(document.index) ?? null;
    const place: Place = { fabric: root, path: file.path, document: document.index, resource };
    const written = heardOf(documentRules, policy).flatMap((rule) =>
      rule.check(document, file, context).flatMap((draft) => findingOf(rule, draft, place, policy)),
    );
    // A document without a value has its one problem; the rest would be guesses.
    if (!resource || document.refused !== null) return written;
    const meant = heardOf(resourceRules, policy)
      .filter((rule) => applies(rule, resource))
      .flatMap((rule) => rule.check(resource, context).flatMap((draft) => findingOf(rule, draft, place, policy)));
    return [...written, ...meant];
  });
  files.set(file, found);
  return found;
}

interface LinkMemory {
  readonly policy: Policy;
  readonly root: string;
  readonly looked: Looked;
  readonly findings: readonly Finding[];
}
const linkMemory = new WeakMap<Resource, LinkMemory>();

/** What the rules about links say of one resource; asked anew only when something that it looked up has changed. */
function linkFindings(resource: Resource, fabric: Fabric): readonly Finding[] {
  const { policy, root } = fabric;
  const known = linkMemory.get(resource);
  if (known && known.policy === policy && known.root === root && stillTrue(known.looked, fabric)) return known.findings;
  const { watched, looked } = watch(fabric);
  const findings = linkRules
    .filter((rule) => applies(rule, resource) && severityOf(rule, policy) !== null)
    .flatMap((rule) =>
      rule.check(resource, watched).flatMap((draft) => findingOf(rule, draft, placeOf(root, resource), policy)),
    );
  linkMemory.set(resource, { policy, root, looked, findings });
  return findings;
}

const rank = { error: 0, warning: 1, note: 2 } as const;
const byText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** Findings in the order of files and documents, the most serious first within a document. */
const sortFindings = (findings: readonly Finding[]): Finding[] =>
  findings
    .map((finding, index) => ({ finding, index }))
    .sort(
      (a, b) =>
        byText(a.finding.path, b.finding.path) ||
        a.finding.document - b.finding.document ||
        rank[a.finding.severity] - rank[b.finding.severity] ||
        a.index - b.index,
    )
    .map(({ finding }) => finding);

/**
 * Everything that the rules find in one fabric, all at once. Rules about single documents look at every copy; rules
 * about what resources are to each other look at the winning copy of each, so that a copy does not clash with itself.
 */
export function checkFabric(fabric: Fabric): Finding[] {
  const { policy, root } = fabric;
  const found: Finding[] = [];
  for (const file of fabric.files) for (const finding of ownFindings(file, root, policy)) found.push(finding);
  for (const [winner] of fabric.copies.values())
    if (winner?.kind && winner.document.refused === null)
      for (const finding of doubtMissing(linkFindings(winner, fabric), winner, fabric)) found.push(finding);
  for (const rule of fabricRules)
    if (severityOf(rule, policy) !== null)
      for (const draft of rule.check(fabric))
        if (draft.resource.document.refused === null)
          found.push(...findingOf(rule, draft, placeOf(root, draft.resource), policy));
  return sortFindings(found);
}

/** YAML outside of every fabric may be anybody's: it has to be readable, and no unfinished resource of the fabric. */
function outsideFindings(file: ModelFile, policy: Policy): Finding[] {
  const context: OwnContext = { root: '', settings: policy.settings, policy };
  return file.documents.flatMap((document) => {
    const place: Place = { fabric: null, path: file.path, document: document.index, resource: null };
    const unfinished = notAResource.check(document, file, context).filter(({ severity }) => severity === 'error');
    return [
      ...readable.check(document, file, context).flatMap((draft) => findingOf(readable, draft, place, policy)),
      ...unfinished.flatMap((draft) => findingOf(notAResource, draft, place, policy)),
    ];
  });
}

/** The installer's own resources are judged wherever they lie: most often beside the fabric directory. */
function installationFindings(model: FabricModel): Finding[] {
  const roots = new Set(model.fabrics.map(({ root }) => root));
  const found = installationsOf(model).flatMap((installation) =>
    installationRules.flatMap((rule) =>
      rule
        .check(installation)
        .flatMap((draft) =>
          findingOf(rule, draft, placeOf(rootOf(draft.resource.path, roots), draft.resource), model.policy),
        ),
    ),
  );
  return sortFindings(found);
}

/**
 * Everything that the rules find in a repository: fabric by fabric, then files of no fabric that cannot be read, then
 * the installer's own resources.
 */
export const checkModel = (model: FabricModel): Finding[] => [
  ...model.fabrics.flatMap(checkFabric),
  ...model.outside.flatMap((file) => outsideFindings(file, model.policy)),
  ...installationFindings(model),
];

/**
 * What the rules about changes say when `before` becomes `after` (index against HEAD, a branch against its base).
 * Findings about something that is gone stand at its old place.
 */
export function checkChange(change: FabricChange): Finding[] {
  const { policy, root } = change.after;
  const found = changeRules.flatMap((rule) =>
    severityOf(rule, policy) === null
      ? []
      : rule.check(change).flatMap((draft) => findingOf(rule, draft, placeOf(root, draft.resource), policy)),
  );
  return sortFindings(found);
}

/** Fabrics of two models paired by root; one that is new has nothing to lose, one that is gone is compared with nothing. */
export function checkModelChange(before: FabricModel, after: FabricModel): Finding[] {
  const later = new Map(after.fabrics.map((fabric) => [fabric.root, fabric]));
  return before.fabrics.flatMap((fabric) => {
    const next = later.get(fabric.root) ?? emptied(fabric, after.policy);
    return next === fabric ? [] : checkChange({ before: fabric, after: next });
  });
}

const emptied = (fabric: Fabric, policy: Policy): Fabric => ({
  ...fabric,
  policy,
  files: [],
  resources: [],
  copies: new Map(),
  byKind: new Map(),
  byName: new Map(),
});
