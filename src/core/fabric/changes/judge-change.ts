import type { ResourceId } from '../identity';
import { describeId, keyOf } from '../identity';
import type { ModelFile, Resource } from '../model/model-file';
import { isListOfResources, resourcesOf } from '../model/model-file';
import type { MeaningOptions } from '../normalize/meaning';
import { fingerprintOf, plainMeaning } from '../normalize/meaning';
import { changeInWords, summarize } from './change-words';
import type { FieldChange } from './field-changes';
import { fieldChanges } from './field-changes';

/** A file before and after a commit; null where it is not there. */
export interface FileVersions {
  readonly before: ModelFile | null;
  readonly after: ModelFile | null;
}

/**
 * What a commit did to one resource. `moved`: same meaning, other file. `renamed`: same content, other name.
 * `disabled` and `enabled`: commented out, or back.
 */
export interface ResourceChange {
  readonly id: ResourceId;
  readonly key: string;
  readonly what: 'added' | 'removed' | 'changed' | 'moved' | 'renamed' | 'disabled' | 'enabled';
  readonly path: string;
  /** Where it was before, when that is elsewhere. */
  readonly fromPath: string | null;
  readonly fromName: string | null;
  readonly fields: readonly FieldChange[];
  /** Sentences, one a change. */
  readonly words: readonly string[];
}

/** Path → key → fingerprint. */
export type States = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** What a commit meant. */
export interface JudgedChange {
  readonly resources: readonly ResourceChange[];
  /** Files changed, and nothing in them changed its meaning: timestamps, comments, order, format. */
  readonly volatileOnly: boolean;
  /** One line: `vlan of vpc-1/default: 1001 → 1002, and 3 more`. Empty when nothing changed its meaning. */
  readonly summary: string;
  /** What each resource of the touched files is afterwards: path → key → fingerprint, `-` where it is gone. */
  readonly states: States;
}

/** Copies of each resource on one side, in the order of files. */
type Side = ReadonlyMap<string, readonly Resource[]>;

const sideOf = (files: readonly FileVersions[], side: 'before' | 'after'): Side => {
  const found = new Map<string, Resource[]>();
  for (const versions of files)
    for (const resource of versions[side] ? resourcesOf(versions[side]) : []) {
      const copies = found.get(resource.key);
      if (copies) copies.push(resource);
      else found.set(resource.key, [resource]);
    }
  return found;
};

/** Which earlier document each document is the later form of: in the same file first, then anywhere. */
function pairUp(before: Side, after: Side): { pairs: [Resource, Resource][]; gone: Resource[]; come: Resource[] } {
  const pairs: [Resource, Resource][] = [];
  const gone: Resource[] = [];
  const come: Resource[] = [];
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    const left = [...(before.get(key) ?? [])];
    const waiting: Resource[] = [];
    for (const resource of after.get(key) ?? []) {
      const at = left.findIndex((old) => old.path === resource.path);
      const [from] = at < 0 ? [] : left.splice(at, 1);
      if (from) pairs.push([from, resource]);
      else waiting.push(resource);
    }
    for (const resource of waiting) {
      const from = left.shift();
      if (from) pairs.push([from, resource]);
      else come.push(resource);
    }
    gone.push(...left);
  }
  return { pairs, gone, come };
}

const disabledKeys = (files: readonly FileVersions[], side: 'before' | 'after'): Set<string> =>
  new Set(
    files.flatMap((one) =>
      (one[side]?.documents ?? []).flatMap((document) => document.disabled.map(({ identity }) => keyOf(identity))),
    ),
  );

/** The content without the name, to find what was renamed. */
const bodyOf = (resource: Resource, options: MeaningOptions): string => {
  const metadata = { ...(resource.value['metadata'] as object), name: '' };
  return fingerprintOf({ ...resource.value, metadata }, options);
};

interface Draft {
  readonly resource: Resource;
  readonly what: ResourceChange['what'];
  readonly from?: Resource;
  readonly fields?: readonly FieldChange[];
}

function wordsFor({ resource, what, from, fields = [] }: Draft): string[] {
  const name = describeId(resource.id);
  switch (what) {
    case 'changed':
      return fields.map((change) => changeInWords(resource.id, change));
    case 'moved':
      return [`${name} moved from ${from?.path ?? ''} to ${resource.path}`];
    case 'renamed':
      return [`${from ? describeId(from.id) : ''} renamed to ${resource.id.name}`];
    case 'added':
    case 'removed': {
      const spec = summarize(resource.spec);
      return [`${name} ${what}${spec === 'nothing' ? '' : ` (${spec})`}`];
    }
    case 'disabled':
      return [`${name} commented out`];
    case 'enabled':
      return [`${name} brought back from its comment`];
  }
}

