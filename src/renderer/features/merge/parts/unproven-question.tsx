import { useState } from 'react';
import { revealCharacters } from '../../../../core/text/reveal-characters';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { Icon } from '../../../ui/icon';
import { TextArea } from '../../../ui/text-area';
import { completeMerge, reopenFile } from '../session/merge-steps';
import { useMerge } from '../session/merge-store';
import styles from './merge-screen.module.css';

const dismiss = (): void => useMerge.setState({ unproven: null });

/** The check before the commit found something that neither side had. It can be put right, or committed with a reason. */
export function UnprovenQuestion() {
  const unproven = useMerge((merge) => merge.unproven);
  return (
    <Dialog
      title="The merge is not right yet"
      open={unproven !== null}
      onClose={dismiss}
      role="alertdialog"
      width="wide"
    >
      {unproven !== null && <Form key={unproven.message} {...unproven} />}
    </Dialog>
  );
}

function Form({ problems, more, message, log }: NonNullable<ReturnType<typeof useMerge.getState>['unproven']>) {
  const [reason, setReason] = useState('');
  const resolved = useMerge((merge) => merge.unproven?.resolved ?? []);
  // Only what was a conflict can be asked about again; the rest is put right in the file itself.
  const askable = problems.map(({ path }) => path).find((path) => resolved.includes(path));
  return (
    <>
      <div className={styles.dialogBody}>
        <p>Nothing was committed. Neither side had this; putting them together made it.</p>
        <ul className={styles.findings}>
          {problems.map(({ path, line, sentence }, at) => (
            <li key={at} data-weight="wrong">
              <Icon name="danger" />
              <span>
                {revealCharacters(path)}
                {line === null ? '' : `, line ${line}`}: {revealCharacters(sentence)}
              </span>
            </li>
          ))}
        </ul>
        {more > 0 && <p>And {more} more.</p>}
        <TextArea label="Why it is right all the same" value={reason} onChange={setReason} rows={2} />
      </div>
      <div className={styles.dialogButtons}>
        <Button
          disabled={reason.trim() === ''}
          onPress={() => {
            dismiss();
            void completeMerge(message, log, reason.trim());
          }}
        >
          Commit with this reason
        </Button>
        <Button
          variant="primary"
          autoFocus
          onPress={() => {
            dismiss();
            if (askable !== undefined) void reopenResolved(askable);
          }}
        >
          {askable === undefined ? 'Not yet' : 'Ask about the file again'}
        </Button>
      </div>
    </>
  );
}

/** Goes back to the file's conflict, where it was one. */
function reopenResolved(path: string): Promise<void> {
  return reopenFile({ path: path as Parameters<typeof reopenFile>[0]['path'] });
}
