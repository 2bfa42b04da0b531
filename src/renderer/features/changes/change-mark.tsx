import { changeOf, changeWords, conflictWords, type FileRow } from './change-rows';
import styles from './changes.module.css';

const letters = {
  unchanged: '·',
  added: 'A',
  modified: 'M',
  deleted: 'D',
  renamed: 'R',
  copied: 'C',
  'type-changed': 'T',
  untracked: '?',
  ignored: '!',
} as const;

/** The letter that git users know, with the word for everybody else. */
export function ChangeMark({ row }: { readonly row: FileRow }) {
  const { conflict } = row.entry;
  const change = changeOf(row);
  return (
    <span
      className={styles.mark}
      data-change={conflict === null ? change : 'conflict'}
      title={conflict === null ? changeWords[change] : conflictWords[conflict]}
    >
      {conflict === null ? letters[change] : '!'}
    </span>
  );
}
