import type { Ref } from 'react';
import { Button } from 'react-aria-components/Button';
import { Input } from 'react-aria-components/Input';
import { SearchField as AriaSearchField } from 'react-aria-components/SearchField';
import { classNames } from './class-names';
import { Icon } from './icon';
import styles from './field.module.css';

interface SearchFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly placeholder?: string;
  readonly className?: string | undefined;
  readonly inputRef?: Ref<HTMLInputElement>;
}

/** A filter box. Escape empties it. */
export function SearchField({ label, value, onChange, placeholder, className, inputRef }: SearchFieldProps) {
  return (
    <AriaSearchField
      aria-label={label}
      value={value}
      onChange={onChange}
      className={classNames(styles.search, className)}
    >
      <Icon name="search" size={12} />
      <Input
        {...(inputRef === undefined ? {} : { ref: inputRef })}
        className={styles.input ?? ''}
        placeholder={placeholder ?? label}
      />
      <Button className={styles.clear ?? ''} aria-label="Clear">
        <Icon name="close" size={12} />
      </Button>
    </AriaSearchField>
  );
}
