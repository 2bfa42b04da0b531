/** A place in a text: 0-based line and column, columns in UTF-16 units. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

/** A stretch of a text; the end is exclusive. */
export interface TextStretch extends TextPlace {
  readonly endLine: number;
  readonly endColumn: number;
}

/** Something that may be written at a place. */
export interface Suggestion {
  readonly label: string;
  /** What is written; more than the label where a field needs its colon. */
  readonly insert: string;
  /** Plain text. */
  readonly doc: string;
  /** A word or two beside the label. */
  readonly detail: string;
  readonly kind: 'field' | 'value' | 'reference' | 'next-free' | 'kind';
  /** Lower comes first. */
  readonly order: number;
}

/** What may be written, and the stretch that it replaces. */
export interface Suggestions {
  readonly replace: TextStretch;
  readonly items: readonly Suggestion[];
}

/** What stands at a place, in plain text. */
export interface Explanation {
  readonly title: string;
  readonly paragraphs: readonly string[];
  /** Null: the word under the pointer. */
  readonly stretch: TextStretch | null;
}

/** Something that is wrong with a text. */
export interface TextProblem extends TextStretch {
  readonly severity: 'error' | 'warning' | 'note';
  readonly message: string;
  /** The rule's id. */
  readonly rule: string;
  readonly id: string;
  /** What would certainly do away with it; null: nothing is certain. */
  readonly fix: { readonly title: string } | null;
}

/** A text of the project as it is being shown or edited. */
export interface KnownText {
  readonly path: string;
  readonly text: string;
}

/**
 * What somebody who knows the fabric can say about a text. The editor asks, the app answers: that way the editor knows no
 * calls. Every answer may be late; an aborted signal means that nobody waits any more.
 */
export interface Knowledge {
  suggest(text: KnownText, at: TextPlace, signal: AbortSignal): Promise<Suggestions | null>;
  explain(text: KnownText, at: TextPlace, signal: AbortSignal): Promise<Explanation | null>;
  /** Null: it could not be judged. */
  check(text: KnownText, signal: AbortSignal): Promise<readonly TextProblem[] | null>;
}

let known: Knowledge | null = null;

/** Installs who answers. Returns the function that takes it away again. */
export function provideKnowledge(knowledge: Knowledge): () => void {
  known = knowledge;
  return () => {
    if (known === knowledge) known = null;
  };
}

export const currentKnowledge = (): Knowledge | null => known;