const finished = (draft: Draft): ResourceChange => ({
  id: draft.resource.id,
  key: draft.resource.key,
  what: draft.what,
  path: draft.resource.path,
  fromPath: draft.from && draft.from.path !== draft.resource.path ? draft.from.path : null,
  fromName: draft.from && draft.from.id.name !== draft.resource.id.name ? draft.from.id.name : null,
  fields: draft.fields ?? [],
  words: wordsFor(draft),
});

function compareSides(before: Side, after: Side, files: readonly FileVersions[], options: MeaningOptions): Draft[] {
  const drafts: Draft[] = [];
  const { pairs, gone, come } = pairUp(before, after);
  for (const [from, resource] of pairs) {
    const fields = fieldChanges(from.value, resource.value, options);
    if (fields.length > 0) drafts.push({ resource, what: 'changed', from, fields });
    else if (from.path !== resource.path) drafts.push({ resource, what: 'moved', from });
  }
  const [commentedNow, commentedBefore] = [disabledKeys(files, 'after'), disabledKeys(files, 'before')];
  const bodies = new Map(
    gone.filter((one) => !commentedNow.has(one.key)).map((one) => [`${one.id.kind} ${bodyOf(one, options)}`, one]),
  );
  const taken = new Set<Resource>();
  for (const resource of come) {
    const from = bodies.get(`${resource.id.kind} ${bodyOf(resource, options)}`);
    if (commentedBefore.has(resource.key)) drafts.push({ resource, what: 'enabled' });
    else if (from && !taken.has(from)) {
      taken.add(from);
      drafts.push({ resource, what: 'renamed', from });
    } else drafts.push({ resource, what: 'added' });
  }
  for (const resource of gone)
    if (!taken.has(resource)) drafts.push({ resource, what: commentedNow.has(resource.key) ? 'disabled' : 'removed' });
  return drafts;
}

const summaryOf = (changes: readonly ResourceChange[]): string => {
  const words = changes.flatMap((change) => change.words);
  const [first] = words;
  if (first === undefined) return '';
  return words.length === 1 ? first : `${first}, and ${words.length - 1} more`;
};

/** What every resource of the touched files is afterwards, file by file; `-` where it is gone. */
function statesOf(files: readonly FileVersions[], options: MeaningOptions): States {
  const states = new Map<string, Map<string, string>>();
  const ofFile = (path: string): Map<string, string> => {
    const known = states.get(path) ?? new Map<string, string>();
    states.set(path, known);
    return known;
  };
  for (const { before } of files)
    if (before) for (const { key } of resourcesOf(before)) ofFile(before.path).set(key, '-');
  for (const { after } of files) {
    const copies = new Map<string, string[]>();
    for (const { key, value } of after ? resourcesOf(after) : [])
      copies.set(key, [...(copies.get(key) ?? []), fingerprintOf(value, options)]);
    for (const [key, prints] of copies) ofFile(after?.path ?? '').set(key, prints.sort().join('+'));
  }
  return Object.fromEntries([...states].map(([path, keys]) => [path, Object.fromEntries(keys)]));
}

/** What a commit meant, from the versions of the files that it touched. Files outside of fabrics may be among them. */
export function judgeChange(files: readonly FileVersions[], options: MeaningOptions = plainMeaning): JudgedChange {
  const [before, after] = [sideOf(files, 'before'), sideOf(files, 'after')];
  const resources = compareSides(before, after, files, options).map(finished);
  const judged = files.every(({ before: old, after: now }) => isFabricFile(old) && isFabricFile(now));
  return {
    resources,
    volatileOnly: files.length > 0 && judged && resources.length === 0,
    summary: summaryOf(resources),
    states: statesOf(files, options),
  };
}

/** Can the change of this file be judged by its resources alone? Not when something in it cannot be read. */
const isFabricFile = (file: ModelFile | null): boolean =>
  file === null ||
  (file.documents.some((document) => document.class === 'resource') &&
    file.documents.every(
      (document) =>
        (document.class === 'resource' && document.refused === null) ||
        isListOfResources(file, document.index) ||
        document.class === 'empty' ||
        document.class === 'disabled',
    ));
