import { useEffect, useRef, useState } from 'react';
import { revealCharacters } from '../../../core/text/reveal-characters';
import { Button } from '../../ui/button';
import { Checkbox } from '../../ui/checkbox';
import { Dialog } from '../../ui/dialog';
import { FailureView } from '../../ui/failure-view';
import { ProgressLine } from '../../ui/progress-line';
import { Skeleton, useLasting } from '../../ui/skeleton';
import { isMac } from '../../ui/platform';
import { countWords } from '../../ui/size-words';
import { TextField } from '../../ui/text-field';
import { announce } from '../client/announce';
import {
  closePreview,
  makeChange,
  outlookOn,
  usePreview,
  type ChangeOutlook,
  type Outlook,
  type PreviewWish,
  type WishedChange,
} from './change-preview-store';
import { PreviewFiles } from './preview-files';
import type { Problem } from '../client/loadable';
import { problemWords } from '../problem-words';
import styles from './change-preview.module.css';

/** Everything that a change would do, before it is done: in words, and file by file. */
export function ChangePreview() {
  const wish = usePreview((state) => state.wish);
  if (wish === null) return null;
  return (
    <Dialog title={wish.title} open onClose={closePreview} width="full">
      <Preview wish={wish} />
    </Dialog>
  );
}

function Preview({ wish }: { readonly wish: PreviewWish }) {
  const [change, setChange] = useState(wish.change);
  const { outlook, problem, isAsking, askAgain } = useOutlook(change);
  const [making, setMaking] = useState(false);
  const [refusal, setRefusal] = useState<Problem | null>(null);
  const canApply = outlook !== null && outlook.refused.length === 0 && outlook.files.length > 0 && !isAsking;
  const apply = async (): Promise<void> => {
    if (!canApply || making) return;
    setMaking(true);
    const receipt = await makeChange(change, outlook, setRefusal);
    setMaking(false);
    if (receipt === null) return;
    closePreview();
    wish.onDone?.(change);
  };
  const lookAgain = (): void => {
    setRefusal(null);
    askAgain();
  };
  const whole = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Where something has to be typed the caret is there; else the keys of the dialog work at once. The dialog takes the
    // focus itself when it opens, so this comes after.
    const timer = setTimeout(() => {
      const field = whole.current?.querySelector('input[type="text"]');
      if (field instanceof HTMLInputElement) field.select();
      else whole.current?.focus();
    });
    return () => clearTimeout(timer);
  }, []);
  const slow = useLasting(isAsking && outlook !== null, 300);
  return (
    <div
      ref={whole}
      tabIndex={-1}
      className={styles.preview}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(isMac ? event.metaKey : event.ctrlKey)) return;
        event.preventDefault();
        void apply();
      }}
    >
      <Form change={change} onChange={setChange} onEnter={() => void apply()} />
      {slow && <ProgressLine label="Working out what would change" />}
      {refusal !== null && <FailureView {...problemWords(refusal, lookAgain)} strip />}
      {problem !== null && <FailureView {...problemWords(problem, lookAgain)} strip />}
      {outlook === null ? (
        problem === null && <Waiting change={change} />
      ) : (
        <>
          <InWords outlook={outlook} />
          <PreviewFiles change={change} outlook={outlook} />
        </>
      )}
      <div className={styles.buttons}>
        <p className={styles.promise}>One operation, backed up first. Undo takes it back as a whole.</p>
        <Button onPress={closePreview}>Cancel</Button>
        <Button variant="primary" keys="Mod+Enter" disabled={!canApply} pending={making} onPress={() => void apply()}>
          {outlook === null || outlook.files.length === 0
            ? 'Apply'
            : `Apply to ${countWords(outlook.files.length, 'file')}`}
        </Button>
      </div>
    </div>
  );
}

