import type { SideNames } from '../model/conflict-words';
import { questionOf } from '../model/question';
import type { TextWork } from '../session/file-work';
import { actOn, goToConflict, typeText, writeText } from '../session/merge-actions';
import { useMerge } from '../session/merge-store';
import { QuestionCard } from './question-card';
import styles from './question.module.css';

interface InlineConflictsProps {
  readonly path: string;
  readonly work: TextWork;
  readonly active: number;
  readonly names: SideNames;
}

/** The file's conflicts one below the other, each as a question with its answers. Made for a few short ones. */
export function InlineConflicts({ path, work, active, names }: InlineConflictsProps) {
  const editing = useMerge((state) => state.editing);
  const { document } = work.session;
  return (
    <div className={styles.list} tabIndex={0} role="region" aria-label="Conflicts, inline" data-pane-stop>
      {document.conflicts.map((index, number) => {
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
            onWrite={(text) => {
              writeText(text);
              useMerge.setState({ editing: null });
            }}
            onType={(text) => typeText(path, number, text)}
            onCancelEdit={() => {
              typeText(path, number, null);
              useMerge.setState({ editing: null });
            }}
          />
        );
      })}
    </div>
  );
}
