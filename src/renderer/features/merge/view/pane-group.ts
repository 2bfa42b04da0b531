import type { editor } from 'monaco-editor/editor';
import { createModel } from '../../../editor/create-model';
import { creationOptions, editorOptions, readOnlyOptions } from '../../../editor/editor-options';
import type { EditorTaste } from '../../../editor/editor-options';
import { followCaret } from '../../../editor/last-caret';
import type { Monaco } from '../../../editor/monaco-api';
import { nameProjectText } from '../../../editor/project-text';
import { alignPanes } from '../model/alignment';
import type { Alignment, Pane } from '../model/alignment';
import type { LineRange } from '../../../../core/diff/lines';
import type { MergeDocument } from '../model/merge-document';
import { paneDecorations } from './pane-decorations';
import type { PaneSight, WordMemory } from './pane-decorations';
import { PaneSpacers } from './pane-spacers';
import { ScrollSync } from './scroll-sync';

/** What lies beside the panes needs this to draw: where the rows are now. */
export interface PaneFrame {
  readonly alignment: Alignment;
  readonly scrollTopPx: number;
  readonly heightPx: number;
  readonly rowPx: number;
  readonly paddingPx: number;
}

export interface PaneGroupOptions {
  readonly monaco: Monaco;
  readonly document: MergeDocument;
  readonly path: string;
  readonly result: editor.ITextModel;
  readonly taste: EditorTaste;
  readonly labels: Readonly<Record<Pane, string>>;
  readonly onFrame: (frame: PaneFrame) => void;
}

interface PaneParts {
  readonly editor: editor.IStandaloneCodeEditor;
  readonly spacers: PaneSpacers;
  readonly decorations: editor.IEditorDecorationsCollection;
  /** What was drawn last: which state, and which lines of it. */
  drawn: { readonly sight: PaneSight; readonly lines: LineRange } | null;
}

/** Lines beyond the visible ones that are drawn too, so that most scrolling draws nothing. */
const drawnAround = 150;

const paddingPx = 4;
/** Below this width the text needs the room of the line numbers. */
const narrowPx = 220;

/** Lines that wrap would have different heights in different panes, and a horizontal bar that comes and goes too. */
const aligned: editor.IEditorOptions = {
  wordWrap: 'off',
  padding: { top: paddingPx, bottom: paddingPx },
  lineDecorationsWidth: 20,
  overviewRulerLanes: 1,
  scrollbar: {
    useShadows: false,
    horizontal: 'visible',
    vertical: 'visible',
    verticalScrollbarSize: 10,
    horizontalScrollbarSize: 8,
  },
};

/**
 * The editors of one file's merge, side by side: aligned row by row, scrolled together, coloured by side.
 *
 * The result's model belongs to the session and stays; the other models live as long as their pane.
 */
export class PaneGroup {
  readonly #options: PaneGroupOptions;
  readonly #panes = new Map<Pane, PaneParts>();
  readonly #words: WordMemory = new Map();
  readonly #scroll = new ScrollSync(() => this.#schedule());
  #alignment: Alignment | null = null;
  #sight: PaneSight | null = null;
  #frame: number | null = null;

  constructor(options: PaneGroupOptions) {
    this.#options = options;
  }

  editor(pane: Pane): editor.IStandaloneCodeEditor | null {
    return this.#panes.get(pane)?.editor ?? null;
  }

  add(pane: Pane, host: HTMLElement): editor.IStandaloneCodeEditor {
    const { monaco, result, taste, labels } = this.#options;
    const created = monaco.editor.create(host, {
      ...creationOptions,
      ...editorOptions(taste),
      ...aligned,
      ...(pane === 'result' ? {} : readOnlyOptions),
      model: pane === 'result' ? result : this.#sideModel(pane),
      ariaLabel: labels[pane],
    });
    if (pane === 'result') {
      // The result is the file as it will be: the fabric may complete and explain it.
      nameProjectText(result, this.#options.path);
      followCaret(created);
    }
    this.#panes.set(pane, {
      editor: created,
      spacers: new PaneSpacers(created),
      decorations: created.createDecorationsCollection(),
      drawn: null,
    });
    this.#scroll.add(created, pane);
    created.onDidLayoutChange(({ width }) => {
      created.updateOptions({ lineNumbers: width < narrowPx ? 'off' : 'on' });
      this.#schedule();
    });
    if (this.#alignment !== null) this.#panes.get(pane)?.spacers.show(this.#alignment.spacers[pane], true);
    this.#scroll.alignTo('result');
    this.#schedule();
    return created;
  }

