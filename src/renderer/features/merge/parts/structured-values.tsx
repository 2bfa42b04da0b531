import { diffWordsOfLines } from '../../../../core/diff/words';
import { revealCharacters } from '../../../../core/text/reveal-characters';
import { Button } from '../../../ui/button';
import type { SideNames } from '../model/conflict-words';
import type { Question, QuestionValue } from '../model/question';
import { isPlain, placeWords } from '../model/structured-facts';
import type { OfferedAnswer, StructuredFacts } from '../model/structured-facts';
import { ValueLines } from './value-lines';
import styles from './question.module.css';

interface StructuredValuesProps {
  readonly question: Question;
  readonly facts: StructuredFacts;
  readonly names: SideNames;
}

/** Base, ours and theirs of a place as values: the keys and lines around them say nothing new. */
export function StructuredValues({ question, facts, names }: StructuredValuesProps) {
  const { state } = question;
  const { base, ours, theirs } = facts.conflict;
  const isBoth = state === 'ours-then-theirs' || state === 'theirs-then-ours';
  return (
    <dl className={styles.values}>
      <dt data-side="base">Base</dt>
      <dd data-side="base" data-taken={state === 'base' || undefined}>
        <ValueLines value={valueOf(base, null)} nothing="Nothing was here" />
      </dd>
      <dt data-side="ours" title={names.ours}>
        <span>Ours</span> {revealCharacters(names.ours)}
      </dt>
      <dd data-side="ours" data-taken={state === 'ours' || isBoth || undefined}>
        <ValueLines value={valueOf(ours, base ?? theirs)} nothing="Removed" />
      </dd>
      <dt data-side="theirs" title={names.theirs}>
        <span>Theirs</span> {revealCharacters(names.theirs)}
      </dt>
      <dd data-side="theirs" data-taken={state === 'theirs' || isBoth || undefined}>
        <ValueLines value={valueOf(theirs, base ?? ours)} nothing="Removed" />
      </dd>
      {(state === 'edited' || isBoth) && (
        <>
          <dt data-side="result">Result</dt>
          <dd data-side="result">
            <ValueLines value={question.result} nothing="No lines" />
          </dd>
        </>
      )}
    </dl>
  );
}

function valueOf(written: string | null, against: string | null): QuestionValue {
  if (written === null) return { lines: [], changed: [] };
  const lines = written.replace(/\n$/, '').split('\n');
  return { lines, changed: against === null ? [] : diffWordsOfLines(against.split('\n'), lines).after };
}

interface OfferedAnswersProps {
  readonly facts: StructuredFacts;
  readonly showKeys: boolean;
  readonly onTake: (answer: OfferedAnswer) => void;
}

/** What the merge offers beside the plain answers, each with its reason; the suggestion first, with a key. */
export function OfferedAnswers({ facts, showKeys, onTake }: OfferedAnswersProps) {
  const { suggestion, alternatives, together } = facts;
  const others = alternatives.filter((answer) => answer !== suggestion && !isPlain(answer.choice));
  // Ours and theirs have their buttons; what speaks for one of them is said, no more.
  const hints = alternatives.filter((answer) => answer !== suggestion && isPlain(answer.choice));
  if (suggestion === null && alternatives.length === 0 && together.length === 0) return null;
  return (
    <div className={styles.offers}>
      {together.length > 0 && (
        <p>On the same lines, and answered together: {together.map(placeWords).map(revealCharacters).join(', ')}.</p>
      )}
      {hints.map(({ label, why }) => (
        <p key={label}>
          {revealCharacters(label)}? {revealCharacters(why)}
        </p>
      ))}
      {suggestion !== null && (
        <Offer answer={suggestion} keys={showKeys ? 'a' : undefined} isSuggested onTake={onTake} />
      )}
      {others.map((answer) => (
        <Offer key={answer.label} answer={answer} keys={undefined} isSuggested={false} onTake={onTake} />
      ))}
    </div>
  );
}

interface OfferProps {
  readonly answer: OfferedAnswer;
  readonly keys: string | undefined;
  readonly isSuggested: boolean;
  readonly onTake: (answer: OfferedAnswer) => void;
}

function Offer({ answer, keys, isSuggested, onTake }: OfferProps) {
  const { label, why, isTaken, lines } = answer;
  return (
    <div className={styles.offer} data-suggested={isSuggested || undefined}>
      <Button keys={keys} icon={isTaken ? 'check' : isSuggested ? 'sparkle' : 'forward'} onPress={() => onTake(answer)}>
        {isSuggested ? `Suggested: ${revealCharacters(label)}` : revealCharacters(label)}
      </Button>
      <p>
        {revealCharacters(why)}
        {lines === null && ' More questions follow.'}
      </p>
    </div>
  );
}
