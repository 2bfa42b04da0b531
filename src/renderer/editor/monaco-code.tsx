import { useEffect, useRef, useState } from 'react';
import type { editor } from 'monaco-editor/editor';
import type { CodeEditorProps } from './code-editor-props';
import { createModel } from './create-model';
import { codeHandle } from './code-handle';
import styles from './editor.module.css';
import { creationOptions, editorOptions, readOnlyOptions } from './editor-options';
import { useEditorTaste } from './editor-taste';
import { followCaret } from './last-caret';
import { nameProjectText } from './project-text';
import { monaco } from './set-up-monaco';
import { TabFocusNote } from './tab-focus-note';
import { useMarkedLines } from './use-marked-lines';
import { useProblems } from './use-problems';

/** The part of `CodeEditor` that needs Monaco. */
export default function MonacoCode(props: CodeEditorProps) {
  const { text, path, label, onChange, ofProject = false, place = null } = props;
  const taste = useEditorTaste();
  const host = useRef<HTMLDivElement>(null);
  const [code, setCode] = useState<editor.IStandaloneCodeEditor | null>(null);
  const newest = useRef(props);
  const editable = onChange !== undefined;

  useEffect(() => {
    newest.current = props;
  });

  useEffect(() => {
    if (host.current === null) return undefined;
    const model = createModel(monaco, newest.current.text, path);
    if (ofProject) nameProjectText(model, path);
    const created = monaco.editor.create(host.current, { ...creationOptions, model, ariaLabel: label });
    const watching = [
      model.onDidChangeContent(() => newest.current.onChange?.(model.getValue())),
      ...(ofProject ? followCaret(created) : []),
    ];
    setCode(created);
    newest.current.onHandle?.(codeHandle(created));
    return () => {
      newest.current.onHandle?.(null);
      for (const one of watching) one.dispose();
      created.dispose();
      model.dispose();
      setCode(null);
    };
  }, [path, label, ofProject]);

  useEffect(() => {
    const reading = editable ? { readOnly: false, domReadOnly: false, tabFocusMode: false } : readOnlyOptions;
    code?.updateOptions({ ...editorOptions(taste), ...reading });
  }, [code, taste, editable]);

  useEffect(() => {
    const model = code?.getModel();
    if (model && model.getValue() !== text) replaceText(model, text);
  }, [code, text]);

  useEffect(() => {
    if (code === null || place === null) return;
    const position = { lineNumber: place.line + 1, column: place.column + 1 };
    code.setPosition(position);
    code.revealLineNearTop(position.lineNumber, monaco.editor.ScrollType.Immediate);
  }, [code, place]);

  useMarkedLines(code, props.marked ?? null);
  useProblems(code, props);

  return (
    <div className={styles.frame}>
      <div ref={host} className={styles.host} />
      {editable && code !== null && <TabFocusNote editor={code} />}
    </div>
  );
}

/** As one edit, so that the editor's own undo brings back what stood there. */
function replaceText(model: editor.ITextModel, text: string): void {
  model.pushStackElement();
  model.pushEditOperations([], [{ range: model.getFullModelRange(), text }], () => null);
  model.pushStackElement();
}
