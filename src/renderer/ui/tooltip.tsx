import type { ReactElement } from 'react';
import { Tooltip, TooltipTrigger } from 'react-aria-components/Tooltip';
import { Kbd } from './kbd';
import styles from './tooltip.module.css';

interface WithTooltipProps {
  /** Null: no tooltip, only the child. */
  readonly text: string | null;
  readonly keys?: string | undefined;
  readonly placement?: 'top' | 'bottom' | 'left' | 'right';
  /** A focusable element of the kit. */
  readonly children: ReactElement;
}

/** Shows words (and the key) for what is pointed at or focused. */
export function WithTooltip({ text, keys, placement = 'bottom', children }: WithTooltipProps) {
  if (text === null) return children;
  return (
    <TooltipTrigger delay={500} closeDelay={60}>
      {children}
      <Tooltip className={styles.tooltip ?? ''} placement={placement} offset={6}>
        {text}
        {keys !== undefined && <Kbd keys={keys} />}
      </Tooltip>
    </TooltipTrigger>
  );
}
