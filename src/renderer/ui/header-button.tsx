import type { Ref } from 'react';
import { Button } from 'react-aria-components/Button';
import { classNames } from './class-names';
import { Icon, type IconName } from './icon';
import { Kbd } from './kbd';
import { ariaKeys } from './keys';
import { isMac } from './platform';
import styles from './header-button.module.css';

interface HeaderButtonProps {
  readonly words: string;
  /** What it is, where the words are only a name. */
  readonly label?: string;
  readonly icon?: IconName;
  readonly keys?: string | undefined;
  /** Opens a menu. */
  readonly opens?: boolean;
  readonly strong?: boolean;
  /** Needs you. */
  readonly attention?: boolean;
  readonly className?: string | undefined;
  readonly onPress?: () => void;
  readonly ref?: Ref<HTMLButtonElement>;
}

export function HeaderButton(props: HeaderButtonProps) {
  const { words, label, icon, keys, opens, strong, attention, className, onPress, ref } = props;
  return (
    <Button
      {...(ref === undefined ? {} : { ref })}
      className={classNames(styles.button, strong && styles.strong, attention && styles.attention, className)}
      {...(label === undefined ? {} : { 'aria-label': opens ? `${label}: ${words}` : label })}
      {...(keys === undefined ? {} : { 'aria-keyshortcuts': ariaKeys(keys, isMac) })}
      {...(onPress === undefined ? {} : { onPress })}
    >
      {icon !== undefined && <Icon name={icon} size={12} />}
      <span className={styles.words}>{words}</span>
      {opens === true && <Icon name="open" size={12} />}
      {keys !== undefined && <Kbd keys={keys} />}
    </Button>
  );
}
