import { Button, IconButton } from './button';
import { Icon, type IconName } from './icon';
import styles from './toast-card.module.css';

interface ToastCardProps {
  readonly tone: 'done' | 'note' | 'problem';
  readonly title: string;
  readonly detail: string | null;
  readonly actions: readonly { readonly label: string; run(): void }[];
  readonly onDismiss: () => void;
}

const icons: Readonly<Record<ToastCardProps['tone'], IconName>> = { done: 'done', note: 'note', problem: 'danger' };

export function ToastCard({ tone, title, detail, actions, onDismiss }: ToastCardProps) {
  return (
    <div className={styles.card} data-tone={tone}>
      <span className={styles.sign}>
        <Icon name={icons[tone]} />
      </span>
      <div className={styles.words}>
        <p className={styles.title}>{title}</p>
        {detail !== null && <p className={styles.detail}>{detail}</p>}
      </div>
      {actions.map((action) => (
        <Button key={action.label} onPress={() => action.run()}>
          {action.label}
        </Button>
      ))}
      <IconButton icon="close" size={12} label="Dismiss" onPress={onDismiss} />
    </div>
  );
}
