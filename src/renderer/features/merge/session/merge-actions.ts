import type { MergeState } from '../../../../contract/merge';
import { announce } from '../../../app/client/announce';
import { latestOf } from '../../../app/client/loadable';
import { spokenConflict } from '../model/conflict-words';
import type { MergeLayout } from '../model/choose-layout';
import type { SideChoice } from '../model/region-content';
import type { FileWork, TextWork } from './file-work';
import { mergeQuery, useMerge } from './merge-store';
import { canTakeBoth } from '../model/structure';
import { opensMore } from '../model/structured-facts';
import { askFurther } from './ask-further';
import { openFile } from './open-file';

export function currentState(): MergeState | null {
  return latestOf(mergeQuery.store.getState().answer);
}

/** The path that is looked at, with its work. */
function currentWork(): { readonly path: string; readonly work: FileWork } | null {
  const { path, files } = useMerge.getState();
  const work = path === null ? undefined : files.get(path);
  return path === null || work === undefined ? null : { path, work };
}

function currentText(): { readonly path: string; readonly work: TextWork; readonly number: number } | null {
  const current = currentWork();
  if (current?.work.kind !== 'text') return null;
  return { path: current.path, work: current.work, number: useMerge.getState().active.get(current.path) ?? 0 };
}

/**
 * Looks at a path, and at one of its conflicts (counted from 0) when given; says where that is unless `quiet`, for
 * instance because the list that was moved in says it.
 */
export async function goToConflict(path: string, number?: number, how: 'spoken' | 'quiet' = 'spoken'): Promise<void> {
  useMerge.setState(({ active }) => ({
    path,
    editing: null,
    active: number === undefined ? active : new Map(active).set(path, number),
  }));
  await openFile(path);
  if (how === 'spoken') sayConflict();
}

/** Says the current conflict, its values and its state. */
function sayConflict(): void {
  const current = currentText();
  if (current === null) {
    const file = currentState()?.conflicts.find(({ path }) => path === useMerge.getState().path);
    if (file !== undefined) announce(`${file.path}. ${file.sentence}`);
    return;
  }
  const { path, work, number } = current;
  const index = work.session.document.conflicts[number];
  if (index === undefined) return;
  const position = { number: number + 1, total: work.view.states.length };
  const names = { ours: work.file.oursLabel, theirs: work.file.theirsLabel };
  const state = work.view.states[number] ?? 'unresolved';
  announce(spokenConflict(work.session.document, index, path, position, state, names));
}

export const isOpen = (work: FileWork | undefined): boolean => work?.kind !== 'text' || work.view.unresolved > 0;

/** The next conflict without an answer, or the one before; over the files and around. */
export function goToUnresolved(step: 1 | -1): void {
  const state = currentState();
  const { path, files } = useMerge.getState();
  if (state === null || state.conflicts.length === 0) return;
  const current = currentText();
  const within = current === null ? -1 : unresolvedFrom(current.work, current.number, step);
  if (current !== null && within >= 0) {
    void goToConflict(current.path, within);
    return;
  }
  const paths = state.conflicts.map((file) => file.path as string);
  const at = path === null ? -1 : paths.indexOf(path);
  for (let count = 1; count <= paths.length; count++) {
    const candidate = paths[(at + step * count + paths.length * 2) % paths.length];
    const work = candidate === undefined ? undefined : files.get(candidate);
    if (candidate === undefined || !isOpen(work)) continue;
    const edge = work?.kind === 'text' ? edgeUnresolved(work, step) : undefined;
    void goToConflict(candidate, edge);
    return;
  }
  announce('Every conflict has an answer.');
}

/** The next open conflict after (before) `number` in the same file; -1 when there is none further on. */
function unresolvedFrom({ view }: TextWork, number: number, step: 1 | -1): number {
  for (let at = number + step; at >= 0 && at < view.states.length; at += step) {
    if (view.states[at] === 'unresolved') return at;
  }
  return -1;
}

function edgeUnresolved({ view }: TextWork, step: 1 | -1): number {
  return step === 1 ? view.states.indexOf('unresolved') : view.states.lastIndexOf('unresolved');
}

