import pane from '../../app/panes/pane.module.css';
import { Badge } from '../../ui/badge';
import { GroupHead } from '../../ui/group-head';
import { Icon, type IconName } from '../../ui/icon';
import { PathText } from '../../ui/path-text';
import { countWords } from '../../ui/size-words';
import { titleOf, wordsOfState, type Grouping, type TreeRow } from './model/resource-tree';
import { toggleGroup } from './resources-store';
import type { ResourceRow } from '../../../contract/fabric/resources';
import styles from './resources.module.css';

const stateIcons: Readonly<Record<ResourceRow['state'], IconName>> = {
  live: 'file',
  copy: 'copies',
  disabled: 'disabled',
  foreign: 'foreign',
  template: 'template',
  broken: 'broken',
};

function ProblemMarks({ errors, warnings }: { readonly errors: number; readonly warnings: number }) {
  return (
    <>
      {errors > 0 && (
        <span className={styles.marks} data-severity="error" title={countWords(errors, 'error')}>
          <Icon name="danger" size={12} />
          {errors}
        </span>
      )}
      {warnings > 0 && (
        <span className={styles.marks} data-severity="warning" title={countWords(warnings, 'warning')}>
          <Icon name="warn" size={12} />
          {warnings}
        </span>
      )}
    </>
  );
}

export function GroupLine({
  line,
  open,
}: {
  readonly line: Extract<TreeRow, { type: 'group' }>;
  readonly open: boolean;
}) {
  const { level, title, isPath, counts, key } = line;
  return (
    <>
      <Indent level={level} />
      <GroupHead
        open={open}
        onToggle={() => toggleGroup(key)}
        title={isPath ? <PathText path={title} /> : title}
        count={counts.rows}
      />
      <ProblemMarks errors={counts.errors} warnings={counts.warnings} />
    </>
  );
}

interface DocumentLineProps {
  readonly line: Extract<TreeRow, { type: 'document' }>;
  readonly grouping: Grouping;
  /** Typed and not saved. */
  readonly isEdited: boolean;
}

export function DocumentLine({ line, grouping, isEdited }: DocumentLineProps) {
  const { row, level } = line;
  const { state, problems, copies, path, name, kind } = row;
  /** Below the head of its file the file's name says nothing. */
  const isInFile = grouping === 'file' && level > 2;
  const isNamed = name !== null && (grouping !== 'file' || isInFile);
  return (
    <>
      <Indent level={level} />
      <span className={styles.stateIcon} data-state={state}>
        <Icon name={stateIcons[state]} size={12} />
      </span>
      <span className={pane.rowWords} data-state={state}>
        {isNamed ? (
          <span className={styles.name}>{isInFile ? titleOf(row) : name}</span>
        ) : (
          <PathText path={path.slice(path.lastIndexOf('/') + 1)} />
        )}
        {grouping === 'kind' && name === null && <span className={styles.quiet}>{folderOf(path)}</span>}
        {grouping !== 'kind' && name !== null && !isInFile && (
          <span className={styles.quiet}>{grouping === 'file' && !isNamedLikeFile(row) ? titleOf(row) : kind}</span>
        )}
      </span>
      {isEdited && <Badge tone="accent">not saved</Badge>}
      {state !== 'live' && <Badge>{wordsOfState(row)}</Badge>}
      {copies > 1 && state === 'live' && <Badge tone="warn">{copies} copies</Badge>}
      <ProblemMarks errors={problems.error} warnings={problems.warning} />
    </>
  );
}

/** `vpcs/web.yaml` says its name already. */
const isNamedLikeFile = ({ name, path }: ResourceRow): boolean =>
  path.slice(path.lastIndexOf('/') + 1).replace(/\.ya?ml$/, '') === name;

const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

const Indent = ({ level }: { readonly level: number }) => (
  <span className={styles.indent} style={{ width: (level - 1) * 12 }} />
);
