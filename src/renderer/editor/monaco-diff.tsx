import { useEffect, useRef, useState } from 'react';
import type { editor } from 'monaco-editor/editor';
import { createModel } from './create-model';
import type { DiffViewProps } from './diff-view-props';
import styles from './editor.module.css';
import { creationOptions, editorOptions, readOnlyOptions } from './editor-options';
import { useEditorTaste } from './editor-taste';
import { monaco } from './set-up-monaco';

/** A computation that takes longer shows what it has found so far. */
const longestComputationMs = 5_000;

function diffOptions(layout: DiffViewProps['layout']): editor.IDiffEditorOptions {
  return {
    renderSideBySide: layout === 'side-by-side',
    useInlineViewWhenSpaceIsLimited: true,
    renderSideBySideInlineBreakpoint: 600,
    ignoreTrimWhitespace: false,
    maxComputationTime: longestComputationMs,
    diffAlgorithm: 'advanced',
    renderMarginRevertIcon: false,
    renderGutterMenu: false,
    diffWordWrap: 'inherit',
    hideUnchangedRegions: { enabled: true, contextLineCount: 4, minimumLineCount: 6 },
    originalEditable: false,
  };
}

/** A comparison may still run in the worker, and it fails loudly when its texts vanish: they go when it must be over. */
function letGo(models: editor.IDiffEditorModel | null): void {
  if (models === null) return;
  setTimeout(() => {
    models.original.dispose();
    models.modified.dispose();
  }, longestComputationMs + 1_000);
}

function inWords(changes: number | null, same: boolean): string {
  if (same) return 'No difference';
  if (changes === null) return 'Comparing…';
  return changes === 1 ? '1 change' : `${changes} changes`;
}

/** The part of `DiffView` that needs Monaco. */
export default function MonacoDiff(props: DiffViewProps) {
  const { before, after, path, layout, beforeLabel, afterLabel } = props;
  const taste = useEditorTaste();
  const host = useRef<HTMLDivElement>(null);
  /** Models outlive editors: whoever shows others, or leaves, lets go of these. */
  const models = useRef<editor.IDiffEditorModel | null>(null);
  const [diffEditor, setDiffEditor] = useState<editor.IStandaloneDiffEditor | null>(null);
  const [changes, setChanges] = useState<number | null>(null);

  useEffect(() => {
    if (host.current === null) return undefined;
    const created = monaco.editor.createDiffEditor(host.current, {
      ...creationOptions,
      ...readOnlyOptions,
      readOnly: true,
    });
    const watching = created.onDidUpdateDiff(() => setChanges(created.getLineChanges()?.length ?? null));
    setDiffEditor(created);
    return () => {
      watching.dispose();
      setDiffEditor(null);
      created.setModel(null);
      created.dispose();
      letGo(models.current);
      models.current = null;
    };
  }, []);

  useEffect(() => {
    // The labels are only typed for construction, but updates take them as well.
    const options: editor.IStandaloneDiffEditorConstructionOptions = {
      ...editorOptions(taste),
      ...diffOptions(layout),
      originalAriaLabel: `Before: ${beforeLabel}`,
      modifiedAriaLabel: `After: ${afterLabel}`,
    };
    diffEditor?.updateOptions(options);
  }, [diffEditor, taste, layout, beforeLabel, afterLabel]);

  useEffect(() => {
    if (diffEditor === null) return;
    const shown = { original: createModel(monaco, before, path), modified: createModel(monaco, after, path) };
    const left = models.current;
    models.current = shown;
    setChanges(null);
    diffEditor.setModel(shown);
    letGo(left);
  }, [diffEditor, before, after, path]);

  return (
    <div className={styles.frame} role="group" aria-label={`${beforeLabel} compared with ${afterLabel}`}>
      <div className={styles.labels}>
        <span className={styles.label} data-side="before">
          {beforeLabel}
        </span>
        <span className={styles.label} data-side="after">
          {afterLabel}
        </span>
        <span className={styles.note}>{inWords(changes, before === after)}</span>
        <button
          type="button"
          className={styles.button}
          title="Shows each change as a list that a screen reader can read (F7)"
          onClick={() => diffEditor?.accessibleDiffViewerNext()}
        >
          Read as a list <kbd>F7</kbd>
        </button>
      </div>
      <div ref={host} className={styles.host} />
    </div>
  );
}
