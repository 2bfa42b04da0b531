import { create } from 'zustand';
import { announce } from '../client/announce';

export interface ToastAction {
  readonly label: string;
  run(): void;
}

export interface Toast {
  readonly id: number;
  readonly tone: 'done' | 'note' | 'problem';
  readonly title: string;
  readonly detail: string | null;
  readonly actions: readonly ToastAction[];
  /** Null: stays until it is dismissed. */
  readonly goneAfterMs: number | null;
}

export type NewToast = Pick<Toast, 'tone' | 'title'> & Partial<Pick<Toast, 'detail' | 'actions' | 'goneAfterMs'>>;

export const useToasts = create<{ readonly toasts: readonly Toast[] }>(() => ({ toasts: [] }));

const mostProblems = 3;
const usualMs = 8_000;
let sequence = 0;

/**
 * Shows a toast and says it. Problems stay until dismissed; the rest leaves after 8 s unless told.
 *
 * What was done last takes the place of what was done before: ⌘Z and Activity know the rest.
 */
export function showToast(toast: NewToast): number {
  sequence += 1;
  const shown: Toast = {
    id: sequence,
    detail: null,
    actions: [],
    goneAfterMs: toast.tone === 'problem' ? null : usualMs,
    ...toast,
  };
  useToasts.setState(({ toasts }) => {
    const problems = toasts.filter((one) => one.tone === 'problem').slice(-mostProblems);
    return { toasts: [...problems, shown] };
  });
  const words = shown.detail === null ? shown.title : `${shown.title}. ${shown.detail}`;
  announce(words, shown.tone === 'problem' ? 'assertive' : 'polite');
  return shown.id;
}

export function dismissToast(id: number): void {
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) }));
}

export function dismissAllToasts(): void {
  useToasts.setState({ toasts: [] });
}
