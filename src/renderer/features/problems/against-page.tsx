import { useMemo } from 'react';
import { Faces } from '../../app/panes/faces';
import { latestOf } from '../../app/client/loadable';
import pane from '../../app/panes/pane.module.css';
import { useProject } from '../../app/project-store';
import { useQuery } from '../../app/client/query';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { Menu, type MenuEntry } from '../../ui/menu';
import { SplitPanes } from '../../ui/split-panes';
import { countWords } from '../../ui/size-words';
import { comparisonWords, momentsOf, type Comparison } from './model/comparisons';
import { ProblemDetail } from './problem-detail';
import { ProblemList } from './problem-list';
import { againstQuery, branchesQuery, setComparison, useProblems } from './problems-store';
import styles from './problems.module.css';

/** What a change brings: rules about updating and deleting, and problems that were not there before. */
export function AgainstPage() {
  const { projectId } = useProject();
  const comparison = useProblems((state) => state.comparison);
  const answer = useQuery(againstQuery, { projectId, ...momentsOf(comparison) });
  const latest = latestOf(answer);
  const problems = useMemo(() => (latest === null ? [] : [...latest.changes, ...latest.introduced]), [latest]);
  return (
    <div className={pane.pane}>
      <div className={styles.question}>
        <ComparisonMenu comparison={comparison} />
        <span className={styles.quiet}>
          {latest === null
            ? ''
            : `${countWords(problems.length, 'new problem')}, ${latest.resolved === 0 ? 'none resolved' : `${latest.resolved} resolved`}`}
        </span>
      </div>
      <Faces
        loadable={answer}
        loadingLabel="Comparing"
        tryAgain={() => void againstQuery.again()}
        isEmpty={() => problems.length === 0}
        empty={
          <EmptyState icon="done">
            {comparisonWords(comparison)}: nothing in it breaks a rule that held before
            {latest !== null && latest.resolved > 0 ? `, and ${countWords(latest.resolved, 'problem')} went away` : ''}.
          </EmptyState>
        }
        ready={() => (
          <SplitPanes
            id="problems-against"
            firstPercent={46}
            handleLabel="Resize the list of problems"
            first={
              <ProblemList
                problems={problems}
                summary="Rules about changing and deleting, and what was not wrong before."
              />
            }
            second={<ProblemDetail problems={problems} />}
          />
        )}
      />
    </div>
  );
}

const usual: readonly Comparison[] = [{ kind: 'uncommitted' }, { kind: 'staged' }];

function ComparisonMenu({ comparison }: { readonly comparison: Comparison }) {
  const { projectId } = useProject();
  const branches = latestOf(useQuery(branchesQuery, { projectId })) ?? [];
  const entry = (one: Comparison): MenuEntry => ({
    id: comparisonWords(one),
    label: comparisonWords(one),
    run: () => setComparison(one),
  });
  const others = branches.filter(({ current }) => !current);
  return (
    <Menu
      label="What is looked at"
      groups={[
        { entries: usual.map(entry) },
        {
          heading: 'Since it left another branch',
          entries: others.map(({ name }) => entry({ kind: 'branch', branch: name })),
        },
      ]}
    >
      <Button icon="open">{comparisonWords(comparison)}</Button>
    </Menu>
  );
}
