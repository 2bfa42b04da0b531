import { revealCharacters } from '../../../../core/text/reveal-characters';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { resolveFile } from '../session/merge-steps';
import { patchText, useMerge } from '../session/merge-store';
import styles from './merge-screen.module.css';

/** Asks for the mode of a file that one side added executable and the other not, before it is written. */
export function ModeQuestion() {
  const path = useMerge((merge) => merge.modeAsked);
  const work = useMerge((merge) => merge.files.get(merge.modeAsked ?? ''));
  const file = work?.kind === 'text' ? work.file : null;
  const dismiss = (): void => useMerge.setState({ modeAsked: null });
  const choose = (executable: boolean): void => {
    dismiss();
    if (path === null) return;
    patchText(path, { executable });
    void resolveFile(path);
  };
  const isOurs = file?.ours.kind === 'text' && file.ours.executable;
  const [executable, plain] = isOurs ? [file.oursLabel, file.theirsLabel] : [file?.theirsLabel, file?.oursLabel];
  return (
    <Dialog title="Is this file to be executable?" open={path !== null} onClose={dismiss} role="alertdialog">
      <div className={styles.dialogBody}>
        <p>
          Both sides added {revealCharacters(path ?? '')}: on {revealCharacters(executable ?? '')} it is executable, on{' '}
          {revealCharacters(plain ?? '')} it is not.
        </p>
      </div>
      <div className={styles.dialogButtons}>
        <Button onPress={() => choose(true)}>Executable</Button>
        <Button onPress={() => choose(false)} autoFocus>
          Not executable
        </Button>
      </div>
    </Dialog>
  );
}
