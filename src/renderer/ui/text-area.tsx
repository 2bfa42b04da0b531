import type { Ref } from 'react';
import { Label } from 'react-aria-components/Label';
import { TextArea as AriaTextArea } from 'react-aria-components/TextArea';
import { TextField as AriaTextField } from 'react-aria-components/TextField';
import styles from './field.module.css';

interface TextAreaProps {
  readonly label: string;
  /** True: the label is only spoken. */
  readonly labelHidden?: boolean;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly placeholder?: string;
  readonly rows?: number;
  readonly areaRef?: Ref<HTMLTextAreaElement>;
}

/** A text of several lines. */
export function TextArea(props: TextAreaProps) {
  const { label, labelHidden = false, value, onChange, placeholder = '', rows = 3, areaRef } = props;
  return (
    <AriaTextField
      className={styles.field ?? ''}
      value={value}
      onChange={onChange}
      {...(labelHidden ? { 'aria-label': label } : {})}
    >
      {!labelHidden && <Label className={styles.label ?? ''}>{label}</Label>}
      <AriaTextArea
        {...(areaRef === undefined ? {} : { ref: areaRef })}
        className={styles.area ?? ''}
        rows={rows}
        placeholder={placeholder}
      />
    </AriaTextField>
  );
}
