/**
 * What a list means, which decides how its items are matched and whether their order counts.
 *
 * `set`: scalars, order free. `map`: objects with keys, order free. `ordered-map`: objects with keys, order counts.
 * `ordered`: order counts, no keys. `atomic`: one value. `loose`: not known; matched by likeness, order kept.
 */
export type ListMeaning =
  | { readonly kind: 'set' | 'ordered' | 'atomic' | 'loose' | 'set-of-sets' }
  | { readonly kind: 'map' | 'ordered-map'; readonly keys: readonly string[] }
  /** Any one of several keys is enough to recognise an item: either end of a link. */
  | { readonly kind: 'any-key'; readonly keys: readonly string[] };

/** One line of a repository's merge policy. `path`: dotted, `*` for one step, `**` for any number; without list items. */
export interface ListRule {
  /** A resource kind, or absent for any document. */
  readonly kind?: string;
  /** Files that the rule is for, as a regular expression source; absent for all. */
  readonly file?: string;
  readonly path: string;
  readonly meaning: ListMeaning;
  /** Shown to the person: "named by the fabric's table". */
  readonly source?: string;
}

export interface MergePolicy {
  readonly lists?: readonly ListRule[];
  /** Sets of sibling keys whose values belong together, beside the built-in ones. */
  readonly coupled?: readonly (readonly string[])[];
  /** Dotted paths whose differences never ask, beside the built-in ones. */
  readonly volatile?: readonly string[];
}

export interface ListPlace {
  readonly file: string;
  readonly kind: string | null;
  /** Keys from the root; list items are left out. */
  readonly path: readonly string[];
}

/** The first rule that fits, the repository's before the built-in ones; null when none does. */
export function findListRule(place: ListPlace, policy: MergePolicy, builtIn: readonly ListRule[]): ListRule | null {
  for (const rule of [...(policy.lists ?? []), ...builtIn]) {
    if (rule.kind !== undefined && rule.kind !== place.kind) continue;
    if (rule.file !== undefined && !matchesFile(rule.file, place.file)) continue;
    if (matchesPath(rule.path, place.path)) return rule;
  }
  return null;
}

function matchesFile(pattern: string, file: string): boolean {
  try {
    return new RegExp(pattern).test(file);
  } catch {
    return pattern === file;
  }
}

/** Dotted pattern against keys; keys that hold dots stand for themselves. */
export function matchesPath(pattern: string, path: readonly string[]): boolean {
  const steps = pattern.split('.');
  const match = (at: number, from: number): boolean => {
    const step = steps[at];
    if (step === undefined) return from === path.length;
    if (step === '**') {
      for (let next = from; next <= path.length; next++) if (match(at + 1, next)) return true;
      return false;
    }
    const key = path[from];
    return key !== undefined && (step === '*' || step === key) && match(at + 1, from + 1);
  };
  return match(0, 0);
}
