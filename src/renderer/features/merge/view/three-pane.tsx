import { useEffect, useMemo, useRef, useState } from 'react';
import type { RefObject } from 'react';
import { useEditorTaste } from '../../../editor/editor-taste';
import { monaco } from '../../../editor/set-up-monaco';
import { TabFocusNote } from '../../../editor/tab-focus-note';
import { runCommand } from '../../../app/commands/commands';
import type { Pane } from '../model/alignment';
import type { ConflictState } from '../model/result-state';
import type { MergeSession, SessionView } from '../session/merge-session';
import { ConnectorGutter } from './connector-gutter';
import { MonacoBuffer } from './monaco-buffer';
import { PaneGroup } from './pane-group';
import type { PaneFrame } from './pane-group';
import { PaneHead } from './pane-head';
import styles from './panes.module.css';

export interface ThreePaneProps {
  readonly session: MergeSession;
  readonly view: SessionView;
  readonly path: string;
  /** Which of the document's conflicts the keys are on; null when there are none. */
  readonly active: number | null;
  readonly isBaseShown: boolean;
  readonly labels: Readonly<Record<'base' | 'ours' | 'theirs', string>>;
  /** Grows each time that the result's text should get the focus. */
  readonly textFocus: number;
  /** A line of the result to show, 0-based; a new object each time. */
  readonly shownLine: { readonly line: number } | null;
  readonly onTake: (number: number, side: 'ours' | 'theirs') => void;
  /** The caret went into a conflict of the result. */
  readonly onEnterConflict: (number: number) => void;
}

/** Keys of the screen that also work in the panes that are only read, where they write nothing. */
const paneKeys: Readonly<Record<string, string>> = {
  '1': 'merge.accept-ours',
  '2': 'merge.accept-theirs',
  '3': 'merge.accept-both',
  '0': 'merge.accept-base',
  Enter: 'merge.edit',
};

function usePaneGroup(props: ThreePaneProps, onFrame: (frame: PaneFrame) => void): PaneGroup {
  const { session, path, labels } = props;
  const { document } = props.view;
  const group = useMemo(() => {
    if (!(session.buffer instanceof MonacoBuffer)) throw new TypeError('The panes need a Monaco buffer.');
    return new PaneGroup({
      monaco,
      document,
      path,
      result: session.buffer.model,
      taste: useEditorTaste.getState(),
      labels: {
        base: `Base: ${labels.base}`,
        ours: `Ours: ${labels.ours}`,
        theirs: `Theirs: ${labels.theirs}`,
        result: 'Result. Escape leaves the text.',
      },
      onFrame,
    });
  }, [session, document, path, labels.base, labels.ours, labels.theirs, onFrame]);
  useEffect(() => () => group.dispose(), [group]);
  return group;
}

function usePane(group: PaneGroup, pane: Pane, host: RefObject<HTMLElement | null>, isShown = true): void {
  useEffect(() => {
    if (!isShown || host.current === null) return undefined;
    const editor = group.add(pane, host.current);
    if (pane !== 'result') {
      editor.onKeyDown(({ browserEvent }) => {
        const { key, ctrlKey, metaKey, altKey } = browserEvent;
        const command = ctrlKey || metaKey || altKey ? undefined : paneKeys[key];
        if (command === undefined || !runCommand(command)) return;
        browserEvent.preventDefault();
        browserEvent.stopPropagation();
      });
    }
    return () => group.remove(pane);
  }, [group, pane, host, isShown]);
}