/** Answers the conflict that the keys are on. */
function answer(choice: SideChoice): void {
  const current = currentText();
  const index = current?.work.session.document.conflicts[current.number];
  if (current === null || index === undefined) return;
  const { session } = current.work;
  const plain = choice === 'ours-then-theirs' || choice === 'theirs-then-ours' ? 'both' : choice;
  if (plain === 'both' && !canTakeBoth(session.document, index)) {
    announce('Both cannot be taken here.');
    return;
  }
  if (opensMore(session.document, index, plain)) {
    void askFurther(current.path, index, plain).then(sayAnswer);
    return;
  }
  session.answer(new Map([[index, choice]]));
  sayAnswer();
}

/** Ours, then theirs; again: theirs, then ours. */
function answerBoth(): void {
  const current = currentText();
  const isBoth = current?.work.view.states[current.number] === 'ours-then-theirs';
  answer(isBoth ? 'theirs-then-ours' : 'ours-then-theirs');
}

/** Declares the current conflict's lines right as they stand. */
function keepText(): void {
  const current = currentText();
  const index = current?.work.session.document.conflicts[current.number];
  if (current === null || index === undefined) return;
  current.work.session.keepText(index);
  sayAnswer();
}

const linesOf = (text: string): readonly string[] => (text === '' ? [] : text.split('\n'));

/** Replaces the lines of the current conflict by a person's own. */
export function writeText(text: string): void {
  const current = currentText();
  const index = current?.work.session.document.conflicts[current.number];
  if (current === null || index === undefined) return;
  current.work.session.write(index, linesOf(text));
  sayAnswer();
}

/**
 * Takes in what is being typed for a conflict (counted from 0), so that the draft has it; null takes it back.
 *
 * Path and conflict are named, as what was typed last may come in when the person is elsewhere already.
 */
export function typeText(path: string, number: number, text: string | null): void {
  const work = useMerge.getState().files.get(path);
  if (work?.kind !== 'text') return;
  const index = work.session.document.conflicts[number];
  if (index === undefined) return;
  if (text === null) work.session.takeBackTyped(index);
  else work.session.type(index, linesOf(text));
}

/** One of the answers that every view offers for the current conflict. */
export function actOn(act: 'ours' | 'theirs' | 'both' | 'base' | 'edit' | 'keep', layout: MergeLayout): void {
  switch (act) {
    case 'ours':
    case 'theirs':
    case 'base':
      answer(act);
      return;
    case 'both':
      answerBoth();
      return;
    case 'keep':
      keepText();
      return;
    case 'edit':
      if (layout === 'inline') useMerge.setState(({ path }) => ({ editing: path }));
      else useMerge.setState(({ textFocus }) => ({ textFocus: textFocus + 1 }));
  }
}

function sayAnswer(): void {
  const current = currentText();
  if (current === null) return;
  const { unresolved } = current.work.view;
  announce(unresolved === 0 ? 'Answered. Nothing is left in this file.' : `Answered. ${unresolved} left in this file.`);
}

/** Gives every conflict of the file that has no answer one side; one undo takes all of it back. */
export function answerRemaining(side: 'ours' | 'theirs'): void {
  const current = currentText();
  if (current === null) return;
  const { session, view } = current.work;
  const open = session.document.conflicts.filter(
    (index, number) => view.states[number] === 'unresolved' && !opensMore(session.document, index, side),
  );
  session.answer(new Map(open.map((index) => [index, side])));
  announce(`${open.length} conflicts answered with ${side}.`);
}

export function canUndo(): boolean {
  return currentText()?.work.session.canUndo ?? false;
}

export function undo(): void {
  step((session) => session.undo());
}

/** False when there was nothing to do again. */
export function redo(): boolean {
  return step((session) => session.redo());
}

/** Goes to the conflict that an undo or redo changed, so that nothing changes out of sight. */
function step(act: (session: TextWork['session']) => void): boolean {
  const current = currentText();
  if (current === null) return false;
  const before = current.work.session.view;
  act(current.work.session);
  const after = current.work.session.view;
  const changed = after.states.findIndex((state, number) => state !== before.states[number]);
  if (changed >= 0) void goToConflict(current.path, changed);
  return after !== before;
}
