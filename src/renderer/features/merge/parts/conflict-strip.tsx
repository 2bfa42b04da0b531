import { IconButton } from '../../../ui/button';
import { revealCharacters } from '../../../../core/text/reveal-characters';
import { stateWords } from '../model/conflict-words';
import type { SideNames } from '../model/conflict-words';
import type { Question } from '../model/question';
import { actOn, goToUnresolved } from '../session/merge-actions';
import { QuestionButtons } from './question-buttons';
import { ValueLines } from './value-lines';
import styles from './question.module.css';

interface ConflictStripProps {
  readonly question: Question | null;
  readonly names: SideNames;
  /** The base has its own pane, so it need not be repeated. */
  readonly isBaseShown: boolean;
}

/** The conflict that the keys are on, above the three panes: where, what the base was, what can be answered. */
export function ConflictStrip({ question, names, isBaseShown }: ConflictStripProps) {
  if (question === null) {
    return (
      <div className={styles.strip}>
        <p className={styles.stripHead}>Every change fits together. Look at the result and mark the file resolved.</p>
      </div>
    );
  }
  const { title, state } = question;
  return (
    <section className={styles.strip} aria-label="Current conflict" tabIndex={0} data-pane-stop data-conflict-strip>
      <header className={styles.stripHead}>
        <h2 className={styles.cardTitle}>
          <span className={styles.number}>
            Conflict {question.number + 1} of {question.total}
          </span>
          {title.resource !== null && <span>{revealCharacters(title.resource)}</span>}
          <span className={styles.place}>{revealCharacters(title.place)}</span>
          {question.isWhitespaceOnly && <span className={styles.number}>only white space differs</span>}
        </h2>
        <span className={styles.state} data-open={state === 'unresolved' || undefined}>
          {state === 'unresolved' ? '?' : '✓'} {stateWords(state, names)}
        </span>
        <IconButton icon="up" label="Previous open conflict" keys="Shift+F8" onPress={() => goToUnresolved(-1)} />
        <IconButton icon="down" label="Next open conflict" keys="F8" onPress={() => goToUnresolved(1)} />
      </header>
      {!isBaseShown && (
        <div className={styles.stripBase}>
          <span>Base</span>
          <div>
            <ValueLines value={question.base} nothing="Nothing was here" />
          </div>
        </div>
      )}
      <QuestionButtons question={question} names={names} showKeys onAct={(act) => actOn(act, 'three-pane')} />
    </section>
  );
}
