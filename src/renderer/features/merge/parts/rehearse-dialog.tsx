import { useRef, useState } from 'react';
import type { OutputOf } from '../../../../contract/index';
import { revealCharacters } from '../../../../core/text/reveal-characters';
import { callEngine } from '../../../app/client/client';
import { latestOf } from '../../../app/client/loadable';
import type { Problem } from '../../../app/client/loadable';
import { problemWords } from '../../../app/problem-words';
import { useProject } from '../../../app/project-store';
import { useQuery } from '../../../app/client/query';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { FailureView } from '../../../ui/failure-view';
import { Icon } from '../../../ui/icon';
import { Menu } from '../../../ui/menu';
import { depthWords, rehearsalSentence } from '../model/rehearsal-words';
import { placeWords } from '../model/structured-facts';
import { useMerge } from '../session/merge-store';
import { branchesQuery } from './start-merge';
import styles from './merge-screen.module.css';

type Found =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'looking'; readonly at: string }
  | { readonly kind: 'failed'; readonly problem: Problem }
  | { readonly kind: 'pair'; readonly theirs: string; readonly value: OutputOf<'rehearsal.pair'> }
  | { readonly kind: 'matrix'; readonly value: OutputOf<'rehearsal.matrix'> };

const close = (): void => useMerge.setState({ dialog: null });

/** What merging a branch would do, or all of them, without touching anything. */
export function RehearseDialog() {
  const isOpen = useMerge((merge) => merge.dialog === 'rehearse');
  return (
    <Dialog title="Rehearse a merge" open={isOpen} onClose={close} width="wide">
      {isOpen && <Rehearse />}
    </Dialog>
  );
}

function Rehearse() {
  const { projectId } = useProject();
  const branches = latestOf(useQuery(branchesQuery, { projectId })) ?? [];
  const current = branches.find((branch) => branch.current)?.name ?? 'HEAD';
  const [found, setFound] = useState<Found>({ kind: 'nothing' });
  const asked = useRef(0);
  const look = async (at: string, ask: () => Promise<Found>): Promise<void> => {
    const mine = ++asked.current;
    setFound({ kind: 'looking', at });
    const answer = await ask();
    if (asked.current === mine) setFound(answer);
  };
  const pair = (theirs: string): Promise<void> =>
    look(theirs, async () => {
      const reply = await callEngine('rehearsal.pair', { projectId, ours: current, theirs });
      return reply.kind === 'value' ? { kind: 'pair', theirs, value: reply.value } : { kind: 'failed', problem: reply };
    });
  const matrix = (): Promise<void> =>
    look('all open branches', async () => {
      const reply = await callEngine('rehearsal.matrix', { projectId, branch: current });
      return reply.kind === 'value' ? { kind: 'matrix', value: reply.value } : { kind: 'failed', problem: reply };
    });
  const entries = (remote: boolean) =>
    branches
      .filter((branch) => !branch.current && branch.remote === remote)
      .map(({ name, subject }) => ({ id: name, label: name, note: subject, run: () => void pair(name) }));
  const groups = [
    { heading: 'Branches', entries: entries(false) },
    { heading: 'Remote branches', entries: entries(true) },
  ];
  return (
    <>
      <div className={styles.dialogBody}>
        <p>What would happen if it were merged into {revealCharacters(current)}. Nothing is touched.</p>
        <div className={styles.choice}>
          <Menu label="Branch to rehearse" groups={groups}>
            <Button variant="primary" icon="merge" disabled={branches.length < 2}>
              Pick a branch…
            </Button>
          </Menu>
          <Button onPress={() => void matrix()}>All open branches</Button>
        </div>
        <div role="status" aria-label="Rehearsal">
          {found.kind === 'looking' && <p>Rehearsing {revealCharacters(found.at)}…</p>}
          {found.kind === 'pair' && <p>{`${revealCharacters(found.theirs)}: ${rehearsalSentence(found.value)}`}</p>}
          {found.kind === 'matrix' && found.value.rows.length === 0 && <p>Every other branch is merged already.</p>}
        </div>
        {found.kind === 'failed' && <FailureView {...problemWords(found.problem)} />}
        {found.kind === 'pair' && <Pair value={found.value} />}
        {found.kind === 'matrix' && found.value.rows.length > 0 && (
          <Matrix value={found.value} onPick={(name) => void pair(name)} />
        )}
      </div>
      <div className={styles.dialogButtons}>
        <Button onPress={close}>Close</Button>
      </div>
    </>
  );
}

function Pair({ value: { files, combined, rulesSkipped } }: { readonly value: OutputOf<'rehearsal.pair'> }) {
  return (
    <ul className={styles.findings} tabIndex={0} aria-label="What the merge would meet">
      {combined.map(({ sentence, path, rule }, at) => (
        <li key={`${rule} ${at}`} data-weight="wrong">
          <Icon name="danger" />
          <span>
            {revealCharacters(path)}: {revealCharacters(sentence)}
          </span>
        </li>
      ))}
      {files.map(({ path, outcome, questions, decisions, reason, notices }) => (
        <li key={path}>
          <Icon name={outcome === 'settled' ? 'check' : 'warn'} />
          <span>
            {revealCharacters(path)}
            <span className={styles.commitNote}>
              {' '}
              {outcome === 'settled' && `settles itself${decisions > 0 ? `, ${decisions} decided by rule` : ''}. `}
              {outcome === 'whole' && `one version is taken whole. `}
              {questions.map((question, at) => (
                <span key={at}>
                  {revealCharacters(`${question.resource ?? ''} ${placeWords(question)}`.trim())}:{' '}
                  {revealCharacters(question.why)} {question.tier === 'suggest' ? 'An answer is suggested. ' : ''}
                </span>
              ))}
              {reason !== null && revealCharacters(`${reason}. `)}
              {notices.map(revealCharacters).join(' ')}
            </span>
          </span>
        </li>
      ))}
      {rulesSkipped !== null && <li>The rules of the fabric were not asked: {rulesSkipped}.</li>}
    </ul>
  );
}

interface MatrixProps {
  readonly value: OutputOf<'rehearsal.matrix'>;
  readonly onPick: (name: string) => void;
}

function Matrix({ value: { rows, skipped }, onPick }: MatrixProps) {
  return (
    <div className={styles.matrix} tabIndex={0} role="region" aria-label="All open branches">
      <table>
        <thead>
          <tr>
            {['Branch', 'Meets in', 'Files', 'Git asks', 'Settled', 'Questions'].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ theirs, depth, counts, problem }) => (
            <tr key={theirs.revision}>
              <th scope="row">
                <Button variant="quiet" onPress={() => onPick(theirs.revision)}>
                  {revealCharacters(theirs.revision)}
                </Button>
              </th>
              {problem !== null ? (
                <td colSpan={5}>{revealCharacters(problem)}</td>
              ) : (
                [depthWords(depth), counts.touched, counts.gitConflicts, counts.settled, counts.questions].map(
                  (cell, at) => <td key={at}>{cell}</td>,
                )
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {skipped > 0 && <p>{skipped} older branches were left out.</p>}
    </div>
  );
}