/** The newest answer stays while a newer one is worked out. */
function useOutlook(change: WishedChange) {
  const [latest, setLatest] = useState<{ readonly change: WishedChange; readonly answer: Outlook } | null>(null);
  const [turn, setTurn] = useState(0);
  const asksNothing = !isComplete(change);
  useEffect(() => {
    if (asksNothing) return undefined;
    const controller = new AbortController();
    const pauseMs =
      change.kind === 'plan' && (change.request.kind === 'rename' || change.request.kind === 'move') ? 200 : 0;
    const timer = setTimeout(() => {
      void outlookOn(change, controller.signal).then((answer) => {
        if (controller.signal.aborted) return;
        setLatest({ change, answer });
        if (answer.state === 'ready') announce(spoken(answer.outlook));
      });
    }, pauseMs);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [change, turn, asksNothing]);
  const answer = asksNothing ? null : (latest?.answer ?? null);
  return {
    outlook: answer?.state === 'ready' ? answer.outlook : null,
    problem: answer?.state === 'failed' && latest?.change === change ? answer.problem : null,
    isAsking: !asksNothing && latest?.change !== change,
    askAgain: () => {
      setLatest(null);
      setTurn((before) => before + 1);
    },
  };
}

function spoken({ title, files, refused }: ChangeOutlook): string {
  if (refused.length > 0) return `This cannot be done: ${refused[0]?.reason ?? ''}`;
  return files.length === 0
    ? `${title}: nothing would change`
    : `${title}: ${countWords(files.length, 'file')} would change`;
}

/** False while something is still to be typed. */
function isComplete(change: WishedChange): boolean {
  if (change.kind !== 'plan') return true;
  const { request } = change;
  if (request.kind === 'rename')
    return request.to.trim() !== '' && request.to !== (request.part ?? request.resource.name);
  return request.kind !== 'move' || request.to.trim() !== '';
}

function Waiting({ change }: { readonly change: WishedChange }) {
  if (isComplete(change)) return <Skeleton label="Working out what would change" />;
  return <p className={styles.hint}>Every edit that belongs to it is listed here before anything is written.</p>;
}

interface FormProps {
  readonly change: WishedChange;
  readonly onChange: (change: WishedChange) => void;
  readonly onEnter: () => void;
}

/** What a person has to say before the change is known. */
function Form({ change, onChange, onEnter }: FormProps) {
  if (change.kind !== 'plan') return null;
  const { request } = change;
  if (request.kind === 'delete') {
    return (
      <div className={styles.form}>
        <Checkbox
          selected={request.withReferrers ?? false}
          onChange={(withReferrers) => onChange({ ...change, request: { ...request, withReferrers } })}
        >
          Also delete everything that names it, in the safe order
        </Checkbox>
      </div>
    );
  }
  if (request.kind !== 'rename' && request.kind !== 'move') return null;
  const words =
    request.kind === 'rename'
      ? { label: 'New name', note: 'Small letters, digits and dashes.' }
      : { label: 'Move to', note: 'A folder, or a file that ends in .yaml.' };
  return (
    <div
      className={styles.form}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.defaultPrevented) onEnter();
      }}
    >
      <TextField
        {...words}
        value={request.to}
        onChange={(to) => onChange({ ...change, request: { ...request, to } })}
        className={styles.field}
      />
    </div>
  );
}

function InWords({ outlook }: { readonly outlook: ChangeOutlook }) {
  const { steps, review, refused, files } = outlook;
  if (files.length === 0 && refused.length === 0 && review.length === 0)
    return <p className={styles.hint}>Nothing would change.</p>;
  if (steps.length + review.length + refused.length === 0) return null;
  return (
    // Scrollable with the keyboard: nothing inside takes the focus.
    <div className={styles.words} tabIndex={0} role="region" aria-label="What would be done">
      {refused.map(({ what, reason }) => (
        <p key={`${what}${reason}`} className={styles.refused}>
          Cannot be done: {what}. {reason}
        </p>
      ))}
      <ul className={styles.steps}>
        {steps.map((step, at) => (
          <li key={at}>
            {files.length > 1 && <span className={styles.why}>{revealCharacters(step.path)}: </span>}
            {step.words}
            {step.why !== '' && <span className={styles.why}> — {step.why}</span>}
          </li>
        ))}
        {review.map(({ what, why }) => (
          <li key={what} className={styles.review}>
            Left to you: {what} <span className={styles.why}>— {why}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
