import { useState } from 'react';
import type { OutputOf } from '../../../contract/index';
import { callEngine } from '../../app/client/client';
import { CommandButton } from '../../app/commands/command-button';
import { useCommands } from '../../app/commands/commands';
import { deleteCheckpoint } from '../../app/panes/delete-checkpoint';
import { Faces } from '../../app/panes/faces';
import { latestOf } from '../../app/client/loadable';
import { showProblem, undoOperation } from '../../app/client/mutate';
import pane from '../../app/panes/pane.module.css';
import { useProject } from '../../app/project-store';
import { createQuery, useQuery } from '../../app/client/query';
import { everyProjectTopic, refresh } from '../../app/client/refresh';
import { showToast } from '../../app/shell/toasts';
import { Badge } from '../../ui/badge';
import { EmptyState } from '../../ui/empty-state';
import { emptySelection, selectOnly } from '../../ui/list-selection';
import { ListView } from '../../ui/list-view';
import { RelativeTime } from '../../ui/relative-time';
import { fullTimeWords } from '../../ui/relative-time-words';
import { countWords, sizeWords } from '../../ui/size-words';
import { SplitPanes } from '../../ui/split-panes';
import styles from './activity.module.css';
import { CheckpointEffects } from './checkpoint-effects';
import { NewCheckpoint } from './new-checkpoint';

type Checkpoint = OutputOf<'checkpoints.list'>[number];

const checkpointsQuery = createQuery('checkpoints.list', { topics: ['vault', 'operations'] });
const previewQuery = createQuery('checkpoints.preview', { topics: ['vault', 'status', 'branches'], strict: true });

const keyOf = ({ backupId }: Checkpoint): string => backupId;
const nameOf = ({ name, at, fileCount, removedTree }: Checkpoint): string =>
  `${name}, ${countWords(fileCount, 'file')}, ${fullTimeWords(at)}${removedTree === undefined ? '' : ', of a working tree that is gone'}`;

/** Named states of everything, and what going back to one would change. */
export function CheckpointsView() {
  const { projectId } = useProject();
  const list = useQuery(checkpointsQuery, { projectId });
  const [selection, setSelection] = useState(emptySelection);
  const [naming, setNaming] = useState(false);
  const checkpoints = latestOf(list) ?? [];
  const chosen = checkpoints.find(({ backupId }) => backupId === selection.lead) ?? checkpoints[0] ?? null;
  useCommands([
    {
      id: 'create-checkpoint',
      title: 'Make a checkpoint…',
      group: 'Activity',
      keys: ['C'],
      changesRepository: true,
      run: () => setNaming(true),
    },
    {
      id: 'roll-back',
      title: 'Go back to this checkpoint',
      group: 'Activity',
      keys: ['Shift+B'],
      changesRepository: true,
      when: () => chosen !== null && chosen.removedTree === undefined,
      run: () => (chosen === null ? undefined : rollBack(projectId, chosen)),
    },
    {
      id: 'delete-checkpoint',
      title: 'Delete this checkpoint',
      group: 'Activity',
      keys: ['Delete'],
      when: () => chosen !== null,
      run: () => (chosen === null ? undefined : deleteCheckpoint(projectId, chosen)),
    },
  ]);
  return (
    <>
      <Faces
        loadable={list}
        loadingLabel="Loading checkpoints"
        tryAgain={() => void checkpointsQuery.again()}
        isEmpty={(value) => value.length === 0}
        empty={
          <EmptyState icon="save" action={<CommandButton command="create-checkpoint" variant="primary" />}>
            A checkpoint is a named state of everything: files, what is staged, branches, tags, stashes. You can go back
            to it, and undo that.
          </EmptyState>
        }
        ready={(value) => (
          <SplitPanes
            id="checkpoints"
            firstPercent={42}
            handleLabel="Resize the list of checkpoints"
            first={
              <ListView
                label="Checkpoints"
                items={value}
                keyOf={keyOf}
                nameOf={nameOf}
                selection={chosen === null ? selection : selectOnly(chosen.backupId)}
                onSelection={setSelection}
                autoFocus
                renderRow={({ name, at, removedTree }) => (
                  <>
                    <span className={styles.title}>{name}</span>
                    {removedTree !== undefined && <Badge tone="neutral">{removedTree}, gone</Badge>}
                    <RelativeTime at={at} className={pane.rowNote} />
                  </>
                )}
              />
            }
            second={chosen === null ? null : <CheckpointDetail checkpoint={chosen} />}
          />
        )}
      />
      <NewCheckpoint open={naming} onClose={() => setNaming(false)} />
    </>
  );
}

function CheckpointDetail({ checkpoint }: { readonly checkpoint: Checkpoint }) {
  const { projectId } = useProject();
  const { backupId, name, at, fileCount, sizeBytes } = checkpoint;
  const preview = useQuery(previewQuery, { projectId, backupId });
  return (
    <div className={styles.detail}>
      <h2 className={styles.headTitle}>{name}</h2>
      <div className={pane.facts}>
        <span>{fullTimeWords(at)}</span>
        <span>{countWords(fileCount, 'file')}</span>
        <span>{sizeWords(sizeBytes)}</span>
      </div>
      <div className={styles.actions}>
        <CommandButton command="roll-back" words="Go back to this" variant="primary" icon="restore" />
        <CommandButton command="create-checkpoint" />
        <CommandButton command="delete-checkpoint" words="Delete" icon="trash" />
      </div>
      <Faces
        loadable={preview}
        loadingLabel="Looking what would change"
        tryAgain={() => void previewQuery.again()}
        ready={(value) => <CheckpointEffects preview={value} />}
      />
    </div>
  );
}

/** Says what was compared afterwards, and what came out different. */
async function rollBack(projectId: string, { backupId, name }: Checkpoint): Promise<void> {
  const reply = await callEngine('checkpoints.roll-back', { projectId, backupId });
  refresh(everyProjectTopic);
  if (reply.kind !== 'value') return showProblem(reply);
  const { receipt, compared, different } = reply.value;
  const what = `${countWords(compared.files, 'file')}, ${countWords(compared.refs, 'branch, tag or stash', 'branches, tags and stashes')}, HEAD and what is staged`;
  showToast({
    tone: different.length === 0 ? 'done' : 'problem',
    title: `Back to “${name}”`,
    detail:
      different.length === 0
        ? `Compared afterwards: ${what}. All of it is as it was then.`
        : `Compared afterwards: ${what}. Different: ${different.slice(0, 5).join(', ')}.`,
    actions: receipt.undoable ? [{ label: 'Undo', run: () => void undoOperation(projectId, receipt.operationId) }] : [],
  });
}
