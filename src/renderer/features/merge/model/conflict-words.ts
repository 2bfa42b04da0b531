import type { MergeRegion } from '../../../../core/merge/text/regions';
import { revealCharacters } from '../../../../core/text/reveal-characters';
import { regionAt } from './merge-document';
import type { MergeDocument } from './merge-document';
import { linesUnder } from '../../../../core/merge/text/choices';
import { conflictAt } from './structure';
import { placeWords } from './structured-facts';
import type { ConflictState } from './result-state';
import { yamlPlace } from './yaml-place';

/** What the sides are called: "main", "your commit 1a2b3c4". */
export interface SideNames {
  readonly ours: string;
  readonly theirs: string;
}

/** A conflict's name in lists and sentences: the resource, when one is known, and the place in it. */
export interface ConflictTitle {
  readonly resource: string | null;
  readonly place: string;
}

export function conflictTitle(document: MergeDocument, index: number, path: string): ConflictTitle {
  let known = titles.get(document);
  if (known === undefined) titles.set(document, (known = new Map<string, ConflictTitle>()));
  const key = `${index} ${path}`;
  const title = known.get(key) ?? findTitle(document, index, path);
  known.set(key, title);
  return title;
}

/** A document never changes, and finding a place reads many lines: lists ask for the same titles at each key. */
const titles = new WeakMap<MergeDocument, Map<string, ConflictTitle>>();

function findTitle(document: MergeDocument, index: number, path: string): ConflictTitle {
  const conflict = conflictAt(document, index);
  if (conflict !== null) return { resource: withoutDefault(conflict.resource), place: placeWords(conflict) };
  const region = regionAt(document, index);
  const lines = lineWords(region);
  if (!/\.ya?ml$/i.test(path)) return { resource: null, place: lines };
  const side = region.base.end > region.base.start ? 'base' : region.ours.end > region.ours.start ? 'ours' : 'theirs';
  // Lines that open or close a document are of no single resource.
  if (sidesOf(document, region).some((line) => line.startsWith('---'))) return { resource: null, place: lines };
  const found = yamlPlace(document[side], region[side].start);
  // A comment is of no key; the path would be that of whatever stands above it.
  const first = linesUnder(document, region, side).find((line) => line.trim() !== '') ?? '';
  return { resource: found.resource, place: first.trimStart().startsWith('#') ? lines : (found.path ?? lines) };
}

/** "VPC default/vpc-1" is said "VPC vpc-1": almost everything lives in that namespace. */
const withoutDefault = (resource: string | null): string | null => resource?.replace(/^(\S+) default\//, '$1 ') ?? null;

const sidesOf = (document: MergeDocument, region: MergeRegion): readonly string[] =>
  (['base', 'ours', 'theirs'] as const).flatMap((side) => linesUnder(document, region, side));

/** The last steps of a long place: "…links[1].switch.port". */
export function shortPlace(place: string): string {
  const steps = place.split('.');
  return steps.length <= shortSteps ? place : `…${steps.slice(-shortSteps).join('.')}`;
}

const shortSteps = 3;

/** "line 12", "lines 12–15" of our side; "after line 11" where our side has no lines. */
export function lineWords(region: MergeRegion): string {
  const { start, end } = region.ours;
  if (start === end) return start === 0 ? 'at the start' : `after line ${start}`;
  return end - start === 1 ? `line ${start + 1}` : `lines ${start + 1}–${end}`;
}

const mostSpokenLines = 3;

function spokenLines(lines: readonly string[]): string {
  if (lines.length === 0) return 'nothing';
  const value = lines.length === 1 ? /^[^:#]+:\s+(\S.*)$/.exec(lines[0] ?? '')?.[1] : undefined;
  const said = value === undefined ? lines.slice(0, mostSpokenLines).map((line) => line.trim()) : [value.trim()];
  const more = lines.length - mostSpokenLines;
  const rest = more > 0 ? `, and ${more} more ${more === 1 ? 'line' : 'lines'}` : '';
  return said.map((line) => (line === '' ? 'an empty line' : revealCharacters(line))).join('; ') + rest;
}

/** A state in a few words, with the sides' names: "Not resolved", "main", "main, then feature". */
export function stateWords(state: ConflictState, names: SideNames): string {
  switch (state) {
    case 'unresolved':
      return 'Not resolved';
    case 'base':
      return 'Base kept';
    case 'ours':
      return `${names.ours} taken`;
    case 'theirs':
      return `${names.theirs} taken`;
    case 'ours-then-theirs':
      return `Both taken, ${names.ours} first`;
    case 'theirs-then-ours':
      return `Both taken, ${names.theirs} first`;
    case 'edited':
      return 'Edited by hand';
  }
}

/** What a screen reader says when a conflict is reached. Counts from 1. */
export function spokenConflict(
  document: MergeDocument,
  index: number,
  path: string,
  position: { readonly number: number; readonly total: number },
  state: ConflictState,
  names: SideNames,
): string {
  const region = regionAt(document, index);
  const conflict = conflictAt(document, index);
  const { resource, place } = conflictTitle(document, index, path);
  const values = (['base', 'ours', 'theirs'] as const)
    .map((side) => {
      const lines = conflict === null ? linesUnder(document, region, side) : (conflict[side]?.split('\n') ?? []);
      return `${side} ${spokenLines(lines)}`;
    })
    .join(', ');
  const where = resource === null ? place : `${resource}, ${place}`;
  return `Conflict ${position.number} of ${position.total}, ${where}: ${values}. ${stateWords(state, names)}.`;
}
