import type { CommitMeaning } from './commit-meaning';
import { renamedKey } from './meant-resource';
import type { ResourceMoment, ToldCommit } from './told-commits';

/**
 * Which earlier commit each commit goes back to: after it, everything that it changed is again what it was then, in the
 * same files. The answer names the newest such commit before the one that is taken back. `told` is newest first.
 */
export function findReturns<T>(told: readonly ToldCommit<T>[]): Map<T, T> {
  /** File and key → what it became at which place, oldest first. */
  const past = new Map<string, { at: number; state: string }[]>();
  const oldestFirst = [...told].reverse();
  const returns = new Map<T, T>();
  for (const [at, { commit, meaning }] of oldestFirst.entries()) {
    const touched = touchedBy(meaning);
    const earlier = touched.length === 0 ? null : placeOfReturn(touched, past);
    const to = earlier === null ? undefined : oldestFirst[earlier]?.commit;
    if (to !== undefined) returns.set(commit, to);
    for (const { key, state } of touched) {
      const list = past.get(key);
      if (list) list.push({ at, state });
      else past.set(key, [{ at, state }]);
    }
  }
  return returns;
}

/** What a commit changed, file by file, and into which state. */
function touchedBy(meaning: CommitMeaning | null): { key: string; state: string }[] {
  if (meaning === null) return [];
  const changed = new Set(
    meaning.resources.flatMap(({ key, fromName }) => (fromName === null ? [key] : [key, renamedKey(key, fromName)])),
  );
  return Object.entries(meaning.states).flatMap(([path, states]) =>
    Object.entries(states).flatMap(([key, state]) => (changed.has(key) ? [{ key: `${path}\0${key}`, state }] : [])),
  );
}

type Past = ReadonlyMap<string, readonly { readonly at: number; readonly state: string }[]>;

function placeOfReturn(touched: readonly { key: string; state: string }[], past: Past): number | null {
  const [first] = touched;
  if (!first) return null;
  const wanted = new Map(touched.map(({ key, state }) => [key, state]));
  const isThere = (key: string, place: number): boolean =>
    past.get(key)?.findLast(({ at }) => at <= place)?.state === wanted.get(key);
  /** When something else of it came there later, that is when all of it was there. */
  const settled = (place: number): number =>
    touched.reduce((latest, { key, state }) => {
      if (isThere(key, latest)) return latest;
      return past.get(key)?.find((one) => one.at > latest && one.state === state)?.at ?? latest;
    }, place);
  const places = (past.get(first.key) ?? []).slice(0, -1).filter(({ state }) => state === first.state);
  const found = places
    .map(({ at }) => settled(at))
    .findLast((place) => touched.every(({ key }) => isThere(key, place)));
  return found ?? null;
}

/**
 * Which earlier moment of a resource (or of one of its values) each moment goes back to, whatever else its commit did.
 * The newest such moment before the one that is taken back. `moments` are newest first.
 */
export function findReturnsOf<T>(moments: readonly ResourceMoment<T>[]): Map<T, T> {
  const newest = new Map<string, { commit: T; at: number }>();
  const returns = new Map<T, T>();
  for (const [at, { commit, state }] of [...moments].reverse().entries()) {
    if (state === null) continue;
    const earlier = newest.get(state);
    // The moment just before had the same state: nothing was taken back.
    if (earlier !== undefined && earlier.at < at - 1) returns.set(commit, earlier.commit);
    newest.set(state, { commit, at });
  }
  return returns;
}
