import { useEffect, useRef } from 'react';
import type { editor } from 'monaco-editor/editor';
import type { CodeEditorProps } from './code-editor-props';
import { monaco } from './set-up-monaco';
import { watchProblems, type ProblemWatch } from './watch-problems';

type Wishes = Pick<CodeEditorProps, 'ofProject' | 'onProblems' | 'checkedWith'>;

/** Keeps the underlines of an editor's text up to date, and hands the problems to whoever lists them. */
export function useProblems(code: editor.IStandaloneCodeEditor | null, wishes: Wishes): void {
  const { ofProject = false, onProblems, checkedWith } = wishes;
  const newest = useRef(onProblems);
  const watch = useRef<ProblemWatch | null>(null);
  useEffect(() => {
    newest.current = onProblems;
  });
  useEffect(() => {
    const model = code?.getModel() ?? null;
    if (!ofProject || model === null) return undefined;
    watch.current = watchProblems(monaco, model, (problems) => newest.current?.(problems));
    return () => {
      watch.current?.dispose();
      watch.current = null;
    };
  }, [code, ofProject]);
  useEffect(() => {
    if (checkedWith !== undefined) watch.current?.checkAgain();
  }, [checkedWith]);
}
