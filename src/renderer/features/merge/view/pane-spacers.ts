import type { editor } from 'monaco-editor/editor';
import type { Spacer } from '../model/alignment';
import styles from './panes.module.css';

interface Zone {
  readonly id: string;
  readonly spacer: Spacer;
}

const keyOf = (spacer: Spacer): string => `${spacer.afterLine} ${spacer.rows}`;

function zoneNode(): HTMLElement {
  const node = document.createElement('div');
  node.className = styles.spacer ?? '';
  return node;
}

/**
 * The empty rows of one editor.
 *
 * Spacers that stay are not touched: an editor with thousands of them would stutter at every key. Monaco moves zones
 * with the lines above them, so after an edit that adds or removes lines all of them are set anew.
 */
export class PaneSpacers {
  readonly #editor: editor.ICodeEditor;
  #zones = new Map<string, Zone>();

  constructor(editor: editor.ICodeEditor) {
    this.#editor = editor;
  }

  show(spacers: readonly Spacer[], linesMoved: boolean): void {
    const wanted = new Map(spacers.map((spacer) => [keyOf(spacer), spacer]));
    const stale = [...this.#zones.values()].filter(({ spacer }) => linesMoved || !wanted.has(keyOf(spacer)));
    const missing = spacers.filter((spacer) => linesMoved || !this.#zones.has(keyOf(spacer)));
    if (stale.length === 0 && missing.length === 0) return;
    this.#editor.changeViewZones((accessor) => {
      for (const { id, spacer } of stale) {
        accessor.removeZone(id);
        this.#zones.delete(keyOf(spacer));
      }
      for (const spacer of missing) {
        const id = accessor.addZone({
          afterLineNumber: spacer.afterLine,
          heightInLines: spacer.rows,
          domNode: zoneNode(),
          marginDomNode: zoneNode(),
          suppressMouseDown: true,
        });
        this.#zones.set(keyOf(spacer), { id, spacer });
      }
    });
  }
}
