import { z } from 'zod';
import { ok } from '../../../contract/call';
import { datedPaths } from '../../../core/fabric/duplicates/find-duplicates';
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
import { unseenFiles } from './last-known';
import { planOutcome } from '../plans/plan-outcome';
import type { DeskData, DeskInput, DeskOutput, DeskQuestion } from './desk-questions';
import type { DeskMemory } from './desk-memory';
import { createMemory } from './desk-memory';
import { FabricDesk } from './fabric-desk';
import { judge } from './judge';
import type { Extensions } from './load-extensions';
import { loadExtensions } from './load-extensions';
import { policyWith, runExtensions } from './run-extensions';
import type { Snapshot } from './snapshot';

type Answers = {
  readonly [Q in DeskQuestion]: (input: DeskInput<Q>, tell: TellStep) => DeskOutput<Q> | Promise<DeskOutput<Q>>;
};

/** Answers what a worker of a fabric is asked, over one desk. `code` names the build that judges. */
export async function createDeskAnswers(
  data: DeskData,
  code: string,
): Promise<(name: string, input: unknown, tell: TellStep) => unknown> {
  const extensions = await loadExtensions(data.extensionsFolder);
  const memory = createMemory(data.cacheFolder, `${code} ${extensions.digest}`);
  const desk = new FabricDesk({
    fs: nodeFileSystem(),
    root: data.root,
    judge: (model) => [...judge(model, [...extensions.kinds.values()].flat()), ...runExtensions(extensions, model)],
    policyWith: policyWith(extensions),
    kept: memory.read(),
  });
  const answers: Answers = {
    ...stateAnswers(desk, memory),
    ...listAnswers(desk, data, extensions),
    ...editorAnswers(desk),
    ...planAnswers(desk, data),
    ...extensionAnswers(extensions),
  };
  return (name, input, tell) => {
    if (!Object.hasOwn(answers, name)) throw new Error(`the fabric is not asked ${name}`);
    memory.later(desk);
    const answer = answers[name as DeskQuestion] as (input: unknown, tell: TellStep) => unknown;
    return answer(input, tell);
  };
}

type Some<Q extends DeskQuestion> = Pick<Answers, Q>;

type StateQuestion =
  'look-at-all' | 'look-again' | 'take-last-known' | 'has-snapshot' | 'take-snapshot' | 'keep' | 'forget-kept';

const stateAnswers = (desk: FabricDesk, memory: DeskMemory): Some<StateQuestion> => ({
  keep: () => {
    memory.keep(desk);
    return null;
  },
  'forget-kept': () => {
    memory.forget();
    return null;
  },
  'look-at-all': async ({ listing }, tell) => ({
    changed: await desk.lookAtAll(listing, tell),
    unseen: unseenFiles(desk.live().model),
  }),
  'look-again': async ({ paths, listed }) => ({
    changed: await desk.lookAgain(paths, new Set(listed)),
    unseen: unseenFiles(desk.live().model),
  }),
  'take-last-known': ({ files }) => {
    desk.takeLastKnown(files);
    return null;
  },
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
  | 'dated-paths'
  | 'problems.list'
  | 'problems.rules'
  | 'problems.against';

const listAnswers = (desk: FabricDesk, data: DeskData, extensions: Extensions): Some<ListQuestion> => ({
  'fabric.overview': ({ snapshot }) =>
    ok(
      overviewOf(desk.snapshot(snapshot), data.repositoryName, {
        loaded: [
          ...extensions.loaded.map(({ name }) => name),
          ...[...extensions.kinds].map(([file, kinds]) => `${file}: ${kindWords(kinds.length)}`),
        ],
        problems: extensions.problems.map((problem) => ({ ...problem })),
      }),
    ),
  'fabric.resources': ({ snapshot, ...input }) => ok(listResources(desk.snapshot(snapshot), input)),
  'fabric.resource': ({ snapshot, path, document }) => showResource(desk.snapshot(snapshot), path, document),
  'fabric.next-free': ({ snapshot, fabric, question, count }) => {
    const found = fabricAt(desk.snapshot(snapshot), fabric);
    return found.ok ? ok(freeValues(found.value, question, count)) : found;
  },
  'fabric.topology': ({ snapshot, fabric }) => showTopology(desk.snapshot(snapshot), fabric),
  'fabric.topology-difference': ({ before, after, fabric }) =>
    compareTopologies(desk.snapshot(before), desk.snapshot(after), fabric),
  'fabric.duplicates': ({ snapshot, fabric, commitTimes }) =>
    ok(listDuplicates(desk.snapshot(snapshot), fabric, commitTimes)),
  'dated-paths': ({ fabric }) =>
    desk
      .live()
      .model.fabrics.filter(({ root }) => fabric === undefined || root === fabric)
      .flatMap(datedPaths),
  'problems.list': async ({ snapshot, ...input }) => ok(await listProblems(desk.snapshot(snapshot), input)),
  'problems.rules': ({ snapshot }) => ok(describeRules(desk.snapshot(snapshot).model.policy, extensions)),
  'problems.against': async ({ before, after }) =>
    ok(await compareProblems(desk.snapshot(before), desk.snapshot(after))),
});

const kindWords = (count: number): string => (count === 1 ? '1 kind' : `${count} kinds`);

type EditorQuestion = 'fabric.completions' | 'fabric.hover' | 'fabric.references-at' | 'fabric.check-text';

const editorAnswers = (desk: FabricDesk): Some<EditorQuestion> => ({
  'fabric.completions': ({ path, text, line, column }) =>
    ok(completions(asTyped(desk, path, text), path, text, { line, column })),
  'fabric.hover': async ({ path, text, line, column }) =>
    ok(await hover(desk.withText(path, text), path, text, { line, column })),
  'fabric.references-at': async ({ path, text, line, column }) =>
    ok(await referencesAt(desk.withText(path, text), path, { line, column })),
  'fabric.check-text': async ({ path, text }) => ok(await checkText(desk.withText(path, text), path)),
});

/** With what is typed and not saved, so that it is not offered as free; a text that cannot be read counts as saved. */
function asTyped(desk: FabricDesk, path: string, text: string): Snapshot {
  const typed = desk.withText(path, text);
  const isWhole = typed.model.files.get(path)?.documents.every((document) => document.class !== 'broken') ?? false;
  return isWhole ? typed : desk.live();
}

const planAnswers = (desk: FabricDesk, { root }: DeskData): Some<'preview-fixes' | 'plan'> => ({
  'preview-fixes': ({ problemIds }) => previewFixes(desk.live(), problemIds),
  plan: (question) => planOutcome({ ...question, root, model: desk.modelWith(question.fabric) }),
});

const extensionAnswers = ({ loaded }: Extensions): Some<'hear-event' | 'hear-failure'> => ({
  'hear-event': ({ event }) => {
    for (const { onEvent } of loaded) void quietly(() => onEvent?.(event));
    return loaded.some(({ onEvent }) => onEvent !== undefined);
  },
  'hear-failure': async ({ failure }) => {
    for (const { onFailure } of loaded) {
      const answer = Retry.safeParse(await quietly(() => onFailure?.(failure)));
      if (answer.success) return answer.data;
    }
    return null;
  },
});

const Retry = z.object({ retryAfterMs: z.number().int().min(0).max(10_000) });

/** What an extension does wrong while it listens is nobody else's trouble. */
async function quietly(work: () => unknown): Promise<unknown> {
  try {
    return await work();
  } catch {
    // Said nothing.
    return null;
  }
}
