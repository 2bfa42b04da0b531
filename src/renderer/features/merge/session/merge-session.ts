import { applyLineEdits, lineEditOf } from '../model/line-change';
import { regionAt } from '../model/merge-document';
import type { MergeDocument } from '../model/merge-document';
import { linesUnder } from '../../../../core/merge/text/choices';
import type { SideChoice } from '../model/region-content';
import type { BufferChange, ResultBuffer } from '../model/result-buffer';
import { editsOf, placesAfterAnswers, placesAfterEdit, stateAt } from '../model/result-state';
import type { Answer, ConflictState, Places } from '../model/result-state';
import { VersionLog } from '../model/version-log';

/** What the screen draws of a session; a new object at each change. */
export interface SessionView {
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
  readonly document: MergeDocument;
  readonly buffer: ResultBuffer;
  readonly #log = new VersionLog();
  readonly #listeners = new Set<() => void>();
  readonly #stop: () => void;
  readonly #firstVersion: number;
  #view: SessionView;
  #isAnswering = false;
  /** The conflict whose lines are being typed, and the version of the text that the last of them made. */
  #typed: { readonly index: number; readonly version: number } | null = null;

  constructor(document: MergeDocument, buffer: ResultBuffer, places: Places) {
    this.document = document;
    this.buffer = buffer;
    this.#view = this.#see(buffer.lines(), places);
    this.#firstVersion = buffer.version();
    this.#log.record(this.#firstVersion, places);
    this.#stop = buffer.onChange((change) => this.#follow(change));
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
      lines: linesUnder(this.document, regionAt(this.document, index), choice),
    }));
    this.#carryOut(answers);
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
    this.#isAnswering = true;
    this.buffer.replace([{ start: 0, end: this.#view.lines.length, lines }]);
    this.#isAnswering = false;
    this.#accept(places);
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
    this.#view = this.#see(this.buffer.lines(), this.#log.at(this.buffer.version()) ?? this.#view.places);
  }

  #carryOut(answers: readonly Answer[]): void {
    if (answers.length === 0) return;
    const places = placesAfterAnswers(this.#view.places, answers);
    this.#isAnswering = true;
    this.buffer.replace(editsOf(this.#view.places, answers));
    this.#isAnswering = false;
    this.#accept(places);
  }

  #follow({ changes }: BufferChange): void {
    if (this.#isAnswering) return;
    const known = this.#log.at(this.buffer.version());
    if (known !== undefined) {
      this.#accept(known);
      return;
    }
    let places = this.#view.places;
    let lines = this.#view.lines;
    for (const change of changes) {
      const edit = lineEditOf(lines, change);
      lines = applyLineEdits(lines, [edit]);
      places = placesAfterEdit(this.document, places, edit, lines);
    }
    this.#accept(places);
  }

  #accept(places: Places): void {
    this.#log.record(this.buffer.version(), places);
    this.#view = this.#see(this.buffer.lines(), places);
    for (const listener of this.#listeners) listener();
  }

  #see(lines: readonly string[], places: Places): SessionView {
    const states = this.document.conflicts.map((index) => stateAt(this.document, places, lines, index));
    return { lines, places, states, unresolved: states.filter((state) => state === 'unresolved').length };
  }
}
