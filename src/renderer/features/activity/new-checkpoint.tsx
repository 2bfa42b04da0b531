import { useEffect, useRef, useState } from 'react';
import { callEngine } from '../../app/client/client';
import { showProblem } from '../../app/client/mutate';
import { useProject } from '../../app/project-store';
import { refresh } from '../../app/client/refresh';
import { showToast } from '../../app/shell/toasts';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { countWords } from '../../ui/size-words';
import { TextField } from '../../ui/text-field';
import styles from './activity.module.css';

/** Asks for a name and makes a checkpoint. */
export function NewCheckpoint({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  return (
    <Dialog title="Make a checkpoint" open={open} onClose={onClose}>
      <NameForm onClose={onClose} />
    </Dialog>
  );
}

function leftOutWords(paths: readonly string[]): string {
  if (paths.length === 0) return '';
  const few = paths.slice(0, 3).join(', ');
  return ` Not in it, because too large, not readable, or a repository of its own: ${few}${paths.length > 3 ? `, and ${paths.length - 3} more` : ''}.`;
}

function NameForm({ onClose }: { readonly onClose: () => void }) {
  const { projectId } = useProject();
  const [name, setName] = useState('');
  const [working, setWorking] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const ready = name.trim() !== '' && !working;
  const create = async (): Promise<void> => {
    if (!ready) return;
    setWorking(true);
    const reply = await callEngine('checkpoints.create', { projectId, name: name.trim() });
    setWorking(false);
    refresh(['vault', 'history', 'operations']);
    if (reply.kind !== 'value') return showProblem(reply);
    showToast({
      tone: 'done',
      title: `Checkpoint “${reply.value.name}”`,
      detail: `${countWords(reply.value.fileCount, 'file')}; kept until you delete it.${leftOutWords(reply.value.leftOut ?? [])}`,
    });
    onClose();
  };
  return (
    <div
      className={styles.form}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && event.target instanceof HTMLInputElement) void create();
      }}
    >
      <p className={styles.because}>
        Files, what is staged, branches, tags and stashes as they are now. Kept until you delete it.
      </p>
      <TextField label="Name" value={name} onChange={setName} inputRef={field} />
      <div className={styles.formButtons}>
        <Button onPress={onClose}>Not now</Button>
        <Button variant="primary" disabled={!ready} pending={working} onPress={() => void create()}>
          Make checkpoint
        </Button>
      </div>
    </div>
  );
}
