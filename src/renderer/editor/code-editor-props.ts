import type { TextPlace, TextProblem } from './knowledge';

/** What others may ask of an editor that is on the screen. */
export interface CodeHandle {
  /** Puts the caret there, in sight, and the focus with it. */
  goTo(place: TextPlace): void;
  caret(): TextPlace;
  lineAtCaret(): string;
  /** Writes at the caret, in place of the value that it stands on; one step of the editor's undo. */
  writeValue(text: string): void;
  focus(): void;
}

export interface CodeEditorProps {
  /** With `\n` line ends. A new value replaces the text, unless it is what `onChange` just said. */
  readonly text: string;
  /** Chooses the colouring; shown nowhere. */
  readonly path: string;
  /** What a screen reader calls it: "leaf-01.yaml at 1a2b3c4". */
  readonly label: string;
  /** Without it the text is only for reading. */
  readonly onChange?: (text: string) => void;
  /** True: the text is the project's present one, so whoever knows the project completes, explains and checks it. */
  readonly ofProject?: boolean;
  /** What is wrong with the text, whenever that was found out. Only with `ofProject`. */
  readonly onProblems?: (problems: readonly TextProblem[]) => void;
  /** Another value: the text is checked again, because something else in the project changed. */
  readonly checkedWith?: number;
  /** These lines (0-based, the last one included) are meant; a bar beside them says so. */
  readonly marked?: { readonly from: number; readonly to: number } | null;
  /** Shown first, and again when it is another object. */
  readonly place?: TextPlace | null;
  /** Given when the editor is there, null when it goes. */
  readonly onHandle?: (handle: CodeHandle | null) => void;
}
