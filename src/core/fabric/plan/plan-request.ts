import type { PlanRequest } from '../../../contract/fabric/plans';
import type { CommitTimes } from '../duplicates/find-duplicates';
import { findDuplicates } from '../duplicates/find-duplicates';
import { planDuplicates } from '../duplicates/plan-duplicates';
import { defaultNamespace, keyOf } from '../identity';
import { isFabricKind, kindNamed } from '../kinds';
import { planStructure } from '../layout/directory-structure';
import { planIngest } from '../layout/plan-ingest';
import type { Fabric } from '../model/fabric-model';
import type { Resource } from '../model/model-file';
import { unreadParts } from '../model/unread-parts';
import { planRename, planRenamePart } from '../references/plan-rename';
import { namePattern } from '../rules/file/005-name-form';
import type { Planned } from './plan-documents';
import { planDeleteDocuments, planDisable, planEnable, planMove, refusePlan } from './plan-documents';

/** What a plan depends on besides the fabric. */
export interface PlanContext {
  /** ISO 8601: what is written into logs and annotations. */
  readonly at: string;
  /** All paths of the repository, YAML or not. */
  readonly paths: readonly string[];
  readonly commitTimes: CommitTimes;
  /** Texts of files with comments and templates, where a plan looks into them. */
  readonly texts?: ReadonlyMap<string, string>;
}

function rename(
  fabric: Fabric,
  request: Extract<PlanRequest, { kind: 'rename' }>,
  texts: ReadonlyMap<string, string> = new Map(),
): Planned {
  const { resource, part, to } = request;
  const { kind, name } = resource;
  if (!isFabricKind(kind)) return refusePlan(`${kind} is no kind of the fabric, so what names it is not known`);
  if (part === undefined) {
    const longest = kind === 'VPC' ? 11 : 253;
    if (to.length > longest) return refusePlan(`${to} has ${to.length} characters; a ${kind} may have ${longest}`);
    if (!namePattern.test(to))
      return refusePlan(
        `${to} is no name: small letters, digits, dashes and dots, with a letter or digit at both ends`,
      );
    const plan = planRename(fabric, kind, name, to, { namespace: resource.namespace ?? null, texts });
    const unread = unreadParts(fabric).find(({ claims }) =>
      claims?.keys.includes(keyOf({ ...kindNamed(kind), namespace: defaultNamespace, name: to })),
    );
    if (unread) return refusePlan(`${to} may be taken: ${unread.path}, which cannot be read, seems to hold it`);
    return plan ? { ok: true, plan } : refusePlan(`there is no ${kind} ${name}, or ${to} is taken or no new name`);
  }
  if (kind !== 'VPC' && kind !== 'Gateway') return refusePlan(`${kind} has no parts that others name`);
  const plan = planRenamePart(fabric, kind, name, part, to, texts);
  return plan ? { ok: true, plan } : refusePlan(`${kind} ${name} has no ${part}, or ${to} is taken`);
}

function duplicates(
  fabric: Fabric,
  { keys, winners, action }: Extract<PlanRequest, { kind: 'duplicates' }>,
  times: CommitTimes,
): Planned {
  const all = findDuplicates(fabric, times);
  const groups = keys === undefined ? all : all.filter((group) => keys.includes(group.key));
  const chosen = new Map<string, Resource>();
  for (const [key, place] of Object.entries(winners)) {
    const copies = groups.find((group) => group.key === key)?.copies ?? [];
    const copy = copies.find(({ resource }) => `${resource.path}#${resource.documentIndex}` === place);
    if (!copy) return refusePlan(`${place} is no copy of ${key} by now`);
    chosen.set(key, copy.resource);
  }
  return { ok: true, plan: planDuplicates(fabric, groups, { action: action ?? null, winners: chosen }) };
}

/** Turns what somebody wants into steps, or says why not. Pure: the same fabric and request give the same plan. */
export function planRequest(fabric: Fabric, request: PlanRequest, context: PlanContext): Planned {
  switch (request.kind) {
    case 'rename':
      return rename(fabric, request, context.texts);
    case 'move':
      return planMove(fabric, request.documents, request.to);
    case 'disable':
      return planDisable(fabric, request.documents, request.reason, context.texts);
    case 'enable':
      return planEnable(fabric, request.documents);
    case 'delete':
      return planDeleteDocuments(fabric, request.documents, request.withReferrers, context.texts);
    case 'duplicates':
      return duplicates(fabric, request, context.commitTimes);
    case 'ingest': {
      const taken = new Set(context.paths);
      return { ok: true, plan: planIngest(fabric, { at: context.at, taken, fromRoot: request.fromRoot }) };
    }
    case 'structure':
      return { ok: true, plan: planStructure(fabric, context, request.moves) };
  }
}