/** Follows the caret of the result, and gives it the focus when it is asked for. */
function useCaret(group: PaneGroup, props: ThreePaneProps, strip: () => void): void {
  const { session, active, textFocus, onEnterConflict } = props;
  const newest = useRef({ onEnterConflict, strip, active });
  useEffect(() => {
    newest.current = { onEnterConflict, strip, active };
  });
  useEffect(() => {
    const editor = group.editor('result');
    if (editor === null) return undefined;
    const moved = editor.onDidChangeCursorPosition(({ position, reason }) => {
      if (reason !== monaco.editor.CursorChangeReason.Explicit) return;
      const line = position.lineNumber - 1;
      const number = session.document.conflicts.findIndex((index) => {
        const range = session.view.places[index]?.range;
        return range !== undefined && range.start <= line && line < range.end;
      });
      if (number >= 0 && number !== newest.current.active) newest.current.onEnterConflict(number);
    });
    const left = editor.onKeyDown(({ browserEvent }) => {
      if (browserEvent.key === 'Escape' && !browserEvent.defaultPrevented) newest.current.strip();
    });
    // Through the session, so that an answer without letters is taken back as well.
    const { KeyMod, KeyCode } = monaco;
    editor.addCommand(KeyMod.CtrlCmd | KeyCode.KeyZ, () => session.undo());
    editor.addCommand(KeyMod.CtrlCmd | KeyMod.Shift | KeyCode.KeyZ, () => session.redo());
    return () => {
      moved.dispose();
      left.dispose();
    };
  }, [group, session]);
  const asked = useRef(textFocus);
  useEffect(() => {
    if (asked.current === textFocus) return;
    asked.current = textFocus;
    const editor = group.editor('result');
    const index = active === null ? undefined : session.document.conflicts[active];
    const range = index === undefined ? undefined : session.view.places[index]?.range;
    if (range !== undefined) {
      const line = Math.min(range.start + 1, editor?.getModel()?.getLineCount() ?? 1);
      editor?.setPosition({ lineNumber: line, column: editor.getModel()?.getLineMaxColumn(line) ?? 1 });
    }
    editor?.focus();
  }, [group, session, active, textFocus]);
}

/** Ours, result and theirs side by side, the base above them when it is asked for. */
export default function ThreePane(props: ThreePaneProps) {
  const { view, active, isBaseShown, labels, onTake, shownLine } = props;
  const [frame, setFrame] = useState<PaneFrame | null>(null);
  const group = usePaneGroup(props, setFrame);
  const hosts = {
    base: useRef<HTMLDivElement>(null),
    ours: useRef<HTMLDivElement>(null),
    result: useRef<HTMLDivElement>(null),
    theirs: useRef<HTMLDivElement>(null),
  };
  usePane(group, 'ours', hosts.ours);
  usePane(group, 'result', hosts.result);
  usePane(group, 'theirs', hosts.theirs);
  usePane(group, 'base', hosts.base, isBaseShown);
  const taste = useEditorTaste();
  useEffect(() => group.setTaste(taste), [group, taste]);
  const { document: asked } = view;
  const activeIndex = active === null ? null : (asked.conflicts[active] ?? null);
  useEffect(() => group.show({ ...view, active: activeIndex }), [group, view, activeIndex]);
  useEffect(() => {
    if (activeIndex !== null) group.reveal(activeIndex);
  }, [group, activeIndex]);
  useEffect(() => {
    if (shownLine !== null) group.showLine(shownLine.line);
  }, [group, shownLine]);
  useCaret(group, props, focusStrip);

  const numberOf = useMemo(() => new Map(asked.conflicts.map((index, number) => [index, number])), [asked]);
  const stateOf = (index: number): ConflictState | null => {
    const number = numberOf.get(index);
    return number === undefined ? null : (view.states[number] ?? null);
  };
  const gutter = (side: 'ours' | 'theirs') => (
    <ConnectorGutter
      side={side}
      document={asked}
      places={view.places}
      stateOf={stateOf}
      frame={frame}
      active={activeIndex}
      sideName={labels[side]}
      onTake={(index) => onTake(numberOf.get(index) ?? 0, side)}
    />
  );
  const result = group.editor('result');
  return (
    <>
      {isBaseShown && (
        <div className={styles.basePane} data-pane-stop>
          <PaneHead pane="base" role="Base" label={labels.base} />
          <div ref={hosts.base} className={styles.host} />
        </div>
      )}
      <div className={styles.panes}>
        <div className={styles.column} data-pane-stop>
          <PaneHead pane="ours" role="Ours" label={labels.ours} />
          <div ref={hosts.ours} className={styles.host} />
        </div>
        {gutter('ours')}
        <div className={styles.column} data-pane-stop>
          <PaneHead pane="result" role="Result" label="Both sides' changes, and your answers" />
          <div ref={hosts.result} className={styles.host} />
        </div>
        {gutter('theirs')}
        <div className={styles.column} data-pane-stop>
          <PaneHead pane="theirs" role="Theirs" label={labels.theirs} />
          <div ref={hosts.theirs} className={styles.host} />
        </div>
      </div>
      <div className={styles.foot}>
        {frame !== null && result !== null && <TabFocusNote editor={result} />}
        <span>F6 goes from pane to pane · Esc leaves the text</span>
      </div>
    </>
  );
}

/** Where the keys for answers work again. */
function focusStrip(): void {
  document.querySelector<HTMLElement>('[data-conflict-strip]')?.focus();
}
