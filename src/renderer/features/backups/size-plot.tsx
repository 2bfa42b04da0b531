import type { OutputOf } from '../../../contract/index';
import { sizeWords } from '../../ui/size-words';
import styles from './backups.module.css';

type Day = OutputOf<'vault.state'>['days'][number];

const dayMs = 24 * 3_600_000;
const mostDays = 90;
const height = 48;

/** What each of the last days added, as bars; the words beside it say the same. */
export function SizePlot({ days, now }: { readonly days: readonly Day[]; readonly now: Date }) {
  const bars = barsOf(days, now);
  const most = Math.max(1, ...bars.map(({ addedBytes }) => addedBytes));
  const total = bars.reduce((sum, { addedBytes }) => sum + addedBytes, 0);
  const [first] = bars;
  if (first === undefined) return null;
  return (
    <figure className={styles.plot}>
      <svg
        viewBox={`0 0 ${bars.length} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`${sizeWords(total)} added since ${shortDay(first.day)}, ${sizeWords(most)} on the busiest day`}
      >
        {bars.map(({ day, addedBytes }, at) => (
          <rect
            key={day}
            className={styles.bar}
            x={at + 0.1}
            width={0.8}
            y={height - barPx(addedBytes, most)}
            height={barPx(addedBytes, most)}
          >
            <title>{`${shortDay(day)}: ${sizeWords(addedBytes)}`}</title>
          </rect>
        ))}
      </svg>
      <figcaption className={styles.plotEnds} aria-hidden="true">
        <span>{shortDay(first.day)}</span>
        <span>{sizeWords(most)} on the busiest day</span>
        <span>today</span>
      </figcaption>
    </figure>
  );
}

/** A day that added anything is always seen. */
const barPx = (bytes: number, most: number): number => (bytes === 0 ? 0 : Math.max(1, (bytes / most) * height));

/** Every day from the first (or 90 days ago) to today, also those that added nothing; at least two weeks. */
function barsOf(days: readonly Day[], now: Date): Day[] {
  const today = Math.floor(now.getTime() / dayMs);
  const known = new Map(days.map((one) => [one.day, one.addedBytes]));
  const oldest = days[0] === undefined ? today : Math.floor(Date.parse(days[0].day) / dayMs);
  const from = Math.max(today - mostDays + 1, Math.min(oldest, today - 13));
  return Array.from({ length: today - from + 1 }, (_, at) => {
    const day = new Date((from + at) * dayMs).toISOString().slice(0, 10);
    return { day, addedBytes: known.get(day) ?? 0 };
  });
}

const shortDay = (day: string): string =>
  new Date(day).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