  remove(pane: Pane): void {
    const parts = this.#panes.get(pane);
    if (parts === undefined) return;
    this.#scroll.remove(pane);
    const model = parts.editor.getModel();
    parts.editor.dispose();
    if (pane !== 'result') model?.dispose();
    this.#panes.delete(pane);
  }

  setTaste(taste: EditorTaste): void {
    for (const { editor } of this.#panes.values()) editor.updateOptions({ ...editorOptions(taste), ...aligned });
    this.#schedule();
  }

  /** Shows the newest state of the result. */
  show(sight: PaneSight): void {
    const linesMoved = this.#sight === null || this.#sight.lines.length !== sight.lines.length;
    this.#sight = sight;
    this.#alignment = alignPanes(this.#options.document, sight.places, sight.lines.length);
    for (const [pane, { spacers }] of this.#panes) {
      spacers.show(this.#alignment.spacers[pane], linesMoved && pane === 'result');
    }
    this.#schedule();
  }

  /** Brings a region to the upper third of all panes, unless it can be seen as a whole already. */
  reveal(index: number): void {
    const rows = this.#alignment?.rows[index];
    const result = this.editor('result');
    if (rows === undefined || result === null) return;
    const rowPx = this.#rowPx();
    const heightPx = result.getLayoutInfo().height;
    const topPx = rows.top * rowPx;
    const bottomPx = (rows.top + rows.height) * rowPx;
    const scrollTop = result.getScrollTop();
    if (topPx >= scrollTop && bottomPx <= scrollTop + heightPx - 2 * rowPx) return;
    result.setScrollTop(Math.max(0, topPx - heightPx / 3), 1);
  }

  /** Puts the caret on a line of the result, 0-based, in the middle of the pane. */
  showLine(line: number): void {
    const result = this.editor('result');
    result?.setPosition({ lineNumber: line + 1, column: 1 });
    result?.revealLineInCenter(line + 1);
    result?.focus();
  }

  dispose(): void {
    if (this.#frame !== null) cancelAnimationFrame(this.#frame);
    for (const pane of [...this.#panes.keys()]) this.remove(pane);
  }

  #sideModel(pane: Exclude<Pane, 'result'>): editor.ITextModel {
    return createModel(this.#options.monaco, this.#options.document.texts[pane], this.#options.path);
  }

  #rowPx(): number {
    const { monaco } = this.#options;
    return this.editor('result')?.getOption(monaco.editor.EditorOption.lineHeight) ?? 20;
  }

  #schedule(): void {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = null;
      this.#draw();
    });
  }

  #draw(): void {
    const result = this.editor('result');
    if (result === null || this.#alignment === null || this.#sight === null) return;
    const { onFrame } = this.#options;
    for (const [pane, parts] of this.#panes) this.#decorate(pane, parts, this.#sight);
    onFrame({
      alignment: this.#alignment,
      scrollTopPx: result.getScrollTop(),
      heightPx: result.getLayoutInfo().height,
      rowPx: this.#rowPx(),
      paddingPx,
    });
  }

  #decorate(pane: Pane, parts: PaneParts, sight: PaneSight): void {
    const ranges = parts.editor.getVisibleRanges();
    const first = (ranges.at(0)?.startLineNumber ?? 1) - 1;
    const last = ranges.at(-1)?.endLineNumber ?? 1;
    const { drawn } = parts;
    // The sides never change; only the result has to be drawn anew for every key.
    const isSame = pane === 'result' ? drawn?.sight === sight : drawn?.sight.active === sight.active;
    if (drawn !== null && isSame && drawn.lines.start <= first && drawn.lines.end >= last) return;
    const lines = { start: Math.max(0, first - drawnAround), end: last + drawnAround };
    const { monaco, document } = this.#options;
    parts.decorations.set(paneDecorations({ monaco, document, pane, sight, visible: lines, words: this.#words }));
    parts.drawn = { sight, lines };
  }
}
