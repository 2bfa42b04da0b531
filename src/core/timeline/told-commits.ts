import type { CommitMeaning } from './commit-meaning';
import { covers, spanChanges } from './covers';
import type { MeantResource, ValueChange } from './meant-resource';
import { renamedKey } from './meant-resource';

/** A commit with what it meant; null: nothing of the fabric, or only timestamps. */
export interface ToldCommit<T> {
  readonly commit: T;
  readonly meaning: CommitMeaning | null;
}

/** One resource at one commit. */
export interface ResourceMoment<T> {
  readonly commit: T;
  readonly change: MeantResource;
  /** What the resource is afterwards, as far as that was asked for; equal for equal meanings. */
  readonly state: string | null;
}

/**
 * Is the value at `at`, or one below it, meant by the field that a person wrote? `spec.` may be left out, and so may
 * everything before the last part: `vlan` means every VLAN of a VPC.
 */
function isAtField(at: string, field: string): boolean {
  const plain = field.replace(/^\./, '');
  return [plain, `spec.${plain}`].some((way) => isBelow(at, way)) || endsWithField(at, plain);
}

const isBelow = (at: string, way: string): boolean =>
  at === way || at.startsWith(`${way}.`) || at.startsWith(`${way}[`);

/**
 * Under which key a resource goes today that once had `key`: the newest commit that knows the name counts. A name that was
 * given up in a rename leads to the new one. `told` is newest first.
 */
export function keyToday<T>(told: readonly ToldCommit<T>[], key: string): string {
  let current = key;
  for (let turns = 0; turns < mostRenames; turns += 1) {
    const next = leftFor(told, current);
    if (next === null) return current;
    current = next;
  }
  return current;
}

const mostRenames = 100;

/** The key that the newest owner of a name left it for; null: it never left, or somebody else took it later. */
function leftFor<T>(told: readonly ToldCommit<T>[], key: string): string | null {
  for (const { meaning } of told)
    for (const change of meaning?.resources ?? []) {
      if (change.key === key) return null;
      if (isRenameFrom(change, key)) return change.key;
    }
  return null;
}

const isRenameFrom = (change: MeantResource, key: string): boolean =>
  change.what === 'renamed' && change.fromName !== null && renamedKey(change.key, change.fromName) === key;

/**
 * Everything that happened to a resource, newest first, also under its former names and in former files. `field` keeps
 * what changed the value there, or one below it. `told` is newest first. What another resource did under the name
 * before it left it is not told.
 */
export function historyOfResource<T>(
  told: readonly ToldCommit<T>[],
  { key, field }: { readonly key: string; readonly field: string | null },
): ResourceMoment<T>[] {
  const moments: ResourceMoment<T>[] = [];
  let current = key;
  for (const { commit, meaning } of told) {
    const changes = meaning?.resources ?? [];
    // Somebody else left this name here: what is older is theirs.
    if (changes.some((change) => isRenameFrom(change, current))) break;
    for (const change of changes) {
      if (change.key !== current) continue;
      const values = field === null ? change.values : change.values.filter(({ at }) => isAtField(at, field));
      const words = field === null ? change.words : values.map((value) => valueInWords(change, value));
      const state =
        field === null
          ? (meaning?.states[change.path]?.[change.key] ?? null)
          : JSON.stringify(values.map(({ at, after }) => [at, after]));
      if (field === null || values.length > 0) moments.push({ commit, change: { ...change, values, words }, state });
      if (change.what === 'renamed' && change.fromName !== null) current = renamedKey(current, change.fromName);
    }
  }
  return moments;
}

const whys: Readonly<Record<MeantResource['what'], string>> = {
  added: ' (the resource was added)',
  removed: ' (the resource was removed)',
  changed: '',
  moved: '',
  renamed: '',
  disabled: ' (commented out)',
  enabled: ' (brought back from its comment)',
};

