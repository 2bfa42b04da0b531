import { revealCharacters } from '../../../../core/text/reveal-characters';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { placeWords, valueWords } from '../model/structured-facts';
import { applyToAlike } from '../session/decided';
import { useMerge } from '../session/merge-store';
import styles from './merge-screen.module.css';

const close = (): void => useMerge.setState({ alike: null });

/** Open conflicts that ask the same, and what each becomes: to be read before the answer is given to them. */
export function AlikeDialog() {
  const alike = useMerge((merge) => merge.alike);
  const found = alike?.found ?? [];
  return (
    <Dialog title="Answer others alike" open={alike !== null} onClose={close} width="wide">
      <div className={styles.dialogBody}>
        <p role="status">
          {alike !== null && alike.found === null
            ? 'Looking for conflicts that ask the same…'
            : found.length === 0
              ? 'No other open conflict asks the same.'
              : 'These ask about the same place of the same kind of resource. In each file one undo takes the answers back.'}
        </p>
        <ul className={styles.findings}>
          {found.map(({ path, conflict, after }) => (
            <li key={`${path} ${conflict.id}`}>
              <div>
                <div>
                  {revealCharacters(`${conflict.resource ?? path} › ${placeWords(conflict)}`)}:{' '}
                  <b>
                    {after === null ? 'nothing, or what the merge makes of it' : revealCharacters(valueWords(after))}
                  </b>
                </div>
                <div className={styles.commitNote}>
                  {revealCharacters(path)}; ours {revealCharacters(valueWords(conflict.ours))}, theirs{' '}
                  {revealCharacters(valueWords(conflict.theirs))}
                </div>
              </div>
            </li>
          ))}
        </ul>
      </div>
      <div className={styles.dialogButtons}>
        <Button onPress={close}>Not now</Button>
        <Button variant="primary" disabled={found.length === 0} autoFocus onPress={() => void applyToAlike()}>
          Answer {found.length} alike
        </Button>
      </div>
    </Dialog>
  );
}
