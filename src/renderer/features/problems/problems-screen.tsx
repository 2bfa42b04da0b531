import { useEffect } from 'react';
import { Faces } from '../../app/panes/faces';
import { markInteractive } from '../../app/commands/interactive';
import { CommandButton } from '../../app/commands/command-button';
import { useCommands } from '../../app/commands/commands';
import { latestOf } from '../../app/client/loadable';
import pane from '../../app/panes/pane.module.css';
import { useProject } from '../../app/project-store';
import { useQuery } from '../../app/client/query';
import { EmptyState } from '../../ui/empty-state';
import { SplitPanes } from '../../ui/split-panes';
import { countWords } from '../../ui/size-words';
import { ToggleGroup } from '../../ui/toggle-group';
import { AgainstPage } from './against-page';
import { DuplicatesPage } from './duplicates-page';
import { ProblemDetail } from './problem-detail';
import { ProblemList } from './problem-list';
import { duplicatesQuery, problemsQuery, setPage, useProblems, type Page } from './problems-store';
import { RulesPage } from './rules-page';

const mostProblems = 20_000;

const pages: readonly { readonly value: Page; readonly label: string; readonly keys: string }[] = [
  { value: 'now', label: 'Problems', keys: 'P' },
  { value: 'against', label: 'What a change brings', keys: 'C' },
  { value: 'duplicates', label: 'Duplicates', keys: 'U' },
  { value: 'rules', label: 'Rules', keys: 'L' },
];

/** What is wrong, what a change would make wrong, what stands more than once, and what no file can tell. */
export function ProblemsScreen() {
  const { projectId } = useProject();
  const page = useProblems((state) => state.page);
  const groups = latestOf(useQuery(duplicatesQuery, { projectId }))?.groups.length ?? 0;
  const now = useQuery(problemsQuery, { projectId, limit: mostProblems });
  const total = latestOf(now)?.total ?? 0;
  const settled = now.state === 'ready' || now.state === 'failed';
  useEffect(() => {
    if (settled) markInteractive();
  }, [settled]);
  useCommands(
    pages.map(({ value, label, keys }) => ({
      id: `show-problems-${value}`,
      title: `Show ${label === 'Problems' ? 'the problems' : label.toLowerCase()}`,
      group: 'Problems',
      keys: [keys],
      when: () => page !== value,
      run: () => setPage(value),
    })),
  );
  const counts: Readonly<Record<Page, number>> = { now: total, against: 0, duplicates: groups, rules: 0 };
  return (
    <div className={pane.pane}>
      <div className={pane.toolbar}>
        <h1 className={pane.title}>Problems</h1>
        <ToggleGroup
          label="What is shown"
          value={page}
          onChange={setPage}
          options={pages.map((one) => ({
            ...one,
            label: counts[one.value] === 0 ? one.label : `${one.label} ${counts[one.value].toLocaleString('en-US')}`,
          }))}
        />
      </div>
      {page === 'now' && (
        <Faces
          loadable={now}
          loadingLabel="Loading problems"
          tryAgain={() => void problemsQuery.again()}
          isEmpty={({ problems }) => problems.length === 0}
          empty={
            <EmptyState
              icon="done"
              action={<CommandButton command="show-problems-rules" words="See what is checked" />}
            >
              No rule complains about this repository. What files alone cannot tell is listed under Rules.
            </EmptyState>
          }
          ready={({ problems, counts: found, total: all }) => (
            <SplitPanes
              id="problems"
              firstPercent={46}
              handleLabel="Resize the list of problems"
              first={
                <ProblemList
                  problems={problems}
                  summary={`${countWords(found.error, 'error')}, ${countWords(found.warning, 'warning')}, ${countWords(found.note, 'note')}${all > problems.length ? `; the first ${problems.length.toLocaleString('en-US')} are listed` : ''}`}
                />
              }
              second={<ProblemDetail problems={problems} />}
            />
          )}
        />
      )}
      {page === 'against' && <AgainstPage />}
      {page === 'duplicates' && <DuplicatesPage />}
      {page === 'rules' && <RulesPage />}
    </div>
  );
}
