import { useState } from 'react';
import { revealCharacters } from '../../../../core/text/reveal-characters';
import type { LineSpan } from '../../../../core/diff/words';
import type { QuestionValue } from '../model/question';
import styles from './question.module.css';

const mostLines = 16;

interface ValueLinesProps {
  readonly value: QuestionValue;
  /** What stands there when there are no lines. */
  readonly nothing: string;
}

/** Lines of text with the words that differ from the base marked. Invisible characters are spelled out. */
export function ValueLines({ value, nothing }: ValueLinesProps) {
  const [isWhole, setWhole] = useState(false);
  if (value.lines.length === 0) return <p className={styles.nothing}>{nothing}</p>;
  const isCut = !isWhole && value.lines.length > mostLines + 2;
  const shown = isCut ? value.lines.slice(0, mostLines) : value.lines;
  return (
    <>
      <pre className={styles.lines}>
        {shown.map((line, number) => (
          <Line
            key={number}
            line={line}
            spans={value.changed.filter((span) => span.line === number)}
            isLast={number === shown.length - 1}
          />
        ))}
      </pre>
      {isCut && (
        <button type="button" className={styles.more} onClick={() => setWhole(true)}>
          Show {value.lines.length - mostLines} more lines
        </button>
      )}
    </>
  );
}

interface LineProps {
  readonly line: string;
  readonly spans: readonly LineSpan[];
  readonly isLast: boolean;
}

function Line({ line, spans, isLast }: LineProps) {
  const parts: { readonly text: string; readonly isChanged: boolean }[] = [];
  let at = 0;
  for (const { start, end } of spans) {
    if (start > at) parts.push({ text: line.slice(at, start), isChanged: false });
    parts.push({ text: line.slice(start, end), isChanged: true });
    at = end;
  }
  parts.push({ text: line.slice(at), isChanged: false });
  return (
    <span>
      {parts.map(({ text, isChanged }, number) =>
        isChanged ? <mark key={number}>{show(text)}</mark> : <span key={number}>{show(text)}</span>,
      )}
      {isLast ? '' : '\n'}
    </span>
  );
}

/** Tabs stay tabs: in a block of text they are layout, and the rest of what cannot be seen is spelled out. */
const show = (text: string): string => text.split('\t').map(revealCharacters).join('\t');
