/** The three versions that meet in a merge. */
export type VersionName = 'base' | 'ours' | 'theirs';
export type SideName = 'ours' | 'theirs';

/**
 * How sure a decision is. `auto`: provable from the three versions. `suggest`: likely, pre-filled, needs one key press.
 * `ask`: a person decides.
 */
export type Tier = 'auto' | 'suggest' | 'ask';

/** Keys of mappings as they are; list items as `[name=red]`, `[3]` or the like. */
export type MergePath = readonly string[];

export type ConflictLevel = 'text' | 'structure' | 'semantic';

export type ConflictReason =
  /** Both sides set the same value, differently. */
  | 'both-changed'
  /** One side removed what the other changed. */
  | 'delete-modify'
  /** Both sides added the same key, item or resource with different content. */
  | 'both-added'
  /** Both sides put something else in the place of the same list items. */
  | 'both-replaced'
  /** Both sides added entries that are almost the same. */
  | 'look-alike'
  /** Both sides gave the same thing another name. */
  | 'both-renamed'
  /** One side renamed what the other edited. */
  | 'rename-modify'
  /** The order of a list whose order matters. */
  | 'order'
  /** The kind of value changed on one side and its content on the other. */
  | 'type-changed'
  /** Values that belong together were changed apart. */
  | 'coupled'
  /** Lines of a document that can only be merged as text. */
  | 'text'
  /** Git's clean result says something else than the merge by structure. */
  | 'git-differs'
  /** The combination breaks a rule that both sides keep. */
  | 'rule-broken';

/**
 * What a conflict is resolved to. `both`: ours, then theirs, or the two merged. `git`: git's own result. `value`: a
 * text that the person wrote.
 */
export type ConflictChoice = 'base' | 'ours' | 'theirs' | 'both' | 'git' | { readonly value: string };

export interface ConflictAlternative {
  readonly choice: ConflictChoice;
  /** A few words for a button. */
  readonly label: string;
  readonly why: string;
}

/** A question to a person, as plain data: it can be stored, sent and asked again. */
export interface MergeConflict {
  /** Resource, path and reason; the same for the same three versions. */
  readonly id: string;
  readonly level: ConflictLevel;
  readonly reason: ConflictReason;
  readonly tier: 'suggest' | 'ask';
  /** "VPC default/demo-3"; null in files without resources. */
  readonly resource: string | null;
  readonly path: MergePath;
  /** The three values as they are written, without indentation; null where there is none. */
  readonly base: string | null;
  readonly ours: string | null;
  readonly theirs: string | null;
  /** One sentence. */
  readonly why: string;
  /** The suggestion first. */
  readonly alternatives: readonly ConflictAlternative[];
}

/** Something that was settled without a person, and by which rule. */
export interface MergeDecision {
  readonly resource: string | null;
  readonly path: MergePath;
  readonly rule: string;
  readonly took: SideName | 'both' | 'merged';
}

/** Something a person should know although nothing is asked. */
export interface MergeNotice {
  readonly resource: string | null;
  readonly path: MergePath;
  readonly sentence: string;
}
