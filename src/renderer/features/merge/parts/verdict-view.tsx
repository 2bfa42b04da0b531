import { useEffect } from 'react';
import type { ResultVerdict } from '../../../../contract/structure';
import { revealCharacters } from '../../../../core/text/reveal-characters';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { Icon } from '../../../ui/icon';
import type { TextWork } from '../session/file-work';
import { resolveFile } from '../session/merge-steps';
import { useMerge } from '../session/merge-store';
import { checkText, showLine } from '../session/verdict';
import styles from './merge-screen.module.css';

const quietMs = 500;

/** The verdict about the text as it is now; asked for when nothing is open any more and the person pauses. */
function useVerdict(path: string, work: TextWork): ResultVerdict | null {
  const known = useMerge((merge) => merge.verdicts.get(path));
  const { text } = work.session;
  const isReady = work.view.unresolved === 0;
  useEffect(() => {
    if (!isReady) return undefined;
    const timer = setTimeout(() => void checkText(path), quietMs);
    return () => clearTimeout(timer);
  }, [path, text, isReady]);
  return isReady && known?.text === text ? known.verdict : null;
}

/** Beside the file's name: whether what stands there may be written. */
export function VerdictNote({ path, work }: { readonly path: string; readonly work: TextWork }) {
  const verdict = useVerdict(path, work);
  if (verdict === null || (verdict.unchecked !== null && verdict.findings.length === 0)) return null;
  const count = verdict.findings.length;
  if (count === 0) {
    return (
      <span className={styles.verdict} role="status">
        <Icon name="verified" /> Checked: nothing is lost, nothing stands twice
      </span>
    );
  }
  return (
    <Button variant="quiet" icon="warn" onPress={() => useMerge.setState({ doubted: path })}>
      {count} {count === 1 ? 'thing' : 'things'} to look at
    </Button>
  );
}

/** Asked before a text with findings is written. */
export function DoubtQuestion() {
  const path = useMerge((merge) => merge.doubted);
  const known = useMerge((merge) => (merge.doubted === null ? undefined : merge.verdicts.get(merge.doubted)));
  const work = useMerge((merge) => (merge.doubted === null ? undefined : merge.files.get(merge.doubted)));
  const dismiss = (): void => useMerge.setState({ doubted: null });
  const findings = known?.verdict.findings ?? [];
  const isBroken = findings.some(({ weight }) => weight === 'wrong');
  const isDone = work?.kind === 'text' && work.view.unresolved === 0;
  return (
    <Dialog
      title={isBroken ? 'This would break the file' : 'Is this meant so?'}
      open={path !== null && findings.length > 0}
      onClose={dismiss}
      role="alertdialog"
      width="wide"
    >
      <div className={styles.dialogBody}>
        <ul className={styles.findings}>
          {findings.map(({ sentence, line, weight }, at) => (
            <li key={at} data-weight={weight}>
              <Icon name={weight === 'wrong' ? 'danger' : 'warn'} />
              <span>{revealCharacters(sentence)}</span>
              {line !== null && path !== null && (
                <Button variant="quiet" onPress={() => showLine(path, line)}>
                  Go to line {line + 1}
                </Button>
              )}
            </li>
          ))}
        </ul>
      </div>
      <div className={styles.dialogButtons}>
        {isDone && (
          <Button
            onPress={() => {
              dismiss();
              if (path !== null) void resolveFile(path, false, true);
            }}
          >
            Write it anyway
          </Button>
        )}
        <Button variant="primary" onPress={dismiss} autoFocus>
          Look at the text
        </Button>
      </div>
    </Dialog>
  );
}
