import { useEffect, useRef, useState } from 'react';
import type { editor } from 'monaco-editor/editor';
import type { CodeEditorProps } from './code-editor-props';
import { createModel } from './create-model';
import styles from './editor.module.css';
import { editorOptions, readOnlyOptions } from './editor-options';
import { useEditorTaste } from './editor-taste';
import { monaco } from './set-up-monaco';
import { TabFocusNote } from './tab-focus-note';

/** The part of `CodeEditor` that needs Monaco. */
export default function MonacoCode({ text, path, label, onChange }: CodeEditorProps) {
  const taste = useEditorTaste();
  const host = useRef<HTMLDivElement>(null);
  const [code, setCode] = useState<editor.IStandaloneCodeEditor | null>(null);
  const changed = useRef(onChange);
  const initial = useRef(text);
  const editable = onChange !== undefined;

  useEffect(() => {
    changed.current = onChange;
    initial.current = text;
  });

  useEffect(() => {
    if (host.current === null) return undefined;
    const model = createModel(monaco, initial.current, path);
    const created = monaco.editor.create(host.current, { model, ariaLabel: label });
    const watching = model.onDidChangeContent(() => changed.current?.(model.getValue()));
    setCode(created);
    return () => {
      watching.dispose();
      created.dispose();
      model.dispose();
      setCode(null);
    };
  }, [path, label]);

  useEffect(() => {
    const reading = editable ? { readOnly: false, domReadOnly: false, tabFocusMode: false } : readOnlyOptions;
    code?.updateOptions({ ...editorOptions(taste), ...reading });
  }, [code, taste, editable]);

  useEffect(() => {
    const model = code?.getModel();
    if (model && model.getValue() !== text) model.setValue(text);
  }, [code, text]);

  return (
    <div className={styles.frame}>
      <div ref={host} className={styles.host} />
      {editable && code !== null && <TabFocusNote editor={code} />}
    </div>
  );
}
