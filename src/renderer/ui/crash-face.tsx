import { useState } from 'react';
import { Button } from './button';
import { Icon } from './icon';
import styles from './face.module.css';

interface CrashFaceProps {
  readonly message: string;
  readonly details: string;
  /** Null while it is not known. */
  readonly reference: string | null;
  readonly onAgain: () => void;
  readonly onReload: () => void;
}

export function CrashFace({ message, details, reference, onAgain, onReload }: CrashFaceProps) {
  const [copied, setCopied] = useState(false);
  const copy = (): void => void navigator.clipboard.writeText(details).then(() => setCopied(true));
  return (
    <div role="alert" className={styles.face}>
      <span className={styles.danger}>
        <Icon name="danger" />
      </span>
      <h1 className={styles.crashTitle}>This part of Selvedge crashed</h1>
      <p className={styles.sentence}>
        The mistake is ours. Your files are untouched and drafts are kept; reloading brings the window back.
      </p>
      <code className={styles.reference}>{message}</code>
      {reference !== null && <code className={styles.reference}>Reference: {reference}</code>}
      <div className={styles.actions}>
        <Button variant="primary" onPress={onReload}>
          Reload the window
        </Button>
        <Button onPress={onAgain}>Try again</Button>
        <Button onPress={copy}>{copied ? 'Copied' : 'Copy details'}</Button>
      </div>
    </div>
  );
}
