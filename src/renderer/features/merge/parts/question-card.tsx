import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { stateWords } from '../model/conflict-words';
import type { SideNames } from '../model/conflict-words';
import type { Question } from '../model/question';
import { revealCharacters } from '../../../../core/text/reveal-characters';
import { QuestionButtons } from './question-buttons';
import type { QuestionAct } from './question-buttons';
import { TextForm } from './text-form';
import { linesWithValue } from '../model/structured-facts';
import type { OfferedAnswer } from '../model/structured-facts';
import { OfferedAnswers, StructuredValues } from './structured-values';
import { ValueLines } from './value-lines';
import styles from './question.module.css';

interface QuestionCardProps {
  readonly question: Question;
  readonly names: SideNames;
  readonly isActive: boolean;
  readonly isEditing: boolean;
  readonly onActivate: () => void;
  readonly onAct: (act: QuestionAct) => void;
  readonly onTake: (answer: OfferedAnswer) => void;
  /** What is in the edit box so far; null when it is again what it was. */
  readonly onType: (text: string | null) => void;
  readonly onWrite: (text: string) => void;
  readonly onCancelEdit: () => void;
  /** What else is offered: earlier decisions, and the same answer for others. */
  readonly children?: ReactNode;
}

/** One conflict as a question: where it is, the three values, the answer, and what can be answered. */
export function QuestionCard(props: QuestionCardProps) {
  const { question, names, isActive, isEditing, onActivate, onAct } = props;
  const { state, title, facts } = question;
  const card = useRef<HTMLElement>(null);
  useEffect(() => {
    if (isActive) card.current?.scrollIntoView({ block: 'nearest' });
  }, [isActive]);
  const headingId = `question-${question.number}`;
  return (
    <section
      ref={card}
      className={styles.card}
      aria-labelledby={headingId}
      aria-current={isActive || undefined}
      data-active={isActive || undefined}
      data-open={state === 'unresolved' || undefined}
      onPointerDown={onActivate}
    >
      <header className={styles.cardHead}>
        <h2 id={headingId} className={styles.cardTitle}>
          <span className={styles.number}>
            {question.number + 1} of {question.total}
          </span>
          {title.resource !== null && <span>{revealCharacters(facts?.conflict.resource ?? title.resource)}</span>}
          <span className={styles.place}>{revealCharacters(title.place)}</span>
        </h2>
        <span className={styles.state} data-open={state === 'unresolved' || undefined}>
          {state === 'unresolved' ? '?' : '✓'} {stateWords(state, names)}
        </span>
      </header>
      {facts !== null && <p className={styles.note}>{revealCharacters(facts.conflict.why)}</p>}
      {question.isWhitespaceOnly && <p className={styles.note}>The two sides differ only in white space.</p>}
      {facts === null && <pre className={styles.around}>{question.around.before.map(revealCharacters).join('\n')}</pre>}
      {facts === null ? (
        <Values question={question} names={names} />
      ) : (
        <StructuredValues question={question} facts={facts} names={names} />
      )}
      {isEditing ? (
        <OwnText {...props} />
      ) : (
        state === 'edited' &&
        facts === null && (
          <dl className={styles.values}>
            <dt data-side="result">Result</dt>
            <dd data-side="result">
              <ValueLines value={question.result} nothing="No lines" />
            </dd>
          </dl>
        )
      )}
      {facts === null && <pre className={styles.around}>{question.around.after.map(revealCharacters).join('\n')}</pre>}
      {facts !== null && !isEditing && (
        <OfferedAnswers
          facts={facts}
          showKeys={isActive}
          onTake={(answer) => {
            onActivate();
            props.onTake(answer);
          }}
        />
      )}
      {!isEditing && props.children}
      {!isEditing && (
        <QuestionButtons
          question={question}
          names={names}
          showKeys={isActive}
          onAct={(act) => {
            onActivate();
            onAct(act);
          }}
        />
      )}
    </section>
  );
}

/** A person's own value where the question is about one on one line, their own lines otherwise. */
function OwnText({ question, onType, onWrite, onCancelEdit }: QuestionCardProps) {
  const { facts, state } = question;
  const shown = facts === null ? null : valueShown(question);
  const within = state === 'unresolved' ? question.ours.lines : question.result.lines;
  const lines = (value: string): readonly string[] | null => linesWithValue(within, shown, value.trim());
  if (shown === null || lines(shown) === null)
    return (
      <TextForm
        label="Your own lines for this place"
        initial={question.result.lines.join('\n')}
        onType={onType}
        onWrite={onWrite}
        onCancel={onCancelEdit}
      />
    );
  const written = (value: string): string => lines(value)?.join('\n') ?? value;
  return (
    <TextForm
      label="Your own value"
      initial={shown}
      onType={(value) => onType(value === null ? null : written(value))}
      onWrite={(value) => onWrite(written(value))}
      onCancel={onCancelEdit}
    />
  );
}

/** The value that the line to be edited holds. */
function valueShown({ facts, state, result }: Question): string | null {
  if (facts === null) return null;
  const { base, ours, theirs } = facts.conflict;
  if (state === 'unresolved' || state === 'ours') return ours;
  if (state === 'theirs') return theirs;
  if (state === 'base') return base;
  return /[:-]\s+(\S.*?)\s*$/.exec(result.lines[0] ?? '')?.[1] ?? null;
}

function Values({ question, names }: { readonly question: Question; readonly names: SideNames }) {
  const { state } = question;
  const takesOurs = state === 'ours' || state === 'ours-then-theirs' || state === 'theirs-then-ours';
  const takesTheirs = state === 'theirs' || state === 'ours-then-theirs' || state === 'theirs-then-ours';
  return (
    <dl className={styles.values}>
      <dt data-side="base">Base</dt>
      <dd data-side="base" data-taken={state === 'base' || undefined}>
        <ValueLines value={question.base} nothing="Nothing was here" />
      </dd>
      <dt data-side="ours">
        <span>Ours</span> {names.ours}
      </dt>
      <dd data-side="ours" data-taken={takesOurs || undefined}>
        <ValueLines value={question.ours} nothing="Removed" />
      </dd>
      <dt data-side="theirs">
        <span>Theirs</span> {names.theirs}
      </dt>
      <dd data-side="theirs" data-taken={takesTheirs || undefined}>
        <ValueLines value={question.theirs} nothing="Removed" />
      </dd>
    </dl>
  );
}
