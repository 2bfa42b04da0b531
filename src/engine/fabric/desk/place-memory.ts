/** Line and column of something's beginning and end, from 0. */
export type KeptPlace = readonly [line: number, column: number, endLine: number, endColumn: number];

/** More are found anew each time. */
const mostPlaces = 200_000;

/**
 * Places that were found in texts, by the hash of the text: finding them needs the whole YAML reader, about a
 * millisecond a file, and the same bytes have them at the same places for ever.
 */
export class PlaceMemory {
  readonly #places: Map<string, Map<string, KeptPlace>>;
  #count = 0;
  #kept = 0;

  constructor(kept: ReadonlyMap<string, ReadonlyMap<string, KeptPlace>> = new Map()) {
    this.#places = new Map([...kept].map(([hash, places]) => [hash, new Map(places)]));
    for (const places of kept.values()) this.#count += places.size;
    this.#kept = this.#count;
  }

  find(hash: string, what: string): KeptPlace | null {
    return this.#places.get(hash)?.get(what) ?? null;
  }

  add(hash: string, what: string, place: KeptPlace): void {
    if (this.#count >= mostPlaces) return;
    const places = this.#places.get(hash) ?? new Map<string, KeptPlace>();
    this.#places.set(hash, places);
    if (!places.has(what)) this.#count += 1;
    places.set(what, place);
  }

  /** Is there more than what was kept the last time? */
  get hasGrown(): boolean {
    return this.#count > this.#kept;
  }

  /** What is known of these contents, to be kept; the rest is let go. */
  keep(hashes: { has(hash: string): boolean }): ReadonlyMap<string, ReadonlyMap<string, KeptPlace>> {
    for (const [hash, places] of this.#places)
      if (!hashes.has(hash)) {
        this.#places.delete(hash);
        this.#count -= places.size;
      }
    this.#kept = this.#count;
    return this.#places;
  }
}
