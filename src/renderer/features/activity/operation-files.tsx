import type { OutputOf } from '../../../contract/index';
import { goTo } from '../../app/navigation';
import pane from '../../app/panes/pane.module.css';
import { Button } from '../../ui/button';
import { PathText } from '../../ui/path-text';
import { countWords, sizeWords } from '../../ui/size-words';
import type { Operation } from './activity-store';
import styles from './activity.module.css';

type Shown = OutputOf<'operations.show'>;

interface OperationFilesProps {
  readonly operation: Operation;
  /** Null until it is read. */
  readonly shown: Shown | null;
}

const most = 500;

/** What became of each file; until that is read, the paths that the log names itself. */
export function OperationFiles({ operation, shown }: OperationFilesProps) {
  const { paths, pathCount } = operation;
  if (pathCount === 0) return null;
  const known = shown?.operation.operationId === operation.operationId ? shown.files : null;
  const rows: readonly { readonly path: string; readonly effect: string | null }[] =
    known === null
      ? paths.map((path) => ({ path, effect: null }))
      : known.map((file) => ({ path: file.path, effect: effectOf(file) }));
  const left = pathCount - Math.min(rows.length, most);
  return (
    <section aria-label="Files" className={styles.paths}>
      <h3 className={styles.heading}>{countWords(pathCount, 'file')}</h3>
      <ul>
        {rows.slice(0, most).map(({ path, effect }) => (
          <li key={path} className={styles.path}>
            <PathText path={path} />
            {effect !== null && <span className={styles.effect}>{effect}</span>}
            <Button
              variant="quiet"
              label={`History of ${path}`}
              onPress={() => goTo('timeline', { path })}
              className={styles.history}
            >
              History
            </Button>
          </li>
        ))}
      </ul>
      {left > 0 && <p className={pane.facts}>and {left.toLocaleString('en-US')} more</p>}
    </section>
  );
}

function effectOf({ before, after }: Shown['files'][number]): string {
  if (before.kind === 'absent') return `created, ${sizeWords(after.sizeBytes)}`;
  if (after.kind === 'absent') return `deleted, was ${sizeWords(before.sizeBytes)}`;
  if (before.kind !== after.kind) return `${before.kind} → ${after.kind}`;
  if (before.hash === after.hash) return after.executable ? 'made executable' : 'no longer executable';
  if (before.sizeBytes === after.sizeBytes) return `changed, ${sizeWords(after.sizeBytes)}`;
  return `${sizeWords(before.sizeBytes)} → ${sizeWords(after.sizeBytes)}`;
}
