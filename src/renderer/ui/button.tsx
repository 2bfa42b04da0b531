import type { ReactNode, Ref } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { classNames } from './class-names';
import { Icon, type IconName } from './icon';
import { Kbd } from './kbd';
import { ariaKeys } from './keys';
import { isMac } from './platform';
import { WithTooltip } from './tooltip';
import styles from './button.module.css';

export interface ButtonProps {
  /** A verb: "Stage all". */
  readonly children: ReactNode;
  readonly onPress?: (() => void) | undefined;
  /** `primary` at most once in a view; `danger` for what cannot be undone. */
  readonly variant?: 'primary' | 'plain' | 'quiet' | 'danger';
  readonly icon?: IconName;
  /** Drawn in the button; see `keys.ts`. */
  readonly keys?: string | undefined;
  readonly disabled?: boolean;
  /** Working on it: stays focusable, does nothing. */
  readonly pending?: boolean;
  /** More words than fit, shown on pointing and focus. */
  readonly hint?: string;
  readonly autoFocus?: boolean;
  readonly className?: string | undefined;
  readonly ref?: Ref<HTMLButtonElement>;
  /** Only where the words on the button are not enough out of context. */
  readonly label?: string | undefined;
}

export function Button({
  children,
  onPress,
  variant = 'plain',
  icon,
  keys,
  disabled = false,
  pending = false,
  hint,
  autoFocus = false,
  className,
  ref,
  label,
}: ButtonProps) {
  return (
    <WithTooltip text={hint ?? null} keys={undefined}>
      <AriaButton
        {...(ref === undefined ? {} : { ref })}
        {...(label === undefined ? {} : { 'aria-label': label })}
        {...(keys === undefined ? {} : { 'aria-keyshortcuts': ariaKeys(keys, isMac) })}
        className={classNames(styles.button, styles[variant], className)}
        isDisabled={disabled}
        isPending={pending}
        autoFocus={autoFocus}
        {...(onPress === undefined ? {} : { onPress })}
      >
        {icon !== undefined && <Icon name={icon} />}
        <span className={styles.words}>{children}</span>
        {keys !== undefined && <Kbd keys={keys} />}
      </AriaButton>
    </WithTooltip>
  );
}

export interface IconButtonProps {
  readonly icon: IconName;
  /** What it does; also its tooltip. */
  readonly label: string;
  readonly onPress?: (() => void) | undefined;
  readonly keys?: string | undefined;
  readonly disabled?: boolean;
  readonly pending?: boolean;
  readonly size?: 12 | 16;
  readonly className?: string | undefined;
}

export function IconButton({ icon, label, onPress, keys, disabled, pending, size = 16, className }: IconButtonProps) {
  return (
    <WithTooltip text={label} keys={keys}>
      <AriaButton
        aria-label={label}
        {...(keys === undefined ? {} : { 'aria-keyshortcuts': ariaKeys(keys, isMac) })}
        className={classNames(styles.iconButton, className)}
        isDisabled={disabled ?? false}
        isPending={pending ?? false}
        {...(onPress === undefined ? {} : { onPress })}
      >
        <Icon name={icon} size={size} />
      </AriaButton>
    </WithTooltip>
  );
}