/** One value alone, in the words of a change: `vlan of vpc-1/default: 1001 → 1002`. */
function valueInWords({ kind, name, what }: MeantResource, { at, before, after }: ValueChange): string {
  const way = at.replace(/^(?:spec|metadata)\./, '').replace(/\[\]$/, '');
  const subnet = kind === 'VPC' ? /^subnets\.([^.[]+)\.(.+)$/.exec(way) : null;
  const of = subnet ? `${subnet[2] ?? ''} of ${name}/${subnet[1] ?? ''}` : `${way} of ${name}`;
  const why = whys[what];
  if (at.endsWith('[]'))
    return before === null ? `${of}: ${after ?? ''} added${why}` : `${of}: ${before} removed${why}`;
  if (before !== null && after !== null) return `${of}: ${before} → ${after}${why}`;
  return before === null ? `${of}: set to ${after ?? ''}${why}` : `${of}: ${before} removed${why}`;
}

/** A value that came or went at a commit. */
export interface ValueMoment<T> {
  readonly commit: T;
  readonly change: MeantResource;
  readonly value: ValueChange;
  readonly event: 'came' | 'went';
}

/** What a search means: `1002`, `vlan 1002`, `vlan=1002`, `vlan:1002`, `spec.subnets.default.vlan: 1002`. */
export interface ValueQuestion {
  /** The end of the field's path; null: any field. */
  readonly field: string | null;
  readonly value: string;
}

export function readValueQuestion(text: string): ValueQuestion {
  const found = /^([A-Za-z][\w.\-[\]/]*)\s*(?:=|:\s|:(?=[^:\s]+$)|\s)\s*(\S.*)$/.exec(text.trim());
  return found ? { field: found[1] ?? null, value: (found[2] ?? '').trim() } : { field: null, value: text.trim() };
}

const endsWithField = (at: string, field: string | null): boolean => {
  if (field === null) return true;
  const [way, end] = [at.toLowerCase(), field.toLowerCase()];
  return way === end || way.endsWith(`.${end}`) || way.includes(`.${end}[`) || way.includes(`.${end}.`);
};

/** The value itself, one address of a prefix, or one side of `vpc/subnet`, `device/port` and `group/version`. */
function isValue(text: string | null, wanted: string): boolean {
  if (text === null) return false;
  const [first, ...rest] = text.toLowerCase().split('/');
  // The length of a prefix is no value that anybody looks for.
  return text.toLowerCase() === wanted || first === wanted || (rest.includes(wanted) && !/^\d+$/.test(wanted));
}

/** Fields by which people ask for what lies inside of a span. */
const spanFields: Readonly<Record<string, RegExp>> = {
  vlan: /\.(?:ranges|\w*VLANs)\[/,
  subnet: /subnets?\b|\bprefix/i,
  ip: /./,
  address: /./,
  prefix: /./,
};

const mayCover = (at: string, field: string | null): boolean =>
  endsWithField(at, field) || (field !== null && (spanFields[field.toLowerCase()]?.test(at) ?? false));

/**
 * Every time that a range or prefix came to hold a value inside of it, or stopped to, oldest first: nobody wrote the
 * value itself there. `told` is newest first. What a merge only brings along is no second time.
 */
export function searchSpans<T>(
  told: readonly ToldCommit<T>[],
  { field, value }: ValueQuestion,
  placeOf: (commit: T) => CommitPlace | null = () => null,
): ValueMoment<T>[] {
  const wanted = value.toLowerCase();
  const holds = (text: string | null): boolean => !isValue(text, wanted) && covers(text, wanted);
  const latest = new Map<string, ValueMoment<T>['event']>();
  return [...told].reverse().flatMap(({ commit, meaning }) =>
    (meaning?.resources ?? []).flatMap((change) =>
      spanChanges(change.values).flatMap((one): ValueMoment<T>[] => {
        const [before, after] = [holds(one.before), holds(one.after)];
        if (before === after || !mayCover(one.at, field)) return [];
        const event = after ? 'came' : 'went';
        const name = placeName(change.key, one.at);
        const isMerge = (placeOf(commit)?.parents.length ?? 0) > 1;
        if (isMerge && latest.get(name) === event) return [];
        latest.set(name, event);
        return [{ commit, change, value: one, event }];
      }),
    ),
  );
}

/** Where a commit stands among the others. */
export interface CommitPlace {
  readonly commit: string;
  /** The first is the one that its meaning was compared with. */
  readonly parents: readonly string[];
}

/** Of each place that ever had the value: what it has, null for nothing. */
type Held = ReadonlyMap<string, string | null>;

const placeName = (key: string, at: string): string => `${key}\0${at}`;

/**
 * Every time that a value came into use or went out of it, oldest first. `told` is newest first. A merge that only brings
 * what a commit of its branch did is no second time; one in which a value of its branch is lost is when it went.
 */
export function searchValues<T>(
  told: readonly ToldCommit<T>[],
  { field, value }: ValueQuestion,
  placeOf: (commit: T) => CommitPlace | null = () => null,
): ValueMoment<T>[] {
  const wanted = value.toLowerCase();
  const found: ValueMoment<T>[] = [];
  const latest = new Map<string, ValueMoment<T>>();
  const heldAt = new Map<string, Held>();
  const places = new Set(
    told.flatMap(({ meaning }) =>
      (meaning?.resources ?? []).flatMap(({ key, values }) =>
        values
          .filter(({ at, after }) => endsWithField(at, field) && isValue(after, wanted))
          .map(({ at }) => placeName(key, at)),
      ),
    ),
  );
  const add = (moment: ValueMoment<T>, isMerge: boolean): void => {
    const name = placeName(moment.change.key, moment.value.at);
    if (isMerge && latest.get(name)?.event === moment.event) return;
    latest.set(name, moment);
    found.push(moment);
  };
  for (const { commit, meaning } of [...told].reverse()) {
    const place = placeOf(commit);
    const [first = '', ...merged] = place?.parents ?? [];
    const changes = meaning?.resources ?? [];
    for (const change of changes)
      for (const one of change.values) {
        if (!endsWithField(one.at, field)) continue;
        if (isValue(one.before, wanted)) add({ commit, change, value: one, event: 'went' }, merged.length > 0);
        if (isValue(one.after, wanted)) add({ commit, change, value: one, event: 'came' }, merged.length > 0);
      }
    if (place === null) continue;
    const held = heldAfter(heldAt.get(first) ?? new Map<string, string | null>(), changes, places);
    heldAt.set(place.commit, held);
    for (const name of new Set(merged.flatMap((parent) => [...(heldAt.get(parent)?.keys() ?? [])]))) {
      const came = latest.get(name);
      const after = held.get(name) ?? null;
      if (came?.event !== 'came' || isValue(after, wanted)) continue;
      const lost = { at: came.value.at, before: came.value.after, after };
      const change = changes.find(({ key }) => key === came.change.key) ?? {
        ...came.change,
        what: 'changed',
        words: [],
      };
      add({ commit, change, value: lost, event: 'went' }, true);
    }
  }
  return found;
}

/** What the places in question have after some changes; a resource takes its places along when it is renamed. */
function heldAfter(before: Held, changes: readonly MeantResource[], places: ReadonlySet<string>): Held {
  if (changes.length === 0) return before;
  const held = new Map(before);
  for (const { key, fromName, values } of changes) {
    const old = fromName === null ? null : `${renamedKey(key, fromName)}\0`;
    for (const [name, text] of old === null ? [] : before)
      if (old !== null && name.startsWith(old)) {
        held.delete(name);
        held.set(placeName(key, name.slice(old.length)), text);
      }
    for (const { at, after } of values) if (places.has(placeName(key, at))) held.set(placeName(key, at), after);
  }
  return held;
}
