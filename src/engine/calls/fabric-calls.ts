import type { Result } from '../../contract/call';
import { ok } from '../../contract/call';
import type { Moment } from '../../contract/problems';
import type { CallContext } from '../call-context';
import { copyTimes } from '../fabric/copy-times';
import { applyFixes } from '../fabric/apply-fixes';
import type { DeskInput, DeskOutput, DeskQuestion } from '../fabric/desk/desk-questions';
import { applyOutcome } from '../fabric/plans/apply-plan';
import type { Outcome } from '../fabric/plans/work-out-plan';
import type { OpenedProject, OpenProjects } from '../projects/open-projects';
import type { CallsOf } from './engine-calls';

type ValueOf<Q extends DeskQuestion> = DeskOutput<Q> extends Result<infer T> ? T : never;
type Compared = 'fabric.topology-difference' | 'problems.against';

/** Questions about one moment: the moment is found, then the worker is asked. */
type About = {
  [Q in DeskQuestion]: DeskInput<Q> extends { readonly snapshot: string | null } ? Q : never;
}[DeskQuestion];

async function about<Q extends About>(
  { fabric }: OpenedProject,
  question: Q,
  moment: Moment,
  input: Omit<DeskInput<Q>, 'snapshot'>,
  context: CallContext,
): Promise<Result<ValueOf<Q>>> {
  const found = await fabric.moment(moment, context);
  if (!found.ok) return found;
  const asked = { ...input, snapshot: found.value.key } as DeskInput<Q>;
  return (await fabric.ask(question, asked, context)) as Result<ValueOf<Q>>;
}

interface Commits {
  readonly beforeCommit: string | null;
  readonly afterCommit: string | null;
}

async function compare<Q extends Compared>(
  { fabric }: OpenedProject,
  question: Q,
  moments: { readonly before: Moment; readonly after: Moment },
  input: Omit<DeskInput<Q>, 'before' | 'after'>,
  context: CallContext,
): Promise<Result<{ readonly answer: ValueOf<Q>; readonly commits: Commits }>> {
  const before = await fabric.moment(moments.before, context);
  if (!before.ok) return before;
  const after = await fabric.moment(moments.after, context);
  if (!after.ok) return after;
  const asked = { ...input, before: before.value.key, after: after.value.key } as DeskInput<Q>;
  const answer = (await fabric.ask(question, asked, context)) as Result<ValueOf<Q>>;
  if (!answer.ok) return answer;
  return ok({
    answer: answer.value,
    commits: { beforeCommit: before.value.commit, afterCommit: after.value.commit },
  });
}

const now: Moment = { kind: 'working-tree' };

/** Reads of the fabric: everything is asked of the worker that keeps its model. */
export const fabricCalls = (projects: OpenProjects): CallsOf<'fabric'> => ({
  ...listCalls(projects),
  ...editorCalls(projects),
  'fabric.topology-difference': ({ projectId, before, after, fabric }, context) =>
    projects.use(projectId, async (project) => {
      const compared = await compare(project, 'fabric.topology-difference', { before, after }, { fabric }, context);
      return compared.ok ? ok(compared.value.answer) : compared;
    }),
  'fabric.plan': (input, context) =>
    projects.use(input.projectId, async (project) => {
      const outcome = await plan(project, input, context);
      return outcome.ok ? ok(outcome.value.preview) : outcome;
    }),
  'fabric.plan-file': (input, context) =>
    projects.use(input.projectId, async (project) => {
      const outcome = await plan(project, input, context);
      if (!outcome.ok) return outcome;
      const file = outcome.value.files.find(({ path }) => path === input.path);
      return ok(file ?? { path: input.path, before: null, after: null, expected: null });
    }),
  'fabric.apply': (input, context) =>
    projects.use(input.projectId, async (project) => {
      const outcome = await plan(project, input, context);
      if (!outcome.ok) return outcome;
      return applyOutcome(project, outcome.value, input.request.kind, input.digest, context);
    }),
});

