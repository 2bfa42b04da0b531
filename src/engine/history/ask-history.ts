import type { z } from 'zod';
import type { ProjectPath } from '../../contract/basics';
import type { Result } from '../../contract/call';
import { fail, ok } from '../../contract/call';
import type { CommitInWords, ResourceChangeInWords, historyCalls } from '../../contract/history';
import { fieldProblem } from '../../core/fabric/schema/known-fields';
import type { MeantResource } from '../../core/timeline/meant-resource';
import type { ToldCommit } from '../../core/timeline/told-commits';
import { findReturns, findReturnsOf } from '../../core/timeline/find-returns';
import {
  historyOfResource,
  keyToday,
  readValueQuestion,
  searchSpans,
  searchValues,
} from '../../core/timeline/told-commits';
import type { LogCommit } from '../git/parse-log';
import { resolveCommit } from '../git/resolve-commit';
import type { ToldSources } from './told-history';
import { readToldHistory } from './told-history';

type Answer<N extends keyof typeof historyCalls> = z.output<(typeof historyCalls)[N]['output']>;

const inWords = ({ commit, committedAt, author, subject }: LogCommit): CommitInWords => ({
  commit,
  at: committedAt,
  author,
  title: subject,
});

const changeInWords = (change: MeantResource): ResourceChangeInWords => ({
  kind: change.kind,
  name: change.name,
  key: change.key,
  what: change.what,
  path: change.path as ProjectPath,
  fromPath: change.fromPath as ProjectPath | null,
  fromName: change.fromName,
  words: [...change.words],
  values: change.values.map((value) => ({ ...value })),
});

const isUnder = (path: string, under: string): boolean =>
  under === '' || path === under || path.startsWith(`${under}/`);

/** What happened in one fabric directory alone. */
const narrowed = (told: readonly ToldCommit<LogCommit>[], under: string): ToldCommit<LogCommit>[] =>
  under === ''
    ? [...told]
    : told.map(({ commit, meaning }) => ({
        commit,
        meaning: meaning && {
          ...meaning,
          resources: meaning.resources.filter(
            ({ path, fromPath }) => isUnder(path, under) || (fromPath !== null && isUnder(fromPath, under)),
          ),
          states: Object.fromEntries(Object.entries(meaning.states).filter(([path]) => isUnder(path, under))),
        },
      }));

/** What one commit meant, and which earlier state it goes back to. */
export async function readCommitMeaning(
  sources: ToldSources,
  { commit }: { readonly commit: string },
  signal?: AbortSignal,
): Promise<Result<Answer<'history.meaning'>>> {
  const id = await resolveCommit(sources.git, commit, signal);
  if (!id.ok) return id;
  const told = await readToldHistory(sources, id.value, signal);
  if (!told.ok) return told;
  const [own] = told.value;
  if (!own) return fail({ code: 'unknown-revision', revision: commit });
  const back = findReturns(told.value).get(own.commit);
  return ok({
    summary: own.meaning?.summary ?? '',
    resources: (own.meaning?.resources ?? []).map(changeInWords),
    returnsTo: back ? inWords(back) : null,
  });
}

/** The key of a resource as it is called today, by any name that it had; null: no commit knows the name. */
function keyOfName(
  told: readonly ToldCommit<LogCommit>[],
  { kind, namespace, name }: { readonly kind: string; readonly namespace: string; readonly name: string },
): string | null {
  const end = `/${kind}/${namespace}/${name}`;
  const changes = told.flatMap(({ meaning }) => meaning?.resources ?? []);
  const own = changes.find(({ key }) => key.endsWith(end))?.key;
  return own === undefined ? null : keyToday(told, own);
}

/** Who changed what of a resource, and when; with `field`, of one of its values. */
export async function readResourceHistory(
  sources: ToldSources,
  input: {
    readonly kind: string;
    readonly name: string;
    readonly namespace: string;
    readonly field: string | null;
    readonly under: string;
    readonly limit: number;
  },
  signal?: AbortSignal,
): Promise<Result<Answer<'history.resource'>>> {
  const told = await readToldHistory(sources, 'HEAD', signal);
  if (!told.ok) return told;
  const own = narrowed(told.value, input.under);
  const key = keyOfName(own, input);
  const moments = key === null ? [] : historyOfResource(own, { key, field: input.field });
  if (input.field !== null && moments.length === 0) {
    const problem = fieldProblem(input.kind, input.field);
    if (problem !== null) return fail({ code: 'bad-input', where: input.field, problem });
  }
  const returns = findReturnsOf(moments);
  return ok({
    key,
    total: moments.length,
    entries: moments.slice(0, input.limit).map(({ commit, change }) => {
      const back = returns.get(commit);
      return { ...inWords(commit), change: changeInWords(change), returnsTo: back ? inWords(back) : null };
    }),
  });
}

/** When a value came into use and went out of it. */
export async function searchHistory(
  sources: ToldSources,
  input: { readonly text: string; readonly under: string; readonly limit: number },
  signal?: AbortSignal,
): Promise<Result<Answer<'history.search'>>> {
  const told = await readToldHistory(sources, 'HEAD', signal);
  if (!told.ok) return told;
  const question = readValueQuestion(input.text);
  const own = narrowed(told.value, input.under);
  const place = new Map(own.map(({ commit }, at) => [commit, at]));
  const answers = [
    ...searchValues(own, question, (commit) => commit).map((moment) => ({ ...moment, inside: false })),
    ...searchSpans(own, question, (commit) => commit).map((moment) => ({ ...moment, inside: true })),
  ]
    .sort((one, other) => (place.get(other.commit) ?? 0) - (place.get(one.commit) ?? 0))
    .map(({ commit, change, value, event, inside }) => ({
      ...inWords(commit),
      event,
      inside,
      value: { ...value },
      change: { ...changeInWords(change), values: [] },
    }));
  const came = answers.filter(({ event }) => event === 'came');
  return ok({
    ...question,
    total: answers.length,
    first: came.find(({ inside }) => !inside) ?? came[0] ?? null,
    entries: answers.slice(-input.limit).reverse(),
  });
}
