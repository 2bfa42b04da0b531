import { useEffect } from 'react';
import type { CodeEditorProps, CodeHandle } from '../../../src/renderer/editor/code-editor-props';
import { currentKnowledge, type TextPlace } from '../../../src/renderer/editor/knowledge';

/** What the stand-in was asked to do since the last look. */
export const asked: { places: TextPlace[]; written: string[] } = { places: [], written: [] };

/** Stands in for Monaco where a text is typed: a text area that asks the knowledge and has the editor's handle. */
export const typedCodeEditor = {
  CodeEditor: (props: CodeEditorProps) => {
    const { text, path, label, onChange, ofProject, onProblems, onHandle } = props;
    useEffect(() => {
      const handle: CodeHandle = {
        goTo: (place) => asked.places.push(place),
        caret: () => ({ line: 0, column: 0 }),
        lineAtCaret: () => '      vlan: 1204',
        writeValue: (value) => asked.written.push(value),
        focus: () => document.querySelector<HTMLTextAreaElement>('[data-part="text"] textarea')?.focus(),
      };
      onHandle?.(handle);
      return () => onHandle?.(null);
    }, []);
    useEffect(() => {
      const knowledge = currentKnowledge();
      if (ofProject !== true || knowledge === null) return;
      void knowledge
        .check({ path, text }, new AbortController().signal)
        .then((problems) => problems !== null && onProblems?.(problems));
    }, [path, text]);
    return (
      <textarea
        aria-label={label}
        value={text}
        readOnly={onChange === undefined}
        onChange={(event) => onChange?.(event.target.value)}
      />
    );
  },
};
