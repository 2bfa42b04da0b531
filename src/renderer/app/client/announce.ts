import { create } from 'zustand';

export type Urgency = 'polite' | 'assertive';

/** The text of the two live regions. Only `announce` writes here. */
export const useAnnouncements = create<Readonly<Record<Urgency, string>>>(() => ({ polite: '', assertive: '' }));

/** Screen readers drop what comes faster; the newest text of a burst is said. */
const quietMs = 400;
const waiting: Partial<Record<Urgency, string>> = {};
const timers: Partial<Record<Urgency, ReturnType<typeof setTimeout>>> = {};

/** Says a sentence to people who listen instead of look. At most one per region in 400 ms. */
export function announce(text: string, urgency: Urgency = 'polite'): void {
  if (timers[urgency] !== undefined) {
    waiting[urgency] = text;
    return;
  }
  say(text, urgency);
}

function say(text: string, urgency: Urgency): void {
  const { [urgency]: before } = useAnnouncements.getState();
  // The same sentence twice is a change only if the text differs; a no-break space is not spoken.
  useAnnouncements.setState({ [urgency]: before === text ? `${text}\u00a0` : text });
  timers[urgency] = setTimeout(() => {
    delete timers[urgency];
    const next = waiting[urgency];
    delete waiting[urgency];
    if (next !== undefined) say(next, urgency);
  }, quietMs);
}
