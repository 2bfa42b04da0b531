export interface CodeEditorProps {
  /** With `\n` line ends. A new value replaces the text, unless it is what `onChange` just said. */
  readonly text: string;
  /** Chooses the colouring; shown nowhere. */
  readonly path: string;
  /** What a screen reader calls it: "leaf-01.yaml at 1a2b3c4". */
  readonly label: string;
  /** Without it the text is only for reading. */
  readonly onChange?: (text: string) => void;
}
