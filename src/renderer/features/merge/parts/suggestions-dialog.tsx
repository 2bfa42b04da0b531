import { revealCharacters } from '../../../../core/text/reveal-characters';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { placeWords, structuredFacts, valueWords } from '../model/structured-facts';
import { useMerge } from '../session/merge-store';
import { acceptSuggestions, openSuggestions } from '../session/structure-actions';
import type { OpenSuggestion } from '../session/structure-actions';
import styles from './merge-screen.module.css';

const close = (): void => useMerge.setState({ dialog: null });

/** Everything that is suggested and not answered yet, to be read before it is taken. */
export function SuggestionsDialog() {
  const isOpen = useMerge((merge) => merge.dialog === 'suggestions');
  const suggestions = isOpen ? openSuggestions() : [];
  const count = suggestions.length;
  return (
    <Dialog title="Take all suggestions" open={isOpen} onClose={close} width="wide">
      <div className={styles.dialogBody}>
        <p>
          {count === 0
            ? 'Nothing is suggested that is not answered already.'
            : 'Likely right, but not proven. In each file one undo takes them back.'}
        </p>
        <ul className={styles.findings}>
          {suggestions.map((suggestion) => (
            <Row key={`${suggestion.path} ${suggestion.number}`} suggestion={suggestion} />
          ))}
        </ul>
      </div>
      <div className={styles.dialogButtons}>
        <Button onPress={close}>Not now</Button>
        <Button
          variant="primary"
          disabled={count === 0}
          autoFocus
          onPress={() => {
            close();
            acceptSuggestions(suggestions);
          }}
        >
          Take {count} {count === 1 ? 'suggestion' : 'suggestions'}
        </Button>
      </div>
    </Dialog>
  );
}

function Row({ suggestion: { path, number, answer } }: { readonly suggestion: OpenSuggestion }) {
  const work = useMerge((merge) => merge.files.get(path));
  const document = work?.kind === 'text' ? work.view.document : null;
  const index = document?.conflicts[number];
  const facts = document === null || index === undefined ? null : structuredFacts(document, index, []);
  if (facts === null) return null;
  const { conflict } = facts;
  return (
    <li>
      <div>
        <div>
          {revealCharacters(`${conflict.resource ?? path} › ${placeWords(conflict)}`)}:{' '}
          <b>{revealCharacters(answer.label)}</b>
        </div>
        <div className={styles.commitNote}>
          base {revealCharacters(valueWords(conflict.base))}, ours {revealCharacters(valueWords(conflict.ours))}, theirs{' '}
          {revealCharacters(valueWords(conflict.theirs))}. {revealCharacters(conflict.why)}{' '}
          {revealCharacters(answer.why)}
        </div>
      </div>
    </li>
  );
}
