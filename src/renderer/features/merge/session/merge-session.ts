import { applyLineEdits, lineEditOf } from '../model/line-change';
import type { LineEdit } from '../model/line-change';
import type { MergeDocument } from '../model/merge-document';
import { candidateLines } from '../model/structure';
import type { SideChoice } from '../model/region-content';
import type { BufferChange, ResultBuffer } from '../model/result-buffer';
import { editsOf, placesAfterAnswers, placesAfterEdit, stateAt } from '../model/result-state';
import type { Answer, ConflictState, Places } from '../model/result-state';
import { VersionLog } from '../model/version-log';

/** What the screen draws of a session; a new object at each change. */
export interface SessionView {
  /** The questions. They change when an answer leads to further ones, and back with undo. */
  readonly document: MergeDocument;
  readonly lines: readonly string[];
  readonly places: Places;
  /** One for each of the document's conflicts, in their order. */
  readonly states: readonly ConflictState[];
  readonly unresolved: number;
}

/**
 * One file's merge while it is worked on: the result's text, where the regions lie in it, what was answered.
 *
 * The text is the truth. Each state is recomputed from it at every change; the answers, which no text can tell, are
 * remembered per version of the text, so undo takes back typing and choices alike.
 */
export class MergeSession {
  readonly buffer: ResultBuffer;
  readonly #log = new VersionLog<Known>();
  readonly #listeners = new Set<() => void>();
  readonly #stop: () => void;
  readonly #firstVersion: number;
  #view: SessionView;
  #isAnswering = false;
  /** The conflict whose lines are being typed, and the version of the text that the last of them made. */
  #typed: { readonly index: number; readonly version: number } | null = null;

  constructor(document: MergeDocument, buffer: ResultBuffer, places: Places) {
    this.buffer = buffer;
    this.#view = see(document, buffer.lines(), places);
    this.#firstVersion = buffer.version();
    this.#log.record(this.#firstVersion, { document, places });
    this.#stop = buffer.onChange((change) => this.#follow(change));
  }

  get document(): MergeDocument {
    return this.#view.document;
  }

  get view(): SessionView {
    return this.#view;
  }

  get text(): string {
    return this.#view.lines.join('\n');
  }

  /** Puts choices in place, all of them as one undo step. Positions are those of the document's regions. */
  answer(choices: ReadonlyMap<number, SideChoice>): void {
    const answers = [...choices].map(([index, choice]) => ({
      index,
      lines: candidateLines(this.document, index, choice),
    }));
    this.#carryOut(answers);
  }

  /** Puts lines in place for several conflicts, all of them as one undo step. */
  writeAll(lines: ReadonlyMap<number, readonly string[]>): void {
    this.#carryOut([...lines].map(([index, own]) => ({ index, lines: own })));
  }

  /** Says that a conflict's lines are right as they stand. */
  keepText(index: number): void {
    const range = this.#view.places[index]?.range;
    if (range !== undefined) this.#carryOut([{ index, lines: this.#view.lines.slice(range.start, range.end) }]);
  }

  /** A person's own lines for a conflict; one undo step together with what was typed for it just before. */
  write(index: number, lines: readonly string[]): void {
    if (this.#isTyped(index)) this.#stepBackUnseen();
    this.#typed = null;
    this.#carryOut([{ index, lines }]);
  }

  /** As `write`, while the person goes on typing: what follows takes the place of these lines. */
  type(index: number, lines: readonly string[]): void {
    this.write(index, lines);
    this.#typed = { index, version: this.buffer.version() };
  }

  /** Takes back what is being typed for a conflict. Nothing happens when something else was done since. */
  takeBackTyped(index: number): void {
    const isTyped = this.#isTyped(index);
    this.#typed = null;
    if (isTyped) this.buffer.undo();
  }

  /** Replaces the whole text, for instance by what another tool wrote. Can be undone like anything else. */
  replaceAll(lines: readonly string[], places: Places): void {
    this.ask(this.document, lines, places);
  }

  /** Goes on with other questions over another text. Undo brings the questions back that were there. */
  ask(document: MergeDocument, lines: readonly string[], places: Places): void {
    this.#isAnswering = true;
    this.buffer.replace(narrowed(this.#view.lines, lines));
    this.#isAnswering = false;
    this.#accept(document, places);
  }

  /** True when something was done since the file was opened that is not undone. */
  get canUndo(): boolean {
    return this.buffer.version() !== this.#firstVersion;
  }

  undo(): void {
    this.buffer.undo();
  }

  redo(): void {
    this.buffer.redo();
  }

  /** Returns the function that stops listening. */
  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  dispose(): void {
    this.#stop();
    this.#listeners.clear();
    this.buffer.dispose();
  }

  #isTyped(index: number): boolean {
    return this.#typed?.index === index && this.#typed.version === this.buffer.version();
  }

  /** Undoes a step that another one replaces at once, so nobody is told. */
  #stepBackUnseen(): void {
    this.#isAnswering = true;
    this.buffer.undo();
    this.#isAnswering = false;
    const { document, places } = this.#log.at(this.buffer.version()) ?? this.#view;
    this.#view = see(document, this.buffer.lines(), places);
  }

  #carryOut(answers: readonly Answer[]): void {
    if (answers.length === 0) return;
    const places = placesAfterAnswers(this.#view.places, answers);
    this.#isAnswering = true;
    this.buffer.replace(editsOf(this.#view.places, answers));
    this.#isAnswering = false;
    this.#accept(this.document, places);
  }

  #follow({ changes }: BufferChange): void {
    if (this.#isAnswering) return;
    const known = this.#log.at(this.buffer.version());
    if (known !== undefined) {
      this.#accept(known.document, known.places);
      return;
    }
    let places = this.#view.places;
    let lines = this.#view.lines;
    for (const change of changes) {
      const edit = lineEditOf(lines, change);
      lines = applyLineEdits(lines, [edit]);
      places = placesAfterEdit(this.document, places, edit, lines);
    }
    this.#accept(this.document, places);
  }

  #accept(document: MergeDocument, places: Places): void {
    this.#log.record(this.buffer.version(), { document, places });
    this.#view = see(document, this.buffer.lines(), places);
    for (const listener of this.#listeners) listener();
  }
}

interface Known {
  readonly document: MergeDocument;
  readonly places: Places;
}

function see(document: MergeDocument, lines: readonly string[], places: Places): SessionView {
  const states = document.conflicts.map((index) => stateAt(document, places, lines, index));
  return { document, lines, places, states, unresolved: states.filter((state) => state === 'unresolved').length };
}

/** The one stretch in which two texts differ, so that an editor keeps its place outside of it. */
function narrowed(before: readonly string[], after: readonly string[]): LineEdit[] {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  if (head === before.length && head === after.length) return [];
  return [{ start: head, end: before.length - tail, lines: after.slice(head, after.length - tail) }];
}
