import type { editor } from 'monaco-editor/editor';
import type { LineRange } from '../../../../core/diff/lines';
import type { LineSpan } from '../../../../core/diff/words';
import type { Pane } from '../model/alignment';
import type { MergeDocument } from '../model/merge-document';
import { changedWords, paneMarks } from '../model/pane-marks';
import type { MarkTone, PaneMark, ResultSight } from '../model/pane-marks';
import type { Monaco } from '../../../editor/monaco-api';
import styles from './panes.module.css';

export interface PaneSight extends ResultSight {
  readonly lines: readonly string[];
  /** The region that the keys are on. */
  readonly active: number | null;
}

/** Word differences do not change while a file is open, but for the result's; each is made when it is first seen. */
export type WordMemory = Map<string, { readonly text: string; readonly spans: readonly LineSpan[] }>;

interface Drawing {
  readonly monaco: Monaco;
  readonly document: MergeDocument;
  readonly pane: Pane;
  readonly sight: PaneSight;
  /** Lines of this pane that can be seen; words are only compared there. */
  readonly visible: LineRange;
  readonly words: WordMemory;
}

/** Everything that a pane draws over its text: changed lines, changed words, states, and marks beside the scroll bar. */
export function paneDecorations(drawing: Drawing): editor.IModelDeltaDecoration[] {
  const { document, pane, sight, visible } = drawing;
  const decorations: editor.IModelDeltaDecoration[] = [];
  for (const mark of paneMarks(document, sight, pane)) {
    if (mark.range.end > mark.range.start) decorations.push(lineDecoration(mark, drawing));
    const isSeen = mark.range.start < visible.end && mark.range.end > visible.start;
    if (isSeen) decorations.push(...wordDecorations(mark, drawing));
  }
  return decorations;
}

function lineDecoration(mark: PaneMark, { monaco, pane, sight }: Drawing): editor.IModelDeltaDecoration {
  const { start, end } = mark.range;
  const isActive = sight.active === mark.index;
  const tone = styles[mark.tone] ?? '';
  return {
    range: new monaco.Range(start + 1, 1, end, 1),
    options: {
      isWholeLine: true,
      className: `${styles.changed} ${tone}`,
      linesDecorationsClassName: `${styles.edge} ${tone}${mark.isConflict ? ` ${styles.asks}` : ''}`,
      ...(isActive ? { blockClassName: styles.active ?? '' } : {}),
      ...(mark.isConflict && pane === 'result' ? firstLineGlyph(mark.tone) : {}),
      ...(mark.isConflict ? { overviewRuler: rulerMark(mark.tone, monaco) } : {}),
    },
  };
}

function firstLineGlyph(tone: MarkTone): { firstLineDecorationClassName: string } {
  return { firstLineDecorationClassName: (tone === 'unresolved' ? styles.openGlyph : styles.doneGlyph) ?? '' };
}

/** Ids of colours that the generated theme defines. */
const rulerColours: Readonly<Record<MarkTone, string>> = {
  unresolved: 'selvedge.unresolved',
  base: 'selvedge.resolved',
  ours: 'selvedge.resolved',
  theirs: 'selvedge.resolved',
  'ours-then-theirs': 'selvedge.resolved',
  'theirs-then-ours': 'selvedge.resolved',
  edited: 'selvedge.resolved',
  'applied-ours': 'selvedge.ours',
  'applied-theirs': 'selvedge.theirs',
  'applied-both': 'selvedge.base',
  'side-ours': 'selvedge.ours',
  'side-theirs': 'selvedge.theirs',
  'side-base': 'selvedge.base',
};

function rulerMark(tone: MarkTone, monaco: Monaco): editor.IModelDecorationOverviewRulerOptions {
  return { color: { id: rulerColours[tone] }, position: monaco.editor.OverviewRulerLane.Full };
}

function wordDecorations(mark: PaneMark, drawing: Drawing): editor.IModelDeltaDecoration[] {
  const { monaco, document, pane, sight, words } = drawing;
  if (pane === 'base') return [];
  const source = pane === 'result' ? sight.lines : document[pane];
  const lines = source.slice(mark.range.start, mark.range.end);
  const text = lines.join('\n');
  const key = `${pane} ${mark.index} ${mark.tone}`;
  let known = words.get(key);
  if (known?.text !== text) {
    known = { text, spans: changedWords(document, mark.index, pane, lines) };
    words.set(key, known);
  }
  return known.spans.map(({ line, start, end }) => ({
    range: new monaco.Range(mark.range.start + line + 1, start + 1, mark.range.start + line + 1, end + 1),
    options: { inlineClassName: `${styles.word} ${styles[mark.tone] ?? ''}` },
  }));
}
