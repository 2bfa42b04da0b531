import { useEffect, useRef, useState } from 'react';
import type { MergeState } from '../../../../contract/merge';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { isMac } from '../../../ui/platform';
import { TextArea } from '../../../ui/text-area';
import { abortMerge, completeMerge, resolveFile } from '../session/merge-steps';
import { useMerge } from '../session/merge-store';
import type { MergeLogForm } from '../session/merge-store';
import { ToggleGroup } from '../../../ui/toggle-group';
import { AlikeDialog } from './alike-dialog';
import { DrivenFiles } from './driver-note';
import { ModeQuestion } from './mode-question';
import { RehearseDialog } from './rehearse-dialog';
import { SuggestionsDialog } from './suggestions-dialog';
import { UnprovenQuestion } from './unproven-question';
import { DoubtQuestion } from './verdict-view';
import styles from './merge-screen.module.css';

const close = (): void => useMerge.setState({ dialog: null });

/** The questions that float above the merge. */
export function MergeDialogs({ state }: { readonly state: MergeState }) {
  const dialog = useMerge((merge) => merge.dialog);
  return (
    <>
      <Dialog title={state.completeLabel} open={dialog === 'complete'} onClose={close} width="wide">
        <CompleteForm state={state} />
      </Dialog>
      <AbortQuestion isOpen={dialog === 'abort'} title={state.title} />
      <MarkersQuestion />
      <ModeQuestion />
      <DoubtQuestion />
      <UnprovenQuestion />
      <SuggestionsDialog />
      <AlikeDialog />
      <RehearseDialog />
    </>
  );
}

function CompleteForm({ state }: { readonly state: MergeState }) {
  const [message, setMessage] = useState(state.message);
  const [log, setLog] = useState<MergeLogForm>('none');
  const [isWorking, setWorking] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => area.current?.focus(), []);
  const complete = async (): Promise<void> => {
    setWorking(true);
    const isDone = await completeMerge(message, log);
    setWorking(false);
    if (isDone) close();
  };
  return (
    <div
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(isMac ? event.metaKey : event.ctrlKey)) return;
        event.preventDefault();
        void complete();
      }}
    >
      <div className={styles.dialogBody}>
        <p>{state.sentence}</p>
        <TextArea label="Message" value={message} onChange={setMessage} rows={8} areaRef={area} />
        <div className={styles.choice}>
          <span>What was decided, behind the message</span>
          <ToggleGroup
            label="What was decided, behind the message"
            value={log}
            onChange={setLog}
            options={[
              { value: 'none', label: 'Not there' },
              { value: 'block', label: 'As a list' },
              { value: 'trailers', label: 'As trailers' },
            ]}
          />
        </div>
        <DrivenFiles />
      </div>
      <div className={styles.dialogButtons}>
        <Button onPress={close}>Not yet</Button>
        <Button variant="primary" keys="Mod+Enter" pending={isWorking} onPress={() => void complete()}>
          {state.completeLabel}
        </Button>
      </div>
    </div>
  );
}

function AbortQuestion({ isOpen, title }: { readonly isOpen: boolean; readonly title: string }) {
  return (
    <Dialog title="Abort this merge?" open={isOpen} onClose={close} role="alertdialog">
      <div className={styles.dialogBody}>
        <p>
          {title}: the files go back to what they were before it began. Your answers so far are kept as drafts, and Undo
          brings the merge back.
        </p>
      </div>
      <div className={styles.dialogButtons}>
        <Button onPress={close} autoFocus>
          Keep merging
        </Button>
        <Button
          variant="danger"
          onPress={() => {
            close();
            void abortMerge();
          }}
        >
          Abort
        </Button>
      </div>
    </Dialog>
  );
}

function MarkersQuestion() {
  const markers = useMerge((merge) => merge.markers);
  const dismiss = (): void => useMerge.setState({ markers: null });
  return (
    <Dialog title="Is this text finished?" open={markers !== null} onClose={dismiss} role="alertdialog">
      <div className={styles.dialogBody}>
        <p>
          Line {markers?.line} of {markers?.path} still looks like a conflict marker. Written as it is, the file would
          most likely be broken.
        </p>
      </div>
      <div className={styles.dialogButtons}>
        <Button
          onPress={() => {
            const path = markers?.path;
            dismiss();
            if (path !== undefined) void resolveFile(path, true);
          }}
        >
          Write it anyway
        </Button>
        <Button variant="primary" onPress={dismiss} autoFocus>
          Look at the text
        </Button>
      </div>
    </Dialog>
  );
}
