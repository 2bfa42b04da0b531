import styles from './sentences.module.css';

interface SentencesProps {
  readonly title: string;
  readonly sentences: readonly string[];
  /** More are only counted. */
  readonly most?: number;
}

/** Sentences under a heading; nothing where there are none. */
export function Sentences({ title, sentences, most = 200 }: SentencesProps) {
  if (sentences.length === 0) return null;
  return (
    <section aria-label={title}>
      <h3 className={styles.heading}>{title}</h3>
      <ul className={styles.sentences}>
        {sentences.slice(0, most).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
        {sentences.length > most && <li>and {(sentences.length - most).toLocaleString('en-US')} more</li>}
      </ul>
    </section>
  );
}
