import { ok } from '../../../contract/call';
import { nodeFileSystem } from '../../files/node-file-system';
import type { TellStep } from '../../workers/serve-worker';
import { listDuplicates } from '../answers/duplicate-list';
import { completions, hover, referencesAt } from '../answers/editor';
import { previewFixes } from '../answers/fixes';
import { freeValues } from '../answers/free-values';
import { compareProblems, compareTopologies, fabricAt, showTopology } from '../answers/moments';
import { overviewOf } from '../answers/overview';
import { checkText, listProblems } from '../answers/problem-list';
import { showResource } from '../answers/resource';
import { listResources } from '../answers/resource-list';
import { describeRules } from '../answers/rules';
import { planOutcome } from '../plans/plan-outcome';
import type { DeskData, DeskInput, DeskOutput, DeskQuestion } from './desk-questions';
import { FabricDesk } from './fabric-desk';

type Answers = {
  readonly [Q in DeskQuestion]: (input: DeskInput<Q>, tell: TellStep) => DeskOutput<Q> | Promise<DeskOutput<Q>>;
};

/** Answers what a worker of a fabric is asked, over one desk. */
export function createDeskAnswers(data: DeskData): (name: string, input: unknown, tell: TellStep) => unknown {
  const desk = new FabricDesk(nodeFileSystem(), data.root);
  const answers: Answers = {
    ...stateAnswers(desk),
    ...listAnswers(desk, data),
    ...editorAnswers(desk),
    ...planAnswers(desk, data),
  };
  return (name, input, tell) => {
    if (!Object.hasOwn(answers, name)) throw new Error(`the fabric is not asked ${name}`);
    const answer = answers[name as DeskQuestion] as (input: unknown, tell: TellStep) => unknown;
    return answer(input, tell);
  };
}

type Some<Q extends DeskQuestion> = Pick<Answers, Q>;

const stateAnswers = (desk: FabricDesk): Some<'look-at-all' | 'look-again' | 'has-snapshot' | 'take-snapshot'> => ({
  'look-at-all': async ({ listing }, tell) => ({ changed: await desk.lookAtAll(listing, tell) }),
  'look-again': async ({ paths, listed }) => ({ changed: await desk.lookAgain(paths, new Set(listed)) }),
  'has-snapshot': ({ key }) => desk.hasSnapshot(key),
  'take-snapshot': ({ key, entries, batch }) => {
    desk.take(key, entries, batch);
    return null;
  },
});

type ListQuestion =
  | 'fabric.overview'
  | 'fabric.resources'
  | 'fabric.resource'
  | 'fabric.next-free'
  | 'fabric.topology'
  | 'fabric.topology-difference'
  | 'fabric.duplicates'
  | 'problems.list'
  | 'problems.rules'
  | 'problems.against';

const listAnswers = (desk: FabricDesk, data: DeskData): Some<ListQuestion> => ({
  'fabric.overview': ({ snapshot }) =>
    ok(overviewOf(desk.snapshot(snapshot), data.repositoryName, { loaded: [], problems: [] })),
  'fabric.resources': ({ snapshot, ...input }) => ok(listResources(desk.snapshot(snapshot), input)),
  'fabric.resource': ({ snapshot, path, document }) => showResource(desk.snapshot(snapshot), path, document),
  'fabric.next-free': ({ snapshot, fabric, question, count }) => {
    const found = fabricAt(desk.snapshot(snapshot), fabric);
    return found.ok ? ok(freeValues(found.value, question, count)) : found;
  },
  'fabric.topology': ({ snapshot, fabric }) => showTopology(desk.snapshot(snapshot), fabric),
  'fabric.topology-difference': ({ before, after, fabric }) =>
    compareTopologies(desk.snapshot(before), desk.snapshot(after), fabric),
  'fabric.duplicates': ({ snapshot, fabric }) => ok(listDuplicates(desk.snapshot(snapshot), fabric)),
  'problems.list': async ({ snapshot, ...input }) => ok(await listProblems(desk.snapshot(snapshot), input)),
  'problems.rules': ({ snapshot }) => ok(describeRules(desk.snapshot(snapshot).model.policy)),
  'problems.against': async ({ before, after }) =>
    ok(await compareProblems(desk.snapshot(before), desk.snapshot(after))),
});

type EditorQuestion = 'fabric.completions' | 'fabric.hover' | 'fabric.references-at' | 'fabric.check-text';

const editorAnswers = (desk: FabricDesk): Some<EditorQuestion> => ({
  'fabric.completions': ({ path, text, line, column }) => ok(completions(desk.live(), path, text, { line, column })),
  'fabric.hover': async ({ path, text, line, column }) =>
    ok(await hover(desk.withText(path, text), path, text, { line, column })),
  'fabric.references-at': async ({ path, text, line, column }) =>
    ok(await referencesAt(desk.withText(path, text), path, { line, column })),
  'fabric.check-text': async ({ path, text }) => ok(await checkText(desk.withText(path, text), path)),
});

const planAnswers = (desk: FabricDesk, { root }: DeskData): Some<'preview-fixes' | 'plan'> => ({
  'preview-fixes': ({ problemIds }) => previewFixes(desk.live(), problemIds),
  plan: (question) => planOutcome({ ...question, root, model: desk.live().model }),
});
