const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** "just now", "2 min ago", "3 h ago", "yesterday 14:02", "12 Mar 14:02", "12 Mar 2024". In the local time zone. */
export function relativeTimeWords(instant: string, nowMs: number): string {
  const atMs = Date.parse(instant);
  if (Number.isNaN(atMs)) return 'unknown time';
  const passedMs = nowMs - atMs;
  const at = new Date(atMs);
  const now = new Date(nowMs);
  if (passedMs < -minuteMs) return dateWords(at, now);
  if (passedMs < 45_000) return 'just now';
  if (passedMs < 59.5 * minuteMs) return `${Math.max(1, Math.round(passedMs / minuteMs))} min ago`;
  if (passedMs < 12 * hourMs) return `${Math.round(passedMs / hourMs)} h ago`;
  const days = daysBetween(at, now);
  if (days === 0) return `today ${clockWords(at)}`;
  if (days === 1) return `yesterday ${clockWords(at)}`;
  return dateWords(at, now);
}

/** The moment in full, for a tooltip: "Tue 12 Mar 2024, 14:02:31". */
export function fullTimeWords(instant: string): string {
  const at = new Date(instant);
  if (Number.isNaN(at.getTime())) return instant;
  const day = at.toLocaleDateString('en-GB', { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
  return `${day}, ${at.toLocaleTimeString('en-GB')}`;
}

const clockWords = (at: Date): string => at.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });

function dateWords(at: Date, now: Date): string {
  const day = at.toLocaleDateString('en-GB', { day: 'numeric', month: 'short' });
  return at.getFullYear() === now.getFullYear() ? `${day} ${clockWords(at)}` : `${day} ${at.getFullYear()}`;
}

function daysBetween(at: Date, now: Date): number {
  const midnight = (date: Date): number => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
  return Math.round((midnight(now) - midnight(at)) / (24 * hourMs));
}
