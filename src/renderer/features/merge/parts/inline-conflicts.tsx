import type { SideNames } from '../model/conflict-words';
import { questionOf } from '../model/question';
import type { TextWork } from '../session/file-work';
import { actOn, goToConflict, typeText, writeText } from '../session/merge-actions';
import { useMerge } from '../session/merge-store';
import { takeAnswer } from '../session/structure-actions';
import { AlikeButton, DecidedBefore } from './decided-before';
import { QuestionCard } from './question-card';
import styles from './question.module.css';

interface InlineConflictsProps {
  readonly path: string;
  readonly work: TextWork;
  readonly active: number;
  readonly names: SideNames;
}

/** Cards before and after the active one; hundreds at once would make each answer slow. */
const cardsAround = 20;

/** The file's conflicts one below the other, each as a question with its answers. Made for a few short ones. */
export function InlineConflicts({ path, work, active, names }: InlineConflictsProps) {
  const editing = useMerge((state) => state.editing);
  const { document } = work.view;
  const from = Math.max(0, Math.min(active - cardsAround, document.conflicts.length - 2 * cardsAround));
  const shown = document.conflicts.slice(from, from + 2 * cardsAround);
  return (
    <div className={styles.list} tabIndex={0} role="region" aria-label="Conflicts, inline" data-pane-stop>
      {shown.length < document.conflicts.length && (
        <p className={styles.nothing}>
          {shown.length} of {document.conflicts.length} are drawn, around the one that you are on.
        </p>
      )}
      {shown.map((index, at) => {
        const number = from + at;
        const question = questionOf(document, work.view, number, path);
        if (question === null) return null;
        return (
          <QuestionCard
            key={index}
            question={question}
            names={names}
            isActive={number === active}
            isEditing={number === active && editing === path}
            onActivate={() => {
              if (number !== active) void goToConflict(path, number, 'quiet');
            }}
            onAct={(act) => actOn(act, 'inline')}
            onTake={(answer) => takeAnswer(path, number, answer)}
            onWrite={(text) => {
              writeText(text);
              useMerge.setState({ editing: null });
            }}
            onType={(text) => typeText(path, number, text)}
            onCancelEdit={() => {
              typeText(path, number, null);
              useMerge.setState({ editing: null });
            }}
          >
            <DecidedBefore path={path} number={number} question={question} />
            <AlikeButton path={path} number={number} question={question} />
          </QuestionCard>
        );
      })}
    </div>
  );
}
