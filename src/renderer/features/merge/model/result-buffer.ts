import type { CharacterChange, LineEdit } from './line-change';

export interface BufferChange {
  /** Positions are those of the text before, given from the end to the start, so they can be carried out in order. */
  readonly changes: readonly CharacterChange[];
}

/**
 * The text of the result and its one undo stack.
 *
 * Law: each change gives the text a version number that was never there before; undo and redo bring back the number
 * that the text had.
 */
export interface ResultBuffer {
  lines(): readonly string[];
  version(): number;
  /** One undo step and a new version, even where the new lines are the old ones. */
  replace(edits: readonly LineEdit[]): void;
  undo(): void;
  redo(): void;
  onChange(listener: (change: BufferChange) => void): () => void;
  dispose(): void;
}
