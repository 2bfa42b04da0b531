import { lazy, Suspense, useEffect, useState } from 'react';
import type { DuplicateGroup } from '../../../contract/fabric/plans';
import { callEngine } from '../../app/client/client';
import { CommandButton } from '../../app/commands/command-button';
import pane from '../../app/panes/pane.module.css';
import { useProject } from '../../app/project-store';
import { useSettings } from '../../app/settings-store';
import { Badge } from '../../ui/badge';
import { Icon } from '../../ui/icon';
import { selectOnly } from '../../ui/list-selection';
import { ListView } from '../../ui/list-view';
import { PathText } from '../../ui/path-text';
import { Skeleton } from '../../ui/skeleton';
import { useRowHeight } from '../../ui/use-visible-rows';
import { copyKey, useDuplicateCommands } from './duplicate-commands';
import { openProblem } from './problem-actions';
import { setCopy, useProblems } from './problems-store';
import styles from './problems.module.css';

const DiffView = lazy(async () => ({ default: (await import('../../editor/diff-view')).DiffView }));

type Copy = DuplicateGroup['copies'][number];

const likenessWords: Readonly<Record<Copy['likeness'], string>> = {
  bytes: 'the same, byte by byte',
  meaning: 'the same in meaning',
  different: 'different',
};

const mostRows = 6;

/** The copies of one resource, which one counts and why, and what can be done with the chosen one. */
export function DuplicateDetail({ group }: { readonly group: DuplicateGroup }) {
  const { copies, winner, reason, row } = group;
  const chosenKey = useProblems((state) => state.copy.lead);
  const winning = winner === null ? null : (copies[winner] ?? null);
  const spare = copies.find((copy) => copy !== winning) ?? copies[0] ?? null;
  const chosen = copies.find((copy) => copyKey(copy) === chosenKey) ?? spare;
  const rowPx = useRowHeight() * 2 - 8;
  useDuplicateCommands(group, chosen, chosen !== null && chosen === winning);
  const measure = winning ?? copies.find((copy) => copy !== chosen) ?? null;
  return (
    <div className={pane.pane}>
      <header className={styles.head}>
        <h2 className={styles.headTitle}>
          {winning === null ? 'Which copy counts is yours to say' : `${winning.path} counts`}
        </h2>
        <p className={styles.facts}>
          {reason.charAt(0).toUpperCase() + reason.slice(1)} (row {row} of the decision table).
        </p>
        <div className={styles.actions}>
          <CommandButton command="clear-duplicate" words="As the policy says…" variant="primary" />
          <CommandButton command="prefer-copy" words="Keep this one…" />
          <CommandButton command="disable-copy" words="Comment out…" />
          <CommandButton command="move-copy" words="Move…" />
          <CommandButton command="archive-copy" words="Archive…" />
          <CommandButton command="delete-copy" words="Delete…" />
        </div>
      </header>
      <div className={styles.copies} style={{ height: Math.min(mostRows, copies.length) * rowPx + 1 }}>
        <ListView
          label="Copies"
          items={copies}
          keyOf={copyKey}
          nameOf={(copy) => `${copy.path}, ${copyWords(copy, copy === winning)}`}
          selection={chosen === null ? selectOnly('') : selectOnly(copyKey(chosen))}
          onSelection={setCopy}
          lines={2}
          onAct={(copy) => openProblem({ ...copy, column: 0, endColumn: 0 })}
          renderRow={(copy) => (
            <>
              <span className={styles.sign} data-severity="note">
                <Icon name={copy === winning ? 'check' : 'file'} />
              </span>
              <span className={styles.lines}>
                <span className={styles.message}>
                  <PathText path={copy.path} />
                </span>
                <span className={styles.quiet}>{copyWords(copy, copy === winning)}</span>
              </span>
              {copy === winning && <Badge tone="ok">counts</Badge>}
            </>
          )}
        />
      </div>
      {chosen !== null && measure !== null && chosen !== measure && <Comparison one={measure} other={chosen} />}
    </div>
  );
}

function copyWords({ area, likeness, annotated, line }: Copy, isWinner: boolean): string {
  const parts = [
    `line ${line + 1}`,
    `in ${area}`,
    isWinner ? 'this one counts' : likenessWords[likeness],
    annotated ? 'annotated by the plugin' : '',
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

type DocumentPlace = Pick<Copy, 'path' | 'document'>;

/** Two copies beside each other, without the rest of their files. */
function Comparison({ one, other }: { readonly one: DocumentPlace; readonly other: DocumentPlace }) {
  const { projectId } = useProject();
  const layout = useSettings((settings) => settings.diffLayout);
  const [texts, setTexts] = useState<readonly [string, string] | null>(null);
  const key = JSON.stringify([one, other].map(({ path, document }) => ({ path, document })));
  useEffect(() => {
    const controller = new AbortController();
    const read = async ({ path, document }: DocumentPlace): Promise<string> => {
      const reply = await callEngine('fabric.resource', { projectId, path, document }, { signal: controller.signal });
      return reply.kind === 'value' ? reply.value.text : '';
    };
    const [first, second] = JSON.parse(key) as [DocumentPlace, DocumentPlace];
    setTexts(null);
    void Promise.all([read(first), read(second)]).then((both) => {
      if (!controller.signal.aborted) setTexts(both);
    });
    return () => controller.abort();
  }, [projectId, key]);
  if (texts === null) return <Skeleton label="Comparing the copies" rows={4} />;
  return (
    <div className={styles.text}>
      <Suspense fallback={<Skeleton label="Loading the editor" />}>
        <DiffView
          before={texts[0]}
          after={texts[1]}
          beforeLabel={one.path}
          afterLabel={other.path}
          path={other.path}
          layout={layout}
        />
      </Suspense>
    </div>
  );
}
