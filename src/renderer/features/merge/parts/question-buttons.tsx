import { revealCharacters } from '../../../../core/text/reveal-characters';
import { Button } from '../../../ui/button';
import type { SideNames } from '../model/conflict-words';
import type { Question } from '../model/question';
import styles from './question.module.css';

export type QuestionAct = 'ours' | 'theirs' | 'both' | 'base' | 'edit' | 'keep';

interface QuestionButtonsProps {
  readonly question: Question;
  readonly names: SideNames;
  /** Keys work on the active conflict alone, so only there they are drawn. */
  readonly showKeys: boolean;
  readonly onAct: (act: QuestionAct) => void;
}

/** Every answer to a conflict, each with its key. */
export function QuestionButtons({ question, names, showKeys, onAct }: QuestionButtonsProps) {
  const { state, canTakeBoth, canKeepText } = question;
  const key = (keys: string): { keys?: string } => (showKeys ? { keys } : {});
  return (
    <div className={styles.buttons} role="group" aria-label={`Answers to conflict ${question.number + 1}`}>
      <Button {...key('1')} className={styles.ours} onPress={() => onAct('ours')}>
        Ours: {revealCharacters(names.ours)}
      </Button>
      <Button {...key('2')} className={styles.theirs} onPress={() => onAct('theirs')}>
        Theirs: {revealCharacters(names.theirs)}
      </Button>
      <Button
        {...key('3')}
        disabled={!canTakeBoth}
        hint={
          canTakeBoth
            ? 'Ours, then theirs; once more: the other way round'
            : question.facts === null
              ? 'One side has no lines here'
              : 'There is place for one value only'
        }
        onPress={() => onAct('both')}
      >
        {state === 'ours-then-theirs' ? 'Both, swapped' : 'Both'}
      </Button>
      <Button {...key('0')} hint="Keep the lines as they were before both changes" onPress={() => onAct('base')}>
        Base
      </Button>
      <Button {...key('Enter')} onPress={() => onAct('edit')}>
        Edit
      </Button>
      {canKeepText && (
        <Button {...key('k')} hint="The lines in the result are right as they are" onPress={() => onAct('keep')}>
          Keep text
        </Button>
      )}
    </div>
  );
}
