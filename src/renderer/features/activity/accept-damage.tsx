import { useState } from 'react';
import type { OutputOf } from '../../../contract/index';
import { callEngine } from '../../app/client/client';
import { showProblem } from '../../app/client/mutate';
import { refresh } from '../../app/client/refresh';
import { useProject } from '../../app/project-store';
import { showToast } from '../../app/shell/toasts';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Sentences } from '../../ui/sentences';
import styles from './activity.module.css';

interface AcceptDamageProps {
  readonly report: OutputOf<'audit.verify'>;
  readonly onClose: () => void;
}

/** Shows exactly what is wrong with trail and log, and lets it rest. */
export function AcceptDamage({ report, onClose }: AcceptDamageProps) {
  const { projectId } = useProject();
  const [working, setWorking] = useState(false);
  const { problems, lines, look } = report;
  const accept = async (): Promise<void> => {
    if (look === null) return;
    setWorking(true);
    const reply = await callEngine('audit.accept', { projectId, look });
    setWorking(false);
    refresh(['operations', 'vault']);
    if (reply.kind !== 'value') return showProblem(reply);
    showToast({ tone: 'done', title: 'Accepted, in a record of its own' });
    onClose();
  };
  return (
    <Dialog title="Accept what is wrong?" open onClose={onClose} width="wide" role="alertdialog">
      <div className={styles.form}>
        <Sentences title="Wrong" sentences={problems} />
        <Sentences title="Damaged lines, cut short; an export has them whole" sentences={lines} />
        <p className={styles.because}>
          A record names every one of these. From then on verifying tells it as accepted and claims nothing about it,
          and the retention rules go on. Operations that cannot be read cannot be undone, and what only they needed may
          be removed. Nothing is mended.
        </p>
        <div className={styles.formButtons}>
          <Button onPress={onClose}>Not now</Button>
          <Button variant="primary" disabled={look === null} pending={working} onPress={() => void accept()}>
            Accept
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
