import type { ReactNode } from 'react';
import { SplitPanes } from './split-panes';
import { useRowHeight } from './use-visible-rows';
import styles from './list-over-detail.module.css';

interface ListOverDetailProps {
  readonly id: string;
  /** How many rows the list has: a short list takes just its place, one row needs no list. */
  readonly count: number;
  readonly list: ReactNode;
  readonly detail: ReactNode;
  readonly handleLabel: string;
}

const short = 5;

/** A list of files above what is shown of the chosen one. */
export function ListOverDetail({ id, count, list, detail, handleLabel }: ListOverDetailProps) {
  const rowPx = useRowHeight();
  if (count > short) {
    return (
      <SplitPanes
        id={id}
        direction="stacked"
        firstPercent={30}
        handleLabel={handleLabel}
        first={list}
        second={detail}
      />
    );
  }
  return (
    <>
      {count > 1 && (
        <div className={styles.short} style={{ height: count * rowPx + 1 }}>
          {list}
        </div>
      )}
      {detail}
    </>
  );
}
