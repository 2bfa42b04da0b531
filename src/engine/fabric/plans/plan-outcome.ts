import type { ProjectPath } from '../../../contract/basics';
import type { Result } from '../../../contract/call';
import { fail } from '../../../contract/call';
import type { PlanRequest } from '../../../contract/fabric/plans';
import type { CommitTimes } from '../../../core/fabric/duplicates/find-duplicates';
import { planFolders } from '../../../core/fabric/layout/directory-structure';
import type { FabricModel } from '../../../core/fabric/model/fabric-model';
import type { Planned } from '../../../core/fabric/plan/plan-documents';
import { refusePlan } from '../../../core/fabric/plan/plan-documents';
import { planRequest } from '../../../core/fabric/plan/plan-request';
import { mayMention } from '../../../core/fabric/references/mentions';
import type { Outcome } from './work-out-plan';
import { readSourceText } from './source-text';
import { workOutPlan } from './work-out-plan';

/** What somebody wants of one fabric directory of the working tree. */
export interface PlanQuestion {
  /** Top of the working tree. */
  readonly root: string;
  /** Of the working tree as it was last looked at. */
  readonly model: FabricModel;
  /** The fabric's directory. A new one may be named when folders are to be made. */
  readonly fabric: string;
  readonly request: PlanRequest;
  /** Now, ISO 8601. */
  readonly at: string;
  readonly commitTimes?: CommitTimes;
}

/**
 * What a request would do, to the byte. Nothing is written; `applyOutcome` does it.
 *
 * Fails with `bad-input` when it cannot be done, with the reason; with `state-changed-since` when a file is not what
 * the model was read from.
 */
export async function planOutcome(question: PlanQuestion): Promise<Result<Outcome>> {
  const { root, model, at, request } = question;
  const planned = planFor(question, looksForNames.has(request.kind) ? await textsToSearch(question) : new Map());
  if (!planned.ok) return fail({ code: 'bad-input', where: 'plan', problem: planned.reason });
  const seen = (path: string): string | null => model.files.get(path)?.contentHash ?? null;
  return workOutPlan(root, { plan: planned.plan, kind: request.kind, at, seen });
}

/** Plans that leave hanging what they do not see. */
const looksForNames: ReadonlySet<PlanRequest['kind']> = new Set(['rename', 'disable', 'delete']);

/** The texts in which a plan looks for a name that goes; what cannot be read as text is passed over. */
async function textsToSearch({ root, model, fabric }: PlanQuestion): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  for (const file of model.fabrics.find((one) => one.root === fabric)?.files ?? []) {
    const source = mayMention(file) ? await readSourceText(root, file.path as ProjectPath) : null;
    if (source?.ok && source.value?.hash === file.contentHash) texts.set(file.path, source.value.text);
  }
  return texts;
}

function planFor(
  { model, fabric, request, at, commitTimes }: PlanQuestion,
  texts: ReadonlyMap<string, string>,
): Planned {
  const found = model.fabrics.find((one) => one.root === fabric);
  const paths = [...model.files.keys()];
  if (found) return planRequest(found, request, { at, paths, commitTimes: commitTimes ?? new Map(), texts });
  if (request.kind === 'structure') return { ok: true, plan: planFolders(fabric, { at, paths }, model.policy) };
  return refusePlan(`there is no fabric directory ${fabric || '.'}`);
}
