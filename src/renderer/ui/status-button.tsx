import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { Icon, type IconName } from './icon';
import { WithTooltip } from './tooltip';
import styles from './status-button.module.css';

interface StatusButtonProps {
  readonly icon: IconName;
  readonly words: ReactNode;
  readonly hint: string;
  readonly onPress: () => void;
}

/** A fact in the status bar that leads to its screen. */
export function StatusButton({ icon, words, hint, onPress }: StatusButtonProps) {
  return (
    <WithTooltip text={hint} placement="top">
      <Button className={styles.button ?? ''} onPress={onPress}>
        <Icon name={icon} size={12} />
        <span>{words}</span>
      </Button>
    </WithTooltip>
  );
}
