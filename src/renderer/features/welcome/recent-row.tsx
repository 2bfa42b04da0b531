import type { RecentProject } from '../../../contract/projects';
import { Badge } from '../../ui/badge';
import { Icon } from '../../ui/icon';
import { PathText } from '../../ui/path-text';
import { RelativeTime } from '../../ui/relative-time';
import styles from './welcome.module.css';

const stateWords: Readonly<Record<RecentProject['state'], string | null>> = {
  ready: null,
  missing: 'Folder not found',
  'not-a-repository': 'No repository any more',
};

export const recentInWords = (recent: RecentProject): string =>
  [recent.name, recent.path, recent.branch ?? '', stateWords[recent.state] ?? '']
    .filter((word) => word !== '')
    .join(', ');

interface RecentRowProps {
  readonly recent: RecentProject;
  readonly opening: boolean;
  readonly onOpen: (recent: RecentProject) => void;
}

export function RecentRow({ recent, opening, onOpen }: RecentRowProps) {
  const { name, path, branch, state, lastOpened } = recent;
  const problem = stateWords[state];
  return (
    // The mouse opens with one click; Enter and the buttons below do the same.
    <div className={styles.row} onClick={() => onOpen(recent)}>
      <span className={styles.sign} data-missing={problem !== null || undefined}>
        <Icon name={problem === null ? 'folder' : 'warn'} />
      </span>
      <span className={styles.words}>
        <span className={styles.first}>
          <span className={styles.rowName}>{name}</span>
          {branch !== null && (
            <span className={styles.branch}>
              <Icon name="branch" size={12} />
              <PathText path={branch} />
            </span>
          )}
          {problem !== null && <Badge tone="warn">{problem}</Badge>}
        </span>
        <PathText path={path} className={styles.path} />
      </span>
      <span className={styles.when}>{opening ? 'Opening…' : <RelativeTime at={lastOpened} />}</span>
    </div>
  );
}
