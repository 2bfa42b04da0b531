import { createHash } from 'node:crypto';
import type { ContentHash, ProjectPath } from '../../../contract/basics';
import type { Result } from '../../../contract/call';
import { fail, ok } from '../../../contract/call';
import type { PlanPreview, PlanRequest } from '../../../contract/fabric/plans';
import type { FilePreview } from '../../../contract/problems';
import { withoutRefused } from '../../../core/fabric/layout/ingest-log';
import type { Applied } from '../../../core/fabric/plan/apply-steps';
import { applySteps } from '../../../core/fabric/plan/apply-steps';
import type { Plan, PlanStep, PlannedStep } from '../../../core/fabric/plan/plan-step';
import { pathsOfStep } from '../../../core/fabric/plan/plan-step';
import { describeStep, stepRow } from '../../../core/fabric/plan/step-words';
import type { FileChange } from '../../operations/operation-request';
import type { SourceText } from './source-text';
import { readSourceText } from './source-text';

/** A plan worked out on the files as they are: what would become of each, to the byte. */
export interface Outcome {
  readonly preview: PlanPreview;
  readonly files: readonly FilePreview[];
  readonly changes: readonly FileChange[];
}

export interface PlanToWorkOut {
  readonly plan: Plan;
  readonly kind: PlanRequest['kind'];
  /** The time that the plan writes into files; the same outcome at another time has the same digest. */
  readonly at: string;
  /** The hash that the plan was made for, of files that it knows. */
  seen(path: string): string | null;
}

/** Plans of many independent parts, of which some may be left out and told about. */
const inParts = new Set<PlanRequest['kind']>(['ingest', 'duplicates', 'structure', 'rename']);

/**
 * Works a plan out on what is on the disk now. Nothing is written.
 *
 * Fails with `state-changed-since` when a file is not what the plan was made for.
 */
export async function workOutPlan(root: string, work: PlanToWorkOut): Promise<Result<Outcome>> {
  const read = await readAll(root, work);
  if (!read.ok) return read;
  const { sources, unreadable } = read.value;
  const texts = new Map([...sources].flatMap(([path, source]) => (source ? [[path, source.text] as const] : [])));
  const { applied, steps, left } = applyWhatCan(texts, work, unreadable);
  const files = [...applied.files].flatMap(([path, after]): FilePreview[] => {
    const source = sources.get(path) ?? null;
    if ((source?.text ?? null) === after) return [];
    return [{ path: path as ProjectPath, before: source?.text ?? null, after, expected: source?.hash ?? null }];
  });
  const { title, review } = work.plan;
  const preview: PlanPreview = {
    title,
    digest: digestOf(files, work.at),
    steps: steps.map((step) => stepRow(step, applied.comments.get(step.step))),
    review: [
      ...review.map((one) => ({ ...one, paths: [...one.paths] })),
      ...left.map(({ step, reason }) => ({
        what: describeStep(step),
        why: `left out: ${reason}`,
        paths: pathsOfStep(step),
      })),
    ],
    refused: applied.refused.map(({ step, reason }) => ({ what: describeStep(step), reason })),
    files: files.map(({ path, before, after }) => ({
      path,
      change: before === null ? 'created' : after === null ? 'deleted' : 'modified',
    })),
  };
  return ok({ preview, files, changes: files.map(changeOf) });
}

interface Sources {
  readonly sources: ReadonlyMap<string, SourceText | null>;
  /** Paths that no plan may touch, and why. */
  readonly unreadable: ReadonlyMap<string, string>;
}

async function readAll(root: string, { plan, seen }: PlanToWorkOut): Promise<Result<Sources>> {
  const sources = new Map<string, SourceText | null>();
  const unreadable = new Map<string, string>();
  for (const path of new Set(plan.steps.flatMap(({ step }) => pathsOfStep(step)))) {
    const source = await readSourceText(root, path as ProjectPath);
    if (!source.ok) {
      if (source.failure.code !== 'not-text' && source.failure.code !== 'unsupported-path') return source;
      unreadable.set(path, source.failure.code === 'not-text' ? 'it is not UTF-8' : source.failure.reason);
      continue;
    }
    const expected = seen(path);
    if (expected !== null && source.value?.hash !== expected) return fail({ code: 'state-changed-since', what: path });
    sources.set(path, source.value);
  }
  return ok({ sources, unreadable });
}

interface WorkedOut {
  readonly applied: Applied;
  readonly steps: readonly PlannedStep[];
  readonly left: Applied['refused'];
}

/** Does all steps, or, where parts may be left out, those that can be done; a document that stays is not annotated. */
function applyWhatCan(
  texts: ReadonlyMap<string, string>,
  { plan, kind }: PlanToWorkOut,
  unreadable: ReadonlyMap<string, string>,
): WorkedOut {
  const left: { step: PlanStep; reason: string }[] = [];
  let { steps, log } = plan;
  for (;;) {
    const blocked = steps.flatMap(({ step }) => {
      const path = pathsOfStep(step).find((one) => unreadable.has(one));
      return path === undefined ? [] : [{ step, reason: `${path}: ${unreadable.get(path) ?? ''}` }];
    });
    const possible = steps.filter(({ step }) => !blocked.some((one) => one.step === step));
    const applied = applySteps(
      texts,
      possible.map(({ step }) => step),
    );
    const first = [...blocked, ...applied.refused];
    const refused = [...first, ...intoTaken(possible, first)];
    const isWhole = !inParts.has(kind) || refused.some(({ step }) => plan.essential?.includes(step));
    if (refused.length === 0 || isWhole) return { applied: { ...applied, refused }, steps, left };
    left.push(...refused);
    ({ steps, log } = withoutRefused(
      steps,
      refused.map(({ step }) => step),
      log,
    ));
  }
}

/** Moves into files that another move was to empty and now does not. */
function intoTaken(steps: readonly PlannedStep[], refused: Applied['refused']): { step: PlanStep; reason: string }[] {
  const staying = new Set(refused.flatMap(({ step }) => (step.action === 'move' ? [step.path] : [])));
  return steps.flatMap(({ step }) =>
    step.action === 'move' && staying.has(step.to) && !refused.some((one) => one.step === step)
      ? [{ step, reason: `${step.to} stays taken` }]
      : [],
  );
}

function digestOf(files: readonly FilePreview[], at: string): string {
  const hash = createHash('sha256');
  for (const { path, expected, after } of files) {
    const text = after === null ? null : after.replaceAll(at, '');
    hash.update(JSON.stringify([path, expected, text]));
  }
  return hash.digest('hex');
}

const changeOf = ({ path, after, expected }: FilePreview): FileChange => ({
  path,
  to: after === null ? { kind: 'absent' } : { kind: 'file', bytes: Buffer.from(after, 'utf8') },
  expected: (expected as ContentHash | null) ?? 'absent',
});
