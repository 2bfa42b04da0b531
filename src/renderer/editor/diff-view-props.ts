export interface DiffViewProps {
  /** Texts with `\n` line ends. */
  readonly before: string;
  readonly after: string;
  /** What the two are, in words: "main", "backup of 10:32". */
  readonly beforeLabel: string;
  readonly afterLabel: string;
  /** Chooses the colouring; shown nowhere. */
  readonly path: string;
  readonly layout: 'side-by-side' | 'inline';
}
