import type { Ref } from 'react';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import { TextArea as AriaTextArea } from 'react-aria-components/TextArea';
import { TextField as AriaTextField } from 'react-aria-components/TextField';
import { classNames } from './class-names';
import styles from './field.module.css';

interface FieldProps {
  readonly label: string;
  /** True: the label is only spoken. */
  readonly labelHidden?: boolean;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly placeholder?: string;
  readonly note?: string;
  readonly disabled?: boolean;
  readonly className?: string | undefined;
}

export function TextField(props: FieldProps & { readonly inputRef?: Ref<HTMLInputElement> }) {
  const { inputRef, placeholder } = props;
  return (
    <FieldFrame {...props}>
      <Input
        {...(inputRef === undefined ? {} : { ref: inputRef })}
        className={styles.input ?? ''}
        {...(placeholder === undefined ? {} : { placeholder })}
      />
    </FieldFrame>
  );
}

export function TextArea(
  props: FieldProps & { readonly rows?: number; readonly areaRef?: Ref<HTMLTextAreaElement>; readonly keys?: string },
) {
  const { rows = 3, areaRef, placeholder } = props;
  return (
    <FieldFrame {...props}>
      <AriaTextArea
        {...(areaRef === undefined ? {} : { ref: areaRef })}
        className={styles.area ?? ''}
        rows={rows}
        {...(placeholder === undefined ? {} : { placeholder })}
      />
    </FieldFrame>
  );
}

function FieldFrame(props: FieldProps & { readonly children: React.ReactNode }) {
  const { label, labelHidden = false, value, onChange, note, disabled = false, className, children } = props;
  return (
    <AriaTextField
      className={classNames(styles.field, className)}
      value={value}
      onChange={onChange}
      isDisabled={disabled}
      {...(labelHidden ? { 'aria-label': label } : {})}
    >
      {!labelHidden && <Label className={styles.label ?? ''}>{label}</Label>}
      {children}
      {note !== undefined && (
        <Text slot="description" className={styles.note ?? ''}>
          {note}
        </Text>
      )}
    </AriaTextField>
  );
}
