import { useDeferredValue, useEffect, useMemo, type ReactNode } from 'react';
import type { Problem } from '../../../contract/problems';
import { GroupedList } from '../../app/panes/grouped-list';
import pane from '../../app/panes/pane.module.css';
import { GroupHead } from '../../ui/group-head';
import { Icon, type IconName } from '../../ui/icon';
import { selectOnly } from '../../ui/list-selection';
import type { Hierarchy } from '../../ui/list-view';
import { PathText } from '../../ui/path-text';
import { openProblem } from './problem-actions';
import {
  fitsText,
  lineInWords,
  nameOfResource,
  problemLines,
  type Grouping,
  type ProblemLine,
} from './model/problem-rows';
import { setFilter, setGrouping, setSelection, toggleGroup, useProblems } from './problems-store';
import styles from './problems.module.css';

const groupings: readonly { readonly value: Grouping; readonly label: string; readonly keys: string }[] = [
  { value: 'severity', label: 'By severity', keys: '1' },
  { value: 'file', label: 'By file', keys: '2' },
  { value: 'rule', label: 'By rule', keys: '3' },
];

export const severityIcons: Readonly<Record<Problem['severity'], IconName>> = {
  error: 'danger',
  warning: 'warn',
  note: 'note',
};

const keyOf = (line: ProblemLine): string => line.key;

interface ProblemListProps {
  readonly problems: readonly Problem[];
  /** Below the list: how many there are, what they mean. */
  readonly summary: ReactNode;
}

export function ProblemList({ problems, summary }: ProblemListProps) {
  const { filter, grouping, closed, selection } = useProblems();
  const typed = useDeferredValue(filter);
  const shown = useMemo(() => problems.filter((problem) => fitsText(problem, typed)), [problems, typed]);
  const lines = useMemo(() => problemLines(shown, grouping, closed), [shown, grouping, closed]);
  const hierarchy = useMemo(
    (): Hierarchy<ProblemLine> => ({
      level: (line) => (line.type === 'group' ? 1 : 2),
      expanded: (line) => (line.type === 'group' ? !closed.has(line.key) : null),
      toggle: (line) => toggleGroup(line.key),
    }),
    [closed],
  );
  const first = lines.find((line) => line.type === 'problem')?.key;
  useEffect(() => {
    if (selection.lead === null && first !== undefined) setSelection(selectOnly(first));
  }, [selection.lead, first]);
  return (
    <GroupedList
      subject="Problems"
      filter={filter}
      onFilter={setFilter}
      grouping={grouping}
      groupings={groupings}
      onGrouping={setGrouping}
      nothing={<>No problem mentions “{filter}”.</>}
      summary={summary}
      items={lines}
      keyOf={keyOf}
      nameOf={lineInWords}
      selection={selection}
      onSelection={setSelection}
      hierarchy={hierarchy}
      lines={2}
      autoFocus
      onAct={(line) => (line.type === 'group' ? toggleGroup(line.key) : openProblem(line.problem))}
      renderRow={(line) =>
        line.type === 'group' ? (
          <GroupHead
            open={!closed.has(line.key)}
            onToggle={() => toggleGroup(line.key)}
            title={line.isPath ? <PathText path={line.title} /> : line.title}
            count={line.count}
            sign={line.severity !== null && <Sign severity={line.severity} />}
          />
        ) : (
          <Line problem={line.problem} withPath={grouping !== 'file'} />
        )
      }
    />
  );
}

const Sign = ({ severity }: { readonly severity: Problem['severity'] }) => (
  <span className={styles.sign} data-severity={severity} title={severity}>
    <Icon name={severityIcons[severity]} />
  </span>
);

function Line({ problem, withPath }: { readonly problem: Problem; readonly withPath: boolean }) {
  const { severity, message, path, line, fix } = problem;
  const of = nameOfResource(problem);
  return (
    <>
      <Sign severity={severity} />
      <span className={styles.lines}>
        <span className={styles.message} title={message}>
          {message}
        </span>
        <span className={styles.quiet}>
          {[of, withPath ? `${path}:${line + 1}` : `line ${line + 1}`].filter((part) => part !== '').join(' · ')}
        </span>
      </span>
      {fix !== null && <span className={pane.rowNote}>has a fix</span>}
    </>
  );
}
