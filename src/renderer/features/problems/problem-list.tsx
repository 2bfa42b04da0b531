import { useDeferredValue, useEffect, useMemo, useRef, type ReactNode } from 'react';
import type { Problem } from '../../../contract/problems';
import { useCommands } from '../../app/commands';
import pane from '../../app/pane.module.css';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { Icon, type IconName } from '../../ui/icon';
import { selectOnly } from '../../ui/list-selection';
import { ListView, type Hierarchy } from '../../ui/list-view';
import { PathText } from '../../ui/path-text';
import { SearchField } from '../../ui/search-field';
import { ToggleGroup } from '../../ui/toggle-group';
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
  const searchBox = useRef<HTMLInputElement>(null);
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
  useCommands([
    ...groupings.map(({ value, label, keys }) => ({
      id: `group-problems-by-${value}`,
      title: `List problems ${label.toLowerCase()}`,
      group: 'Problems',
      keys: [keys],
      when: () => grouping !== value,
      run: () => setGrouping(value),
    })),
    {
      id: 'filter-problems',
      title: 'Filter the problems',
      group: 'Problems',
      keys: ['/'],
      run: () => searchBox.current?.focus(),
    },
  ]);
  return (
    <div className={pane.pane}>
      <div className={pane.toolbar}>
        <SearchField
          label="Filter problems"
          value={filter}
          onChange={setFilter}
          className={pane.grow}
          inputRef={searchBox}
        />
        <ToggleGroup label="List problems" value={grouping} options={groupings} onChange={setGrouping} />
      </div>
      {lines.length === 0 ? (
        <EmptyState icon="search" action={<Button onPress={() => setFilter('')}>Clear the filter</Button>}>
          No problem mentions “{filter}”.
        </EmptyState>
      ) : (
        <ListView
          label="Problems"
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
              <Head line={line} open={!closed.has(line.key)} />
            ) : (
              <Line problem={line.problem} withPath={grouping !== 'file'} />
            )
          }
        />
      )}
      <p className={styles.summary}>{summary}</p>
    </div>
  );
}

function Head({ line, open }: { readonly line: Extract<ProblemLine, { type: 'group' }>; readonly open: boolean }) {
  return (
    <>
      <span className={styles.twist} onPointerDown={() => toggleGroup(line.key)}>
        <Icon name={open ? 'open' : 'closed'} size={12} />
      </span>
      {line.severity !== null && (
        <span className={styles.sign} data-severity={line.severity}>
          <Icon name={severityIcons[line.severity]} />
        </span>
      )}
      <span className={styles.groupTitle}>{line.isPath ? <PathText path={line.title} /> : line.title}</span>
      <span className={styles.count}>{line.count.toLocaleString('en-US')}</span>
    </>
  );
}

function Line({ problem, withPath }: { readonly problem: Problem; readonly withPath: boolean }) {
  const { severity, message, path, line, fix } = problem;
  const of = nameOfResource(problem);
  return (
    <>
      <span className={styles.sign} data-severity={severity} title={severity}>
        <Icon name={severityIcons[severity]} />
      </span>
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
