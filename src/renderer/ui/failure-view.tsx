import { Button } from './button';
import { classNames } from './class-names';
import { Icon } from './icon';
import styles from './face.module.css';

export interface FailureViewProps {
  readonly title: string;
  readonly sentence: string;
  readonly actions: readonly { readonly label: string; run(): void }[];
  /** Finds the full text in the log. */
  readonly reference: string | null;
  /** A strip above content that is still readable, instead of a whole face. */
  readonly strip?: boolean;
}

/** What happened, why, and what to do. */
export function FailureView({ title, sentence, actions, reference, strip = false }: FailureViewProps) {
  return (
    <div role="alert" className={strip ? styles.strip : classNames(styles.face, styles.failed)}>
      <span className={styles.danger}>
        <Icon name="danger" />
      </span>
      <div className={styles.words}>
        <p className={styles.title}>{title}</p>
        <p className={styles.sentence}>{sentence}</p>
        {reference !== null && <code className={styles.reference}>{reference}</code>}
      </div>
      {actions.length > 0 && (
        <div className={styles.actions}>
          {actions.map((action, at) => (
            <Button key={action.label} variant={at === 0 && !strip ? 'primary' : 'plain'} onPress={() => action.run()}>
              {action.label}
            </Button>
          ))}
        </div>
      )}
    </div>
  );
}
