import { applyLineEdits } from '../../../src/renderer/features/merge/model/line-change';
import type { CharacterChange, LineEdit } from '../../../src/renderer/features/merge/model/line-change';
import type { BufferChange, ResultBuffer } from '../../../src/renderer/features/merge/model/result-buffer';

interface Moment {
  readonly lines: readonly string[];
  readonly version: number;
}

/** A result buffer without an editor: moments of the text in a list, and a place in it. */
export class PlainBuffer implements ResultBuffer {
  #moments: Moment[];
  #at = 0;
  #newest = 1;
  readonly #listeners = new Set<(change: BufferChange) => void>();

  constructor(lines: readonly string[]) {
    this.#moments = [{ lines, version: 1 }];
  }

  lines(): readonly string[] {
    return this.#now().lines;
  }

  version(): number {
    return this.#now().version;
  }

  replace(edits: readonly LineEdit[]): void {
    this.#push(applyLineEdits(this.lines(), edits), []);
  }

  /** What a person types: characters of one place are replaced. */
  type(change: CharacterChange): void {
    const lines = [...this.lines()];
    const head = (lines[change.startLine - 1] ?? '').slice(0, change.startColumn - 1);
    const tail = (lines[change.endLine - 1] ?? '').slice(change.endColumn - 1);
    const text = (head + change.text + tail).split('\n');
    lines.splice(change.startLine - 1, change.endLine - change.startLine + 1, ...text);
    this.#push(lines, [change]);
  }

  undo(): void {
    if (this.#at === 0) return;
    this.#at -= 1;
    this.#tell([]);
  }

  redo(): void {
    if (this.#at + 1 >= this.#moments.length) return;
    this.#at += 1;
    this.#tell([]);
  }

  onChange(listener: (change: BufferChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  dispose(): void {
    this.#listeners.clear();
  }

  #now(): Moment {
    return this.#moments[this.#at]!;
  }

  #push(lines: readonly string[], changes: readonly CharacterChange[]): void {
    this.#newest += 1;
    this.#moments = [...this.#moments.slice(0, this.#at + 1), { lines, version: this.#newest }];
    this.#at += 1;
    this.#tell(changes);
  }

  #tell(changes: readonly CharacterChange[]): void {
    for (const listener of this.#listeners) listener({ changes });
  }
}
