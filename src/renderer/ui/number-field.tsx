import { useEffect, useState } from 'react';
import { Input } from 'react-aria-components/Input';
import { TextField as AriaTextField } from 'react-aria-components/TextField';
import { classNames } from './class-names';
import styles from './field.module.css';

interface NumberFieldProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly onChange: (value: number) => void;
}

/** A whole number. What is typed counts on Enter or when leaving; out of range goes to the nearest end. */
export function NumberField({ label, value, min, max, onChange }: NumberFieldProps) {
  const [draft, setDraft] = useState(String(value));
  useEffect(() => setDraft(String(value)), [value]);
  const settle = (): void => {
    const typed = Number.parseInt(draft, 10);
    const next = Number.isNaN(typed) ? value : Math.min(max, Math.max(min, typed));
    setDraft(String(next));
    if (next !== value) onChange(next);
  };
  return (
    <AriaTextField
      aria-label={label}
      className={classNames(styles.field, styles.number)}
      value={draft}
      onChange={setDraft}
      onBlur={settle}
      onKeyDown={(event) => {
        if (event.key === 'Enter') settle();
      }}
      inputMode="numeric"
    >
      <Input className={styles.input ?? ''} />
    </AriaTextField>
  );
}
