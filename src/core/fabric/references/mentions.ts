import { findDisabled } from '../../yaml/disabled';
import { describeId } from '../identity';
import type { KindName } from '../kinds';
import { areaOf } from '../model/areas';
import type { Fabric } from '../model/fabric-model';
import { isWinner } from '../model/fabric-model';
import type { ModelDocument, ModelFile, Resource } from '../model/model-file';
import { isUnread, readModelFile, resourcesOf } from '../model/model-file';
import { wasNotRead } from '../model/unread-file';
import type { Plan } from '../plan/plan-step';
import { referencesOf } from './references-of';

/** A place that speaks of a resource although it does not count now: a rename leaves it as it is, and says so. */
export interface Mention {
  readonly path: string;
  /** 0-based. */
  readonly line: number;
  /** What stands there, for people. */
  readonly what: string;
  readonly why: string;
}

/** A mention as something that a person has to look at. */
export const reviewOfMention = ({ what, why, path, line }: Mention): Plan['review'][number] => ({
  what: `${what} (${path}:${line + 1})`,
  why,
  paths: [path],
});

/** May the texts of this file hold mentions that the model does not know? */
export const mayMention = (file: ModelFile): boolean =>
  file.documents.some(
    (document) => document.disabled.length > 0 || document.class === 'template' || isUnread(document),
  );

const isNameCharacter = /[A-Za-z0-9._-]/;

/** The first place where a name stands as a word of its own; -1: nowhere. */
function wordAt(text: string, name: string): number {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const [before = '', after = ''] = [text[at - 1], text[at + name.length]];
    // `ext.<name>` is a name, `.` at the end of a sentence is none.
    const startsWord = !isNameCharacter.test(before) || text.slice(Math.max(0, at - 4), at) === 'ext.';
    if (startsWord && !(isNameCharacter.test(after) && after !== '.')) return at;
  }
  return -1;
}

const lineOf = (text: string, at: number): number => text.slice(0, at).split('\n').length - 1;

const names = (resource: Resource, kind: KindName, name: string): boolean =>
  referencesOf(resource).some((reference) => reference.kind === kind && reference.name === name) ||
  (resource.kind?.kind === kind && resource.id.name === name);

function inComments(file: ModelFile, document: ModelDocument, text: string, kind: KindName, name: string): Mention[] {
  return findDisabled(text, document.range).flatMap((entry, place): Mention[] => {
    const [resource] = resourcesOf(readModelFile(file.path, entry.text));
    if (!resource || !names(resource, kind, name)) return [];
    return [
      {
        path: file.path,
        line: document.disabled[place]?.startLine ?? document.startLine,
        what: `commented-out ${describeId(resource.id)}`,
        why: `it says ${name}; what is commented out is left as it is`,
      },
    ];
  });
}

function inText(file: ModelFile, document: ModelDocument, text: string, name: string): Mention[] {
  // Of a file that was not read as a whole, no document has a place.
  const { start, end } = wasNotRead(file) ? { start: 0, end: text.length } : document.range;
  const at = wordAt(text.slice(start, end), name);
  if (at < 0) return [];
  const sort = document.class === 'template' ? 'template' : 'document that cannot be read';
  const line = lineOf(text, start + at);
  return [{ path: file.path, line, what: `a ${sort}`, why: `it says ${name}; it is left as it is` }];
}

function inUnread(file: ModelFile, name: string, text: string | undefined): Mention[] {
  const unread = file.documents.filter(isUnread);
  if (text !== undefined) return unread.flatMap((document) => inText(file, document, text, name));
  return unread.slice(0, 1).map(({ startLine }) => ({
    path: file.path,
    line: startLine,
    what: 'a file that cannot be read',
    why: `it may say ${name}; it is left as it is`,
  }));
}

const isArchived = (fabric: Fabric, { path }: ModelFile): boolean =>
  areaOf(path, fabric.root, fabric.policy) === 'archive';

/** What cannot be read and says a name, or may say it because nobody saw its text. */
export const unreadMentions = (fabric: Fabric, name: string, texts: ReadonlyMap<string, string>): Mention[] =>
  fabric.files.flatMap((file) => (isArchived(fabric, file) ? [] : inUnread(file, name, texts.get(file.path))));

/**
 * Everything that speaks of a resource and takes no part in a rename: copies that do not count, commented-out
 * resources, templates and documents that cannot be read (these by the bare word). `texts` are those of the files of
 * which `mayMention` is true.
 */
export function mentionsOf(
  fabric: Fabric,
  kind: KindName,
  name: string,
  texts: ReadonlyMap<string, string>,
): Mention[] {
  return fabric.files.flatMap((file): Mention[] => {
    if (isArchived(fabric, file)) return [];
    const copies = resourcesOf(file).filter((one) => one.kind && !isWinner(fabric, one) && names(one, kind, name));
    const text = texts.get(file.path);
    return [
      ...copies.map(({ id, document }) => ({
        path: file.path,
        line: document.contentLine,
        what: `another copy of ${describeId(id)}`,
        why: `it says ${name}; a copy that does not count is left as it is`,
      })),
      ...(text === undefined
        ? []
        : file.documents.flatMap((document) => [
            ...inComments(file, document, text, kind, name),
            ...(document.class === 'template' ? inText(file, document, text, name) : []),
          ])),
      ...inUnread(file, name, text),
    ];
  });
}
