import { lazy, Suspense, useMemo } from 'react';
import type { Problem, RuleDescription } from '../../../contract/problems';
import { CommandButton } from '../../app/commands/command-button';
import { useCommands } from '../../app/commands/commands';
import { Faces } from '../../app/panes/faces';
import { latestOf } from '../../app/client/loadable';
import pane from '../../app/panes/pane.module.css';
import { useProject } from '../../app/project-store';
import { useQuery } from '../../app/client/query';
import { contentInWords } from '../../app/panes/versions-view';
import { EmptyState } from '../../ui/empty-state';
import { Icon } from '../../ui/icon';
import { Button } from '../../ui/button';
import { Skeleton } from '../../ui/skeleton';
import { nameOfResource } from './model/problem-rows';
import { openProblem, previewFixes } from './problem-actions';
import { severityIcons } from './problem-list';
import { fileQuery, rulesQuery, useProblems } from './problems-store';
import styles from './problems.module.css';

const CodeEditor = lazy(async () => ({ default: (await import('../../editor/code-editor')).CodeEditor }));

/** The chosen problem: what it is, who asks for it, where it stands, and what would do away with it. */
export function ProblemDetail({ problems }: { readonly problems: readonly Problem[] }) {
  const { projectId } = useProject();
  const lead = useProblems((state) => state.selection.lead);
  const problem = useMemo(() => problems.find((one) => lead?.endsWith(` ${one.id}`) === true), [problems, lead]);
  const rules = latestOf(useQuery(rulesQuery, { projectId }));
  if (problem === undefined) return <EmptyState icon="note">Choose a problem to see where it stands.</EmptyState>;
  const rule = rules?.rules.find(({ id }) => id === problem.rule) ?? null;
  const alike = problems.filter((one) => one.rule === problem.rule && one.fix !== null);
  return <OneProblem problem={problem} rule={rule} alike={alike} />;
}

interface OneProblemProps {
  readonly problem: Problem;
  readonly rule: RuleDescription | null;
  /** Problems of the same rule that can be fixed. */
  readonly alike: readonly Problem[];
}

function OneProblem({ problem, rule, alike }: OneProblemProps) {
  const { projectId } = useProject();
  const { severity, message, source, path, line, field, related, fix } = problem;
  const of = nameOfResource(problem);
  useCommands([
    {
      id: 'open-problem',
      title: 'Go to the line of this problem',
      group: 'Problems',
      keys: ['E'],
      run: () => openProblem(problem),
    },
    {
      id: 'fix-problem',
      changesRepository: true,
      title: 'Fix this problem',
      group: 'Problems',
      keys: ['F', 'Mod+.'],
      when: () => fix !== null,
      run: () => previewFixes(projectId, [problem]),
    },
    {
      id: 'fix-rule',
      changesRepository: true,
      title: 'Fix every problem of this rule',
      group: 'Problems',
      keys: ['Shift+F'],
      when: () => alike.length > 1,
      run: () => previewFixes(projectId, alike),
    },
  ]);
  return (
    <div className={pane.pane}>
      <header className={styles.head}>
        <h2 className={styles.headTitle}>
          <span className={styles.sign} data-severity={severity}>
            <Icon name={severityIcons[severity]} />
          </span>
          {message}
        </h2>
        <p className={styles.facts}>
          {of !== '' && <span>{of}</span>}
          {field !== '' && <code>{field}</code>}
          <span>
            {path}:{line + 1}
          </span>
        </p>
        <p className={styles.facts}>
          <span>
            Rule <code>{problem.rule}</code>
            {rule === null ? '' : `: ${rule.title}`}
          </span>
          <span>{source === 'own' ? 'A check of our own' : `Asked for by ${source}`}</span>
        </p>
        {related.length > 0 && (
          <ul className={styles.related}>
            {related.map((place, at) => (
              <li key={at}>
                <Button variant="quiet" onPress={() => openProblem(place)}>
                  {place.path}:{place.line + 1}
                </Button>
                <span className={styles.quiet}>{place.message}</span>
              </li>
            ))}
          </ul>
        )}
        <div className={styles.actions}>
          <CommandButton command="open-problem" words="Go to the line" variant={fix === null ? 'primary' : 'plain'} />
          {fix !== null && <CommandButton command="fix-problem" words={`${fix.title}…`} variant="primary" icon="fix" />}
          {fix !== null && alike.length > 1 && (
            <CommandButton command="fix-rule" words={`Fix all ${alike.length} of this rule…`} />
          )}
        </div>
      </header>
      <Place problem={problem} />
    </div>
  );
}

/** The text around the problem, only to read. */
function Place({ problem }: { readonly problem: Problem }) {
  const { projectId } = useProject();
  const { path, line, column } = problem;
  const file = useQuery(fileQuery, { projectId, path });
  const place = useMemo(() => ({ line: Math.max(0, line), column }), [line, column]);
  return (
    <Faces
      loadable={file}
      loadingLabel="Loading the text"
      tryAgain={() => void fileQuery.again()}
      ready={(content) =>
        content.kind === 'text' ? (
          <div className={styles.text}>
            <Suspense fallback={<Skeleton label="Loading the editor" />}>
              <CodeEditor
                text={content.text}
                path={path}
                label={`${path}, only to read`}
                ofProject
                place={place}
                marked={{ from: line, to: line }}
              />
            </Suspense>
          </div>
        ) : (
          <EmptyState icon="file">{contentInWords(content)}</EmptyState>
        )
      }
    />
  );
}
