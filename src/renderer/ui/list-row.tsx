import { revealCharacters } from '../../core/text/reveal-characters';
import type { PointerEvent, ReactNode } from 'react';
import { Icon, type IconName } from './icon';
import styles from './list-view.module.css';

export interface RowState {
  readonly selected: boolean;
  /** The keys are here. */
  readonly lead: boolean;
}

interface ListRowProps {
  readonly id: string;
  readonly index: number;
  readonly rowPx: number;
  readonly name: string;
  readonly state: RowState;
  readonly level: number | null;
  readonly expanded: boolean | null;
  readonly onPointerDown: (event: PointerEvent, index: number) => void;
  readonly onDoubleClick: () => void;
  readonly children: ReactNode;
}

export function ListRow(props: ListRowProps) {
  const { id, index, rowPx, name, state, level, expanded, onPointerDown, onDoubleClick, children } = props;
  return (
    <div
      id={id}
      className={styles.row}
      role="row"
      aria-label={revealCharacters(name)}
      aria-rowindex={index + 1}
      aria-selected={state.selected}
      aria-level={level ?? undefined}
      aria-expanded={expanded ?? undefined}
      data-lead={state.lead || undefined}
      style={{ height: rowPx, transform: `translateY(${index * rowPx}px)` }}
      onPointerDown={(event) => onPointerDown(event, index)}
      onDoubleClick={onDoubleClick}
    >
      <div role="gridcell" className={styles.cell}>
        {children}
      </div>
    </div>
  );
}

interface RowActionProps {
  readonly icon: IconName;
  readonly label: string;
  readonly onPress: () => void;
}

/**
 * A button inside a row, for the mouse: it shows when the row is pointed at or has the keys. It is no tab stop;
 * whatever it does must also have a key and a button outside of the list.
 */
export function RowAction({ icon, label, onPress }: RowActionProps) {
  return (
    <button
      type="button"
      tabIndex={-1}
      className={styles.action}
      aria-label={label}
      title={label}
      onPointerDown={(event) => event.stopPropagation()}
      onDoubleClick={(event) => event.stopPropagation()}
      onClick={onPress}
    >
      <Icon name={icon} size={12} />
    </button>
  );
}
