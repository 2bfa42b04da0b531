import { useState } from 'react';
import type { OutputOf } from '../../../contract/index';
import { callEngine } from '../../app/client/client';
import { CommandButton } from '../../app/commands/command-button';
import { useCommands } from '../../app/commands/commands';
import { Faces } from '../../app/panes/faces';
import { showProblem } from '../../app/client/mutate';
import pane from '../../app/panes/pane.module.css';
import { useProject } from '../../app/project-store';
import { createQuery, useQuery } from '../../app/client/query';
import { showToast } from '../../app/shell/toasts';
import { Badge } from '../../ui/badge';
import { EmptyState } from '../../ui/empty-state';
import { Icon } from '../../ui/icon';
import { emptySelection } from '../../ui/list-selection';
import { ListView } from '../../ui/list-view';
import { RelativeTime } from '../../ui/relative-time';
import { fullTimeWords } from '../../ui/relative-time-words';
import { countWords } from '../../ui/size-words';
import { Sentences } from '../../ui/sentences';
import { SplitPanes } from '../../ui/split-panes';
import { AcceptDamage } from './accept-damage';
import styles from './activity.module.css';

const auditQuery = createQuery('audit.list', { topics: ['operations', 'vault'] });
const verifyQuery = createQuery('audit.verify', { topics: ['operations'] });

type Row = OutputOf<'audit.list'>['rows'][number];
type Report = OutputOf<'audit.verify'>;

const keyOf = ({ sequence }: Row): string => String(sequence);
const nameOf = ({ title, result, actor, at }: Row): string =>
  `${title}, ${resultWords(result)}, by ${actor}, ${fullTimeWords(at)}`;
const resultWords = (result: string): string => (result === 'done' ? 'done' : `refused: ${result}`);

/** The trail of operations and refusals, and what can be said for sure about it. */
export function AuditView() {
  const { projectId } = useProject();
  const [limit, setLimit] = useState(200);
  const [selection, setSelection] = useState(emptySelection);
  const trail = useQuery(auditQuery, { projectId, limit });
  const report = useQuery(verifyQuery, { projectId });
  const [accepting, setAccepting] = useState(false);
  const wrong = report.state === 'ready' && report.value.look !== null ? report.value : null;
  useCommands([
    {
      id: 'verify-audit',
      title: 'Verify the audit trail',
      group: 'Activity',
      keys: ['V'],
      run: () => verifyQuery.again(),
    },
    {
      id: 'export-audit',
      title: 'Export the audit trail…',
      group: 'Activity',
      keys: ['E'],
      run: () => exportTrail(projectId),
    },
    {
      id: 'accept-damage',
      title: 'Accept what is wrong with the audit trail…',
      group: 'Activity',
      when: () => wrong !== null,
      run: () => setAccepting(true),
    },
  ]);
  return (
    <>
      {accepting && wrong !== null && <AcceptDamage report={wrong} onClose={() => setAccepting(false)} />}
      <Faces
        loadable={trail}
        loadingLabel="Loading the audit trail"
        tryAgain={() => void auditQuery.again()}
        isEmpty={({ rows }) => rows.length === 0}
        empty={
          <EmptyState icon="verified">
            Every operation and every refusal is written down here, each line chained to the one before.
          </EmptyState>
        }
        ready={({ rows, total }) => (
          <SplitPanes
            id="audit"
            firstPercent={52}
            handleLabel="Resize the audit trail"
            first={
              <ListView
                label="Audit trail"
                items={rows}
                keyOf={keyOf}
                nameOf={nameOf}
                selection={selection}
                onSelection={setSelection}
                onNearEnd={() => setLimit((now) => (rows.length < total ? Math.min(1000, now + 200) : now))}
                renderRow={(row) => <AuditRow row={row} />}
              />
            }
            second={
              <div className={styles.detail}>
                <div className={styles.actions}>
                  <CommandButton command="verify-audit" words="Verify again" icon="verified" />
                  <CommandButton command="export-audit" words="Export…" icon="external" />
                  {wrong !== null && <CommandButton command="accept-damage" words="Accept…" />}
                </div>
                <Faces
                  loadable={report}
                  loadingLabel="Verifying the audit trail"
                  tryAgain={() => void verifyQuery.again()}
                  ready={(value) => <Verdict report={value} />}
                />
              </div>
            }
          />
        )}
      />
    </>
  );
}

function AuditRow({ row }: { readonly row: Row }) {
  return (
    <>
      <span className={styles.number}>{row.sequence}</span>
      <span className={styles.title}>{row.title}</span>
      {row.result !== 'done' && <Badge tone="warn">{resultWords(row.result)}</Badge>}
      <span className={pane.rowNote}>{row.actor}</span>
      <RelativeTime at={row.at} className={pane.rowNote} />
    </>
  );
}

/** Exactly what follows from what was checked, and what does not. */
function Verdict({ report }: { readonly report: Report }) {
  const { sound, records, problems, accepted, proven, notProven } = report;
  return (
    <>
      <div role="status">
        <h2 className={sound ? styles.sound : styles.unsound}>
          <Icon name={sound ? 'verified' : 'danger'} />
          {sound
            ? `The trail of ${countWords(records, 'record')} is whole${accepted.length === 0 ? '' : ', but for what was accepted'}.`
            : 'The trail is not whole.'}
        </h2>
      </div>
      <Sentences title="Wrong" sentences={problems} />
      <Sentences title="Accepted" sentences={accepted} />
      <Sentences title="Proven" sentences={proven} />
      <Sentences title="Not proven" sentences={notProven} />
      {!sound && (
        <p className={styles.because}>
          Somebody or a fault changed the files. Export them as they are first; the backups are not affected. Until you
          accept it, nothing is let go by the retention rules where the operations log is concerned.
        </p>
      )}
    </>
  );
}

async function exportTrail(projectId: string): Promise<void> {
  const chosen = await callEngine('projects.choose-folder', { title: 'Where should the audit trail be written?' });
  if (chosen.kind !== 'value') return showProblem(chosen);
  const { path: folder } = chosen.value;
  if (folder === null) return;
  const reply = await callEngine('audit.export', { projectId, folder });
  if (reply.kind !== 'value') return showProblem(reply);
  showToast({
    tone: 'done',
    title: `${countWords(reply.value.records, 'record')} exported`,
    detail: reply.value.path,
    actions: [{ label: 'Show folder', run: () => void callEngine('app.reveal', { path: folder }) }],
  });
}
