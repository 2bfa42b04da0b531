import { useEffect, useRef, useState } from 'react';
import { Faces } from '../../app/panes/faces';
import pane from '../../app/panes/pane.module.css';
import { useProject } from '../../app/project-store';
import { latestOf } from '../../app/client/loadable';
import { useQuery } from '../../app/client/query';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { emptySelection } from '../../ui/list-selection';
import { ListView } from '../../ui/list-view';
import { RelativeTime } from '../../ui/relative-time';
import { SearchField } from '../../ui/search-field';
import { countWords } from '../../ui/size-words';
import { searchQuery } from './timeline-store';
import styles from './timeline.module.css';
import { answerWords, momentKey, momentWords, type ValueAnswer, type ValueMoment } from './value-moments';

const mostMoments = 1000;
const typingPauseMs = 250;

interface ValueSearchProps {
  readonly onClose: () => void;
  readonly onCommit: (commit: string) => void;
}

/** "When was VLAN 1002 first used?": the answer in words, every time the value came or went, and the way there. */
export function ValueSearch({ onClose, onCommit }: ValueSearchProps) {
  const { projectId } = useProject();
  const [typed, setTyped] = useState('');
  const [selection, setSelection] = useState(emptySelection);
  const text = useSettled(typed.trim());
  const answer = useQuery(searchQuery, text === '' ? null : { projectId, text, limit: mostMoments });
  const known = text === '' ? null : latestOf(answer);
  const chosen = known?.entries.find((moment) => momentKey(moment) === selection.lead);
  const goTo = ({ commit }: ValueMoment): void => {
    onClose();
    onCommit(commit);
  };
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <Dialog title="When was a value used?" open onClose={onClose} width="wide">
      <div className={styles.ask}>
        <SearchField
          label="Value, alone or with its field"
          placeholder="vlan 1002, 10.0.1.0/24, gateway=10.0.1.1"
          value={typed}
          onChange={setTyped}
          inputRef={box}
        />
        {text !== '' && (
          <Faces
            loadable={answer}
            loadingLabel="Reading the history"
            tryAgain={() => void searchQuery.again()}
            ready={(value) => <Moments {...{ value, selection, goTo }} onSelection={setSelection} />}
          />
        )}
      </div>
      <div className={styles.askButtons}>
        <Button onPress={onClose}>Close</Button>
        <Button disabled={chosen === undefined} onPress={() => chosen !== undefined && goTo(chosen)}>
          Show the chosen time
        </Button>
        <Button
          variant="primary"
          disabled={known === null || known.first === null}
          onPress={() => {
            if (known?.first) goTo(known.first);
          }}
        >
          Show the first time
        </Button>
      </div>
    </Dialog>
  );
}

interface MomentsProps {
  readonly value: ValueAnswer;
  readonly selection: typeof emptySelection;
  readonly onSelection: (selection: typeof emptySelection) => void;
  readonly goTo: (moment: ValueMoment) => void;
}

function Moments({ value, selection, onSelection, goTo }: MomentsProps) {
  const { entries, total } = value;
  const part = total > entries.length ? `, the newest ${entries.length} of them below` : '';
  return (
    <>
      <p role="status">{answerWords(value)}</p>
      {entries.length > 0 && (
        <>
          {total > 1 && (
            <p className={pane.facts}>
              It came or went {countWords(total, 'time')}
              {part}, newest first.
            </p>
          )}
          <div className={styles.moments}>
            <ListView
              label="When it came and went"
              items={entries}
              keyOf={momentKey}
              nameOf={(moment) => `${momentWords(moment)}, ${moment.author.name}, ${moment.at}, ${moment.title}`}
              selection={selection}
              onSelection={onSelection}
              lines={2}
              onAct={goTo}
              renderRow={(moment) => <Moment moment={moment} />}
            />
          </div>
        </>
      )}
    </>
  );
}

function Moment({ moment }: { readonly moment: ValueMoment }) {
  return (
    <span className={styles.moment}>
      <span title={momentWords(moment)}>{momentWords(moment)}</span>
      <span className={styles.momentNote}>
        {moment.author.name} · <RelativeTime at={moment.at} /> · {moment.title} · {moment.commit.slice(0, 10)}
      </span>
    </span>
  );
}

/** The text as it was when typing paused: a search reads the whole history. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), typingPauseMs);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
