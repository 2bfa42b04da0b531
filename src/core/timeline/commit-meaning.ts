import type { ChangeStep } from '../fabric/changes/field-changes';
import type { FileVersions, ResourceChange, States } from '../fabric/changes/judge-change';
import { judgeChange } from '../fabric/changes/judge-change';
import type { MeaningOptions } from '../fabric/normalize/meaning';
import { authoredOf, plainMeaning } from '../fabric/normalize/meaning';
import { resourcesOf } from '../fabric/model/model-file';
import { asRecord, isRecord } from '../fabric/value';
import type { MeantResource, ValueChange } from './meant-resource';
import { summarizeMeaning } from './summarize-meaning';

/** What a commit meant. */
export interface CommitMeaning {
  readonly resources: readonly MeantResource[];
  /** YAML changed and nothing in it changed its meaning, comments included: format, order, timestamps. */
  readonly silent: boolean;
  /** One line; empty when no resource changed its meaning. */
  readonly summary: string;
  /** What each resource of the touched files is afterwards: path → key → fingerprint, `-` when it is gone. */
  readonly states: States;
}

const mostValues = 400;
const longestValue = 200;

const stepText = (text: string, step: ChangeStep): string => {
  if ('field' in step) return text === '' ? step.field : `${text}.${step.field}`;
  if ('entry' in step) return `${text}[${step.entry}]`;
  return 'member' in step ? `${text}[]` : `${text}[${step.place}]`;
};

function* leavesOf(value: unknown, at: string): Generator<{ at: string; text: string }> {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries())
      yield* leavesOf(item, typeof item === 'object' ? `${at}[${index}]` : `${at}[]`);
  } else if (isRecord(value)) {
    for (const [key, item] of Object.entries(value)) yield* leavesOf(item, at === '' ? key : `${at}.${key}`);
  } else if (value !== undefined && value !== null) yield { at, text: String(value).slice(0, longestValue) };
}

/** Both sides of a change, value by value. */
function valuesBetween(at: string, before: unknown, after: unknown): ValueChange[] {
  const [old, now] = [[...leavesOf(before, at)], [...leavesOf(after, at)]];
  if (old.length <= 1 && now.length <= 1 && (old[0]?.at ?? at) === (now[0]?.at ?? at))
    return [{ at: (old[0] ?? now[0])?.at ?? at, before: old[0]?.text ?? null, after: now[0]?.text ?? null }];
  return [
    ...old.map((leaf) => ({ at: leaf.at, before: leaf.text, after: null })),
    ...now.map((leaf) => ({ at: leaf.at, before: null, after: leaf.text })),
  ];
}

/** What changed in the values that people wrote: a default that somebody replaced had never been written. */
function valuesOf(change: ResourceChange, files: readonly FileVersions[], options: MeaningOptions): ValueChange[] {
  if (change.what === 'changed')
    return change.fields.flatMap(({ path, before, after, byDefault }) =>
      valuesBetween(
        path.reduce(stepText, ''),
        byDefault === 'before' ? undefined : before,
        byDefault === 'after' ? undefined : after,
      ),
    );
  const written = (side: 'before' | 'after'): unknown => {
    const file = files.find((one) => one[side]?.path === change.path)?.[side];
    const found = file ? resourcesOf(file).find(({ key }) => key === change.key)?.value : undefined;
    if (found === undefined) return undefined;
    const { kind: _kind, ...rest } = asRecord(authoredOf(found, options));
    return rest;
  };
  switch (change.what) {
    case 'added':
    case 'enabled':
      return valuesBetween('', undefined, written('after'));
    case 'removed':
    case 'disabled':
      return valuesBetween('', written('before'), undefined);
    case 'renamed':
      return [{ at: 'metadata.name', before: change.fromName, after: change.id.name }];
    case 'moved':
      return [];
  }
}

/**
 * What a commit meant, from the versions of the YAML files that it touched. `sameComments`: no comment of theirs changed
 * but generated timestamps, so that nothing that anybody wrote is called silent.
 */
export function meaningOfCommit(
  files: readonly FileVersions[],
  sameComments: boolean,
  options: MeaningOptions = plainMeaning,
): CommitMeaning {
  const judged = judgeChange(files, options);
  const resources = judged.resources.map((change) => ({
    key: change.key,
    kind: change.id.kind,
    name: change.id.name,
    what: change.what,
    path: change.path,
    fromPath: change.fromPath,
    fromName: change.fromName,
    words: change.words,
    values: valuesOf(change, files, options).slice(0, mostValues),
  }));
  return {
    resources,
    silent: judged.volatileOnly && sameComments,
    summary: summarizeMeaning(resources),
    states: judged.states,
  };
}
