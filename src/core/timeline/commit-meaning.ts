import { summarize } from '../fabric/changes/change-words';
import type { ChangeStep, FieldChange } from '../fabric/changes/field-changes';
import type { FileVersions, ResourceChange, States } from '../fabric/changes/judge-change';
import { judgeChange } from '../fabric/changes/judge-change';
import type { MeaningOptions } from '../fabric/normalize/meaning';
import { authoredOf, keyOfItem, plainMeaning } from '../fabric/normalize/meaning';
import type { ListSemantics } from '../fabric/list-semantics';
import { listSemanticsFor } from '../fabric/list-semantics';
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

const stepPart = (step: ChangeStep): string | number =>
  'field' in step ? step.field : 'place' in step ? step.place : 0;

/** Where a value stands: in words, and as the table of lists knows it. */
interface Spot {
  readonly at: string;
  readonly path: readonly (string | number)[];
  readonly lists: (path: readonly (string | number)[]) => ListSemantics | null;
}

const below = (spot: Spot, at: string, part: string | number): Spot => ({ ...spot, at, path: [...spot.path, part] });

/** What an entry of a list is: by its key, a member of a set by what it holds, anything else by its place. */
function entryName(semantics: ListSemantics | null, item: unknown, index: number): string {
  if (semantics?.treat === 'set')
    return isRecord(item) && Object.values(item).every(isRecord) ? Object.keys(item).join(', ') : summarize(item);
  return (semantics && semantics.key.length > 0 ? keyOfItem(semantics, item) : null) ?? String(index);
}

function* leavesOf(value: unknown, spot: Spot): Generator<{ at: string; text: string }> {
  const { at } = spot;
  if (Array.isArray(value)) {
    const semantics = spot.lists(spot.path);
    for (const [index, item] of value.entries()) {
      const name = entryName(semantics, item, index);
      const inner =
        typeof item === 'object'
          ? [...leavesOf(item, below(spot, `${at}[${name}]`, index))]
          : [...leavesOf(item, below(spot, `${at}[]`, index))];
      if (inner.length > 0 || item === null) yield* inner;
      else yield { at: `${at}[]`, text: name };
    }
  } else if (isRecord(value)) {
    for (const [key, item] of Object.entries(value))
      yield* leavesOf(item, below(spot, at === '' ? key : `${at}.${key}`, key));
  } else if (value !== undefined && value !== null) yield { at, text: String(value).slice(0, longestValue) };
}

/** Both sides of a change, value by value. */
function valuesBetween(spot: Spot, before: unknown, after: unknown): ValueChange[] {
  const [old, now] = [[...leavesOf(before, spot)], [...leavesOf(after, spot)]];
  const { at } = spot;
  if (old.length <= 1 && now.length <= 1 && (old[0]?.at ?? at) === (now[0]?.at ?? at))
    return [{ at: (old[0] ?? now[0])?.at ?? at, before: old[0]?.text ?? null, after: now[0]?.text ?? null }];
  return [
    ...old.map((leaf) => ({ at: leaf.at, before: leaf.text, after: null })),
    ...now.map((leaf) => ({ at: leaf.at, before: null, after: leaf.text })),
  ];
}

/** One changed field; a member of a set is told as the set with this one member. */
function valuesOfField({ path, before, after, byDefault }: FieldChange, start: Spot): ValueChange[] {
  const last = path.at(-1);
  const isMember = last !== undefined && 'member' in last;
  const way = isMember ? path.slice(0, -1) : path;
  const spot = { ...start, at: way.reduce(stepText, ''), path: way.map(stepPart) };
  const side = (which: 'before' | 'after', value: unknown): unknown =>
    byDefault === which || value === undefined ? undefined : isMember ? [value] : value;
  return valuesBetween(spot, side('before', before), side('after', after));
}

/** What changed in the values that people wrote: a default that somebody replaced had never been written. */
function valuesOf(change: ResourceChange, files: readonly FileVersions[], options: MeaningOptions): ValueChange[] {
  const groupKind = `${change.id.group}/${change.id.kind}`;
  const start: Spot = { at: '', path: [], lists: (path) => listSemanticsFor(groupKind, path, options.lists) };
  if (change.what === 'changed') return change.fields.flatMap((field) => valuesOfField(field, start));
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
      return valuesBetween(start, undefined, written('after'));
    case 'removed':
    case 'disabled':
      return valuesBetween(start, written('before'), undefined);
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
