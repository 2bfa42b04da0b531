import { bandPath, connectorsOf } from '../model/connectors';
import type { MergeDocument } from '../model/merge-document';
import type { ConflictState, Places } from '../model/result-state';
import type { PaneFrame } from './pane-group';
import styles from './panes.module.css';

interface ConnectorGutterProps {
  readonly side: 'ours' | 'theirs';
  readonly document: MergeDocument;
  readonly places: Places;
  readonly stateOf: (index: number) => ConflictState | null;
  readonly frame: PaneFrame | null;
  readonly active: number | null;
  /** What the side is called. */
  readonly sideName: string;
  readonly onTake: (index: number) => void;
}

const widthPx = 34;
const buttonPx = 24;

/**
 * The space between a side and the result: bands that show which lines belong together, and a button to take the
 * side. The buttons are for the mouse; the same is said and done from the conflict's bar by key.
 */
export function ConnectorGutter(props: ConnectorGutterProps) {
  const { side, document, places, stateOf, frame, active, sideName, onTake } = props;
  const connectors = frame === null ? [] : connectorsOf(document, { places, stateOf }, side, frame);
  return (
    <div className={styles.gutter} data-side={side}>
      <div className={styles.gutterHead} />
      <div className={styles.gutterBody}>
        <svg className={styles.bands} aria-hidden="true">
          {connectors.map((connector) => (
            <path
              key={connector.index}
              className={styles.band}
              d={bandPath(connector, side, widthPx)}
              data-conflict={connector.isConflict || undefined}
              data-taken={connector.isTaken}
              data-active={connector.index === active || undefined}
            />
          ))}
        </svg>
        {connectors
          .filter((connector) => connector.isConflict && !connector.isTaken)
          .map((connector) => (
            <button
              key={connector.index}
              type="button"
              tabIndex={-1}
              className={styles.take}
              style={{ top: Math.max(0, connector.topPx) - Math.max(0, (buttonPx - (frame?.rowPx ?? buttonPx)) / 2) }}
              aria-label={`Take ${sideName} for this conflict`}
              title={`Take ${sideName}`}
              onClick={() => onTake(connector.index)}
            >
              {side === 'ours' ? '»' : '«'}
            </button>
          ))}
      </div>
    </div>
  );
}
