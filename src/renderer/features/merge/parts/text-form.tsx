import { useEffect, useRef, useState } from 'react';
import { Button } from '../../../ui/button';
import styles from './question.module.css';

interface TextFormProps {
  readonly label: string;
  readonly initial: string;
  /** Soon after each change and when the form goes away; null when the text is again what it was at first. */
  readonly onType: (text: string | null) => void;
  readonly onWrite: (text: string) => void;
  readonly onCancel: () => void;
}

/** A person's own lines for one conflict. */
export function TextForm({ label, initial, onType, onWrite, onCancel }: TextFormProps) {
  const [text, setText] = useState(initial);
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => area.current?.focus(), []);
  const typed = useTyped(initial, onType);
  const write = (): void => {
    typed.forget();
    onWrite(text);
  };
  const cancel = (): void => {
    typed.forget();
    onCancel();
  };
  return (
    <div className={styles.form}>
      <label className={styles.formLabel} htmlFor="question-text">
        {label}
      </label>
      <textarea
        id="question-text"
        ref={area}
        className={styles.area}
        rows={Math.min(12, text.split('\n').length + 1)}
        spellCheck={false}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          typed.take(event.target.value);
        }}
        onBlur={() => typed.tell()}
        onKeyDown={(event) => {
          if (event.key === 'Escape') cancel();
          else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) write();
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
      <div className={styles.buttons}>
        <Button variant="primary" keys="Mod+Enter" onPress={write}>
          Use this
        </Button>
        <Button keys="Escape" onPress={cancel}>
          Cancel
        </Button>
      </div>
    </div>
  );
}

const tellAfterMs = 200;

/** Tells what is typed a little later; steady typing does not put it off. What is left is told at the end. */
function useTyped(initial: string, onType: TextFormProps['onType']) {
  const newest = useRef(onType);
  useEffect(() => {
    newest.current = onType;
  });
  const [typed] = useState(() => new Typed(initial, (text) => newest.current(text)));
  useEffect(() => () => typed.tell(), [typed]);
  return typed;
}

class Typed {
  readonly #initial: string;
  readonly #onType: (text: string | null) => void;
  #waiting: { readonly timer: ReturnType<typeof setTimeout>; readonly text: string } | null = null;

  constructor(initial: string, onType: (text: string | null) => void) {
    this.#initial = initial;
    this.#onType = onType;
  }

  take(text: string): void {
    const timer = this.#waiting?.timer ?? setTimeout(() => this.tell(), tellAfterMs);
    this.#waiting = { timer, text };
  }

  /** Tells now what waits. */
  tell(): void {
    const text = this.#waiting?.text;
    this.forget();
    if (text !== undefined) this.#onType(text === this.#initial ? null : text);
  }

  forget(): void {
    if (this.#waiting !== null) clearTimeout(this.#waiting.timer);
    this.#waiting = null;
  }
}
