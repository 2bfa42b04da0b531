/**
 * What was known at each version of the text.
 *
 * Undo and redo bring back an old version number with the old text, so decisions come back with it: text and
 * decisions have one undo stack. Forgotten versions (beyond the newest thousands) answer undefined.
 */
export class VersionLog<Known> {
  readonly #known = new Map<number, Known>();
  readonly #capacity: number;

  constructor(capacity = 5_000) {
    this.#capacity = capacity;
  }

  record(version: number, known: Known): void {
    this.#known.delete(version);
    this.#known.set(version, known);
    const oldest = this.#known.keys().next();
    if (this.#known.size > this.#capacity && oldest.done !== true) this.#known.delete(oldest.value);
  }

  at(version: number): Known | undefined {
    return this.#known.get(version);
  }
}
