import type { LockHolder } from '../../contract/failure';

/** A name from outside, in quotation marks. `describeFailure` shows what is hidden in it. */
export const quoted = (name: string): string => `“${name}”`;

/** `one file`, `3 files`. */
const counted = (count: number, one: string): string =>
  `${count === 1 ? 'one' : count.toLocaleString('en-US')} ${count === 1 ? one : `${one}s`}`;

/** Up to three names, then how many more. */
export function listed(names: readonly string[]): string {
  const shown = names.slice(0, 3).map(quoted);
  const more = names.length - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${more.toLocaleString('en-US')} more` : shown.join(', ');
}

const UNITS = ['bytes', 'KB', 'MB', 'GB', 'TB'];

/** Size in powers of 1,024, as the limits in Settings are meant. */
export function sized(bytes: number): string {
  let power = 0;
  while (power < UNITS.length - 1 && bytes >= 1024 ** (power + 1)) power += 1;
  const value = bytes / 1024 ** power;
  const whole = power === 0 || value >= 100 || Number.isInteger(value);
  return `${whole ? Math.round(value) : value.toFixed(1)} ${UNITS[power] ?? ''}`;
}

/** A span of time, roughly, for a sentence. */
export function spanned(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 90) return counted(seconds, 'second');
  if (seconds < 90 * 60) return counted(Math.round(seconds / 60), 'minute');
  if (seconds < 36 * 3600) return counted(Math.round(seconds / 3600), 'hour');
  return counted(Math.round(seconds / 86_400), 'day');
}

/** Who holds a lock, as the subject of a sentence. */
export function holderInWords(holder: LockHolder | null): string {
  if (holder === null) return 'Another program';
  const app = holder.app === '' ? 'Another program' : quoted(holder.app);
  const facts = [
    holder.pid === null ? null : `process ${holder.pid}`,
    holder.host === null ? null : `on ${holder.host}`,
    holder.sinceMs === null ? null : `for ${spanned(holder.sinceMs)}`,
    holder.doing === null ? null : `doing ${quoted(holder.doing)}`,
  ].filter((fact) => fact !== null);
  return facts.length === 0 ? app : `${app} (${facts.join(', ')})`;
}

/** The sentence for files that others changed since the person looked. */
export const changedByOthers = (paths: readonly string[]): string =>
  `${listed(paths)} changed on disk after you last saw ${paths.length === 1 ? 'it' : 'them'}. Nothing was overwritten. Look at what is there now, then decide again.`;
