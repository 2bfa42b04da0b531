import { useEffect, useState } from 'react';
import { ToastCard } from '../../ui/toast-card';
import { dismissToast, useToasts, type Toast } from './toasts';
import styles from './toast-region.module.css';

/** What was done, and its Undo. Nothing leaves while it is pointed at or has the focus. */
export function ToastRegion() {
  const toasts = useToasts((state) => state.toasts);
  const [held, setHeld] = useState(false);
  return (
    <section
      className={styles.region}
      aria-label="Notifications"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      {toasts.map((toast) => (
        <TimedToast key={toast.id} toast={toast} held={held} />
      ))}
    </section>
  );
}

function TimedToast({ toast, held }: { readonly toast: Toast; readonly held: boolean }) {
  const { id, goneAfterMs, actions } = toast;
  useEffect(() => {
    if (goneAfterMs === null || held) return undefined;
    const timer = setTimeout(() => dismissToast(id), goneAfterMs);
    return () => clearTimeout(timer);
  }, [id, goneAfterMs, held]);
  return (
    <ToastCard
      tone={toast.tone}
      title={toast.title}
      detail={toast.detail}
      actions={actions.map(({ label, run }) => ({
        label,
        run: () => {
          dismissToast(id);
          run();
        },
      }))}
      onDismiss={() => dismissToast(id)}
    />
  );
}
