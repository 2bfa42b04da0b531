import type { CommitMeaning } from './commit-meaning';
import type { MeantResource, ValueChange } from './meant-resource';

/** A commit with what it meant; null: nothing of the fabric, or only timestamps. */
export interface ToldCommit<T> {
  readonly commit: T;
  readonly meaning: CommitMeaning | null;
}

/** One resource at one commit. */
export interface ResourceMoment<T> {
  readonly commit: T;
  readonly change: MeantResource;
}

/** Is the value at `at`, or one below it, meant by the field that a person wrote? `spec.` may be left out. */
function isAtField(at: string, field: string): boolean {
  const plain = field.replace(/^\./, '');
  return [plain, `spec.${plain}`].some((way) => at === way || at.startsWith(`${way}.`) || at.startsWith(`${way}[`));
}

/**
 * Everything that happened to a resource, newest first, also under its former names and in former files. `field` keeps
 * what changed the value there, or one below it. `told` is newest first.
 */
export function historyOfResource<T>(
  told: readonly ToldCommit<T>[],
  { key, field }: { readonly key: string; readonly field: string | null },
): ResourceMoment<T>[] {
  const moments: ResourceMoment<T>[] = [];
  let current = key;
  for (const { commit, meaning } of told) {
    for (const change of meaning?.resources ?? []) {
      if (change.key !== current) continue;
      const values = field === null ? change.values : change.values.filter(({ at }) => isAtField(at, field));
      if (field === null || values.length > 0) moments.push({ commit, change: { ...change, values } });
      if (change.what === 'renamed' && change.fromName !== null)
        current = `${current.slice(0, current.lastIndexOf('/') + 1)}${change.fromName}`;
    }
  }
  return moments;
}

/** A value that came or went at a commit. */
export interface ValueMoment<T> {
  readonly commit: T;
  readonly change: MeantResource;
  readonly value: ValueChange;
  readonly event: 'came' | 'went';
}

/** What a search means: `1002`, `vlan 1002`, `vlan=1002`, `spec.subnets.default.vlan: 1002`. */
export interface ValueQuestion {
  /** The end of the field's path; null: any field. */
  readonly field: string | null;
  readonly value: string;
}

export function readValueQuestion(text: string): ValueQuestion {
  const found = /^([A-Za-z][\w.\-[\]/]*)\s*(?:=|:\s|\s)\s*(\S.*)$/.exec(text.trim());
  return found ? { field: found[1] ?? null, value: (found[2] ?? '').trim() } : { field: null, value: text.trim() };
}

const endsWithField = (at: string, field: string | null): boolean => {
  if (field === null) return true;
  const [way, end] = [at.toLowerCase(), field.toLowerCase()];
  return way === end || way.endsWith(`.${end}`) || way.includes(`.${end}[`) || way.includes(`.${end}.`);
};

/** The value itself, one address of a prefix, or one side of `vpc/subnet` and `device/port`. */
const isValue = (text: string | null, wanted: string): boolean =>
  text !== null && (text.toLowerCase() === wanted || text.toLowerCase().split('/')[0] === wanted);

/** Every time that a value came into use or went out of it, oldest first. `told` is newest first. */
export function searchValues<T>(told: readonly ToldCommit<T>[], { field, value }: ValueQuestion): ValueMoment<T>[] {
  const wanted = value.toLowerCase();
  const found: ValueMoment<T>[] = [];
  for (const { commit, meaning } of [...told].reverse())
    for (const change of meaning?.resources ?? [])
      for (const one of change.values) {
        if (!endsWithField(one.at, field)) continue;
        if (isValue(one.before, wanted)) found.push({ commit, change, value: one, event: 'went' });
        if (isValue(one.after, wanted)) found.push({ commit, change, value: one, event: 'came' });
      }
  return found;
}

/**
 * Which earlier commit each commit goes back to: after it, every resource that it touched is again what it was then.
 * The answer names the newest such commit before the one that is taken back. `told` is newest first.
 */
export function findReturns<T>(told: readonly ToldCommit<T>[]): Map<T, T> {
  /** Key → what it became at which place, oldest first. */
  const past = new Map<string, { at: number; state: string }[]>();
  const oldestFirst = [...told].reverse();
  const returns = new Map<T, T>();
  for (const [at, { commit, meaning }] of oldestFirst.entries()) {
    const touched = (meaning?.resources ?? []).flatMap(({ key }) => {
      const state = meaning?.states[key];
      return state === undefined ? [] : [{ key, state }];
    });
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
