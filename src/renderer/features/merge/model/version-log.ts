import type { Places } from './result-state';

/**
 * What was known about the regions at each version of the text.
 *
 * Undo and redo bring back an old version number with the old text, so decisions come back with it: text and
 * decisions have one undo stack. Forgotten versions (beyond the newest thousands) answer undefined.
 */
export class VersionLog {
  readonly #places = new Map<number, Places>();
  readonly #capacity: number;

  constructor(capacity = 5_000) {
    this.#capacity = capacity;
  }

  record(version: number, places: Places): void {
    this.#places.delete(version);
    this.#places.set(version, places);
    const oldest = this.#places.keys().next();
    if (this.#places.size > this.#capacity && oldest.done !== true) this.#places.delete(oldest.value);
  }

  at(version: number): Places | undefined {
    return this.#places.get(version);
  }
}
