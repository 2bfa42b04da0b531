import type { Ref } from 'react';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { TextField as AriaTextField } from 'react-aria-components/TextField';
import { Text } from 'react-aria-components/Text';
import { classNames } from './class-names';
import styles from './field.module.css';

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** A sentence below the field. */
  readonly note?: string;
  readonly inputRef?: Ref<HTMLInputElement>;
  readonly className?: string | undefined;
}

/** A text of one line, with its label above. */
export function TextField({ label, value, onChange, note, inputRef, className }: TextFieldProps) {
  return (
    <AriaTextField className={classNames(styles.field, className)} value={value} onChange={onChange} spellCheck="false">
      <Label className={styles.label ?? ''}>{label}</Label>
      <Input {...(inputRef === undefined ? {} : { ref: inputRef })} className={styles.input ?? ''} autoComplete="off" />
      {note !== undefined && (
        <Text slot="description" className={styles.note ?? ''}>
          {note}
        </Text>
      )}
    </AriaTextField>
  );
}