async function plan(
  project: OpenedProject,
  { fabric, request }: Pick<DeskInput<'plan'>, 'fabric' | 'request'>,
  context: CallContext,
): Promise<Result<Outcome>> {
  const { fabric: room } = project;
  const fresh = await room.freshen(context);
  if (!fresh.ok) return fresh;
  const times = request.kind === 'duplicates' ? await copyTimes(project, fabric, context) : ok(new Map());
  if (!times.ok) return times;
  const at = new Date().toISOString();
  return room.ask('plan', { fabric, request, at, commitTimes: times.value }, context);
}

type ListCall =
  | 'fabric.overview'
  | 'fabric.resources'
  | 'fabric.resource'
  | 'fabric.next-free'
  | 'fabric.topology'
  | 'fabric.duplicates';

const listCalls = (projects: OpenProjects): Pick<CallsOf<'fabric'>, ListCall> => ({
  'fabric.overview': ({ projectId, moment }, context) =>
    projects.use(projectId, (project) => about(project, 'fabric.overview', moment, {}, context)),
  'fabric.resources': ({ projectId, moment, ...input }, context) =>
    projects.use(projectId, (project) => about(project, 'fabric.resources', moment, input, context)),
  'fabric.resource': ({ projectId, moment, ...input }, context) =>
    projects.use(projectId, (project) => about(project, 'fabric.resource', moment, input, context)),
  'fabric.next-free': ({ projectId, moment, ...input }, context) =>
    projects.use(projectId, (project) => about(project, 'fabric.next-free', moment, input, context)),
  'fabric.topology': ({ projectId, moment, ...input }, context) =>
    projects.use(projectId, (project) => about(project, 'fabric.topology', moment, input, context)),
  'fabric.duplicates': ({ projectId, ...input }, context) =>
    projects.use(projectId, async (project) => {
      const fresh = await project.fabric.freshen(context);
      if (!fresh.ok) return fresh;
      const times = await copyTimes(project, input.fabric, context);
      if (!times.ok) return times;
      return about(project, 'fabric.duplicates', now, { ...input, commitTimes: times.value }, context);
    }),
});

type EditorCall = 'fabric.completions' | 'fabric.hover' | 'fabric.references-at' | 'fabric.check-text';

const editorCalls = (projects: OpenProjects): Pick<CallsOf<'fabric'>, EditorCall> => ({
  'fabric.completions': ({ projectId, ...input }, context) =>
    projects.use(projectId, (project) => about(project, 'fabric.completions', now, input, context)),
  'fabric.hover': ({ projectId, ...input }, context) =>
    projects.use(projectId, (project) => about(project, 'fabric.hover', now, input, context)),
  'fabric.references-at': ({ projectId, ...input }, context) =>
    projects.use(projectId, (project) => about(project, 'fabric.references-at', now, input, context)),
  'fabric.check-text': ({ projectId, ...input }, context) =>
    projects.use(projectId, (project) => about(project, 'fabric.check-text', now, input, context)),
});

export const problemCalls = (projects: OpenProjects): CallsOf<'problems'> => ({
  'problems.list': ({ projectId, moment, ...input }, context) =>
    projects.use(projectId, (project) => about(project, 'problems.list', moment, input, context)),
  'problems.rules': ({ projectId }, context) =>
    projects.use(projectId, (project) => about(project, 'problems.rules', now, {}, context)),
  'problems.against': ({ projectId, before, after }, context) =>
    projects.use(projectId, async (project) => {
      const compared = await compare(project, 'problems.against', { before, after }, {}, context);
      return compared.ok ? ok({ ...compared.value.answer, ...compared.value.commits }) : compared;
    }),
  'problems.preview-fix': ({ projectId, problemId, also }, context) =>
    projects.use(projectId, async ({ fabric }) => {
      const fresh = await fabric.freshen(context);
      return fresh.ok ? fabric.ask('preview-fixes', { problemIds: [problemId, ...also] }, context) : fresh;
    }),
  'problems.apply-fix': ({ projectId, problemIds, expected }, context) =>
    projects.use(projectId, async (project) => {
      const fresh = await project.fabric.freshen(context);
      if (!fresh.ok) return fresh;
      const preview = await project.fabric.ask('preview-fixes', { problemIds }, context);
      return preview.ok ? applyFixes(project, preview.value, expected, context) : preview;
    }),
});
