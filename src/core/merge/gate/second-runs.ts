import type { YamlList, YamlNode } from '../../yaml/nodes';
import { BUILT_IN_LISTS } from '../lists/built-in';
import { orderOfList } from '../lists/list-order';
import { findListRule } from '../lists/list-policy';
import type { VersionName } from '../model';
import { scalarKey } from '../structure/canon';
import { DocumentReader } from '../structure/document-reader';
import type { FileRendering, FileToMerge } from '../structure/merge-documents';
import { renderFile } from '../structure/merge-documents';
import { NotByStructure } from '../structure/indent';
import { pairDocuments } from '../structure/pair-documents';
import { aliasFailures } from './aliases';
import type { GateCheck } from './verify';

/**
 * Two more merges that an automatic result must stand: with the sides swapped it says the same, and merged once more
 * with either side it stays what it is. What was parsed for the first merge is not parsed again.
 */
export function checkBySecondRuns(file: FileToMerge, result: string): GateCheck[] {
  return [checkMirror(file, result), checkAbsorption(file, result)];
}

function again(file: FileToMerge, texts: Readonly<Record<VersionName, string>>): FileRendering | string {
  try {
    return renderFile({ ...file, texts, paired: pairDocuments(texts, file.reader), choices: {} }, 'base');
  } catch (error) {
    if (error instanceof NotByStructure) return error.message;
    throw error;
  }
}

function checkMirror(file: FileToMerge, result: string): GateCheck {
  const { base, ours, theirs } = file.texts;
  const mirror = again(file, { base, ours: theirs, theirs: ours });
  const verdict = (passed: boolean, evidence: string): GateCheck => ({ name: 'mirror', passed, evidence });
  if (typeof mirror === 'string') return verdict(false, `with the sides swapped: ${mirror}`);
  const [question] = mirror.conflicts;
  if (question) return verdict(false, `with the sides swapped it would be asked: ${question.why}`);
  const reader = file.reader ?? new DocumentReader();
  if (mirror.text === result) return verdict(true, 'the same with the sides swapped');
  const failures = (text: string): string[] =>
    /[*]\w/.test(text) ? reader.parts(text).flatMap((part) => aliasFailures(text, [part.read()])) : [];
  // Keys that both sides moved stand in another order there, and an alias may come before its anchor.
  const known = new Set([ours, theirs, result].flatMap(failures));
  const [lost] = failures(mirror.text).filter((reason) => !known.has(reason));
  if (lost !== undefined) return verdict(false, `with the sides swapped: ${lost}`);
  const same = saysTheSameInOrder(mirror.text, result, file);
  return verdict(same, same ? 'the same with the sides swapped' : 'something else with the sides swapped');
}

function checkAbsorption(file: FileToMerge, result: string): GateCheck {
  const { base, ours, theirs } = file.texts;
  const problems = (['ours', 'theirs'] as const).flatMap((side) => {
    const once = again(file, { base, ours: result, theirs: side === 'ours' ? ours : theirs });
    if (typeof once === 'string' || once.conflicts.length > 0) return [];
    return saysTheSameInOrder(once.text, result, file)
      ? []
      : [`merged with ${side} once more it becomes something else`];
  });
  const evidence = problems.length === 0 ? 'merged once more with either side it stays' : problems.join('; ');
  return { name: 'absorption', passed: problems.length === 0, evidence };
}

/** Whether two results hold the same data, the order of list items and documents aside. */
export function saysTheSame(one: string, other: string, reader: DocumentReader): boolean {
  return one === other || dataOf(one, reader, () => false) === dataOf(other, reader, () => false);
}

/** The same, but that a list whose order counts has to have one order. */
function saysTheSameInOrder(one: string, other: string, file: FileToMerge): boolean {
  const reader = file.reader ?? new DocumentReader();
  const isInOrder: IsInOrder = (list, kind, path) => {
    const items = list.items.map(({ value }) => value);
    const rule = findListRule({ file: file.file, kind, path }, file.policy, BUILT_IN_LISTS);
    const lists = { base: items, ours: items, theirs: items };
    return orderOfList(rule?.meaning ?? null, path.at(-1) ?? '', lists) === 'yes';
  };
  return one === other || dataOf(one, reader, isInOrder) === dataOf(other, reader, isInOrder);
}

type IsInOrder = (list: YamlList, kind: string | null, path: readonly string[]) => boolean;

function dataOf(text: string, reader: DocumentReader, isInOrder: IsInOrder): string {
  const documents = reader.parts(text).flatMap((part) => {
    const document = part.read();
    const kind = document.identity?.kind ?? null;
    if (document.root) return [shape(document.root, [], (list, path) => isInOrder(list, kind, path))];
    return document.class === 'empty' ? [] : [part.text.trim()];
  });
  return documents.sort().join('\n');
}

function shape(
  node: YamlNode,
  path: readonly string[],
  isInOrder: (list: YamlList, path: readonly string[]) => boolean,
): string {
  switch (node.kind) {
    case 'scalar':
      return scalarKey(node);
    case 'alias':
      return `*${node.name}`;
    case 'list': {
      const items = node.items.map((item) => shape(item.value, path, isInOrder));
      return `[${(isInOrder(node, path) ? items : items.sort()).join(',')}]`;
    }
    case 'map':
      return `{${node.entries
        .map((entry) => `${entry.key}:${shape(entry.value, [...path, entry.key], isInOrder)}`)
        .sort()
        .join(',')}}`;
  }
}
