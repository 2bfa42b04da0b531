import { revealCharacters } from '../../../../core/text/reveal-characters';
import { Button } from '../../../ui/button';
import { RelativeTime } from '../../../ui/relative-time';
import type { Question } from '../model/question';
import { answerLines, valueWords } from '../model/structured-facts';
import { answerGiven, lookForAlike } from '../session/decided';
import { useMerge } from '../session/merge-store';
import { takeAnswer } from '../session/structure-actions';
import styles from './question.module.css';

interface AboutQuestionProps {
  readonly path: string;
  /** Position in the file, from 0. */
  readonly number: number;
  readonly question: Question;
}

/** What the person decided about the same values in an earlier merge: offered again, never taken by itself. */
export function DecidedBefore({ path, number, question }: AboutQuestionProps) {
  const recalled = useMerge((merge) => merge.recalled.get(path));
  const work = useMerge((merge) => merge.files.get(path));
  const id = question.facts?.conflict.id;
  const known = recalled?.find(({ conflictId }) => conflictId === id);
  const index = work?.kind === 'text' ? work.view.document.conflicts[number] : undefined;
  if (known === undefined || work?.kind !== 'text' || index === undefined || question.facts === null) return null;
  const { choice, decision } = known;
  const { conflict } = question.facts;
  const value =
    typeof choice === 'object' ? choice.value : choice === 'both' || choice === 'git' ? null : conflict[choice];
  const label = choice === 'both' ? 'both' : choice === 'git' ? 'git’s merge' : valueWords(value);
  const lines = answerLines(work.view.document, index, choice);
  const offered = { choice, label: `As before: ${label}`, why: '', isTaken: false, lines };
  return (
    <div className={styles.offers}>
      <div className={styles.offer} data-suggested>
        <Button icon="activity" onPress={() => takeAnswer(path, number, offered)}>
          As before: {revealCharacters(label)}
        </Button>
        <p>
          You decided so <RelativeTime at={decision.decidedAt} />
          {decision.times > 1 ? `, ${decision.times} times` : ''}.
        </p>
      </div>
    </div>
  );
}

/** The way to give the same answer to the others that ask the same. */
export function AlikeButton({ path, number, question }: AboutQuestionProps) {
  if (question.facts === null || answerGiven(path, number) === null) return null;
  return (
    <div className={styles.offers}>
      <div className={styles.offer}>
        <Button variant="quiet" icon="forward" onPress={() => void lookForAlike(path, number)}>
          Answer others alike…
        </Button>
      </div>
    </div>
  );
}
