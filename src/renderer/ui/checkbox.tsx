import type { ReactNode } from 'react';
import { Checkbox as AriaCheckbox } from 'react-aria-components/Checkbox';
import { Icon } from './icon';
import styles from './field.module.css';

interface CheckboxProps {
  readonly children: ReactNode;
  readonly selected: boolean;
  readonly onChange: (selected: boolean) => void;
  readonly disabled?: boolean;
}

export function Checkbox({ children, selected, onChange, disabled = false }: CheckboxProps) {
  return (
    <AriaCheckbox className={styles.checkbox ?? ''} isSelected={selected} onChange={onChange} isDisabled={disabled}>
      <span className={styles.box} aria-hidden="true">
        <Icon name="check" size={12} />
      </span>
      <span>{children}</span>
    </AriaCheckbox>
  );
}
