import { useMemo, type PointerEvent } from 'react';
import type { TimelineEntry } from '../../../contract/history';
import { fullTimeWords } from '../../ui/relative-time-words';
import { countWords } from '../../ui/size-words';
import { barHeight, densityBars, type DensityBar } from './density';
import styles from './timeline.module.css';

const bars = 120;

interface DensityStripProps {
  readonly entries: readonly TimelineEntry[];
  /** The chosen entry's moment. */
  readonly at: string | null;
  readonly onChoose: (entryId: string) => void;
}

/** When much happened and when little. Drag to go there; with the keyboard the list itself is the way. */
export function DensityStrip({ entries, at, onChoose }: DensityStripProps) {
  const strip = useMemo(() => densityBars(entries, bars), [entries]);
  const first = strip[0];
  const last = strip.at(-1);
  if (first === undefined || last === undefined) return null;
  const most = Math.max(...strip.map((bar) => bar.count));
  const scrub = (event: PointerEvent<SVGSVGElement>): void => {
    if (event.buttons !== 1) return;
    const box = event.currentTarget.getBoundingClientRect();
    const index = Math.floor(((event.clientX - box.left) / box.width) * bars);
    const entryId = strip[Math.max(0, Math.min(bars - 1, index))]?.entryId ?? null;
    if (entryId !== null) onChoose(entryId);
  };
  const markerMs = at === null ? null : Date.parse(at);
  const marker = markerMs === null ? null : ((markerMs - first.fromMs) / (last.toMs - first.fromMs)) * bars;
  const words = `${countWords(entries.length, 'entry', 'entries')} from ${day(first.fromMs)} to ${day(last.toMs)}`;
  return (
    <div className={styles.density}>
      <svg
        viewBox={`0 0 ${bars} 24`}
        preserveAspectRatio="none"
        role="img"
        aria-label={words}
        onPointerDown={scrub}
        onPointerMove={scrub}
      >
        {strip.map((bar, index) => (
          <Bar key={bar.fromMs} bar={bar} index={index} height={barHeight(bar.count, most) * 22} />
        ))}
        {marker !== null && <rect className={styles.marker} x={marker - 0.2} y={0} width={0.4} height={24} />}
      </svg>
      <div className={styles.densityEnds} aria-hidden="true">
        <span>{day(first.fromMs)}</span>
        <span>{day(last.toMs)}</span>
      </div>
    </div>
  );
}

function Bar({ bar, index, height }: { readonly bar: DensityBar; readonly index: number; readonly height: number }) {
  if (height === 0) return null;
  return (
    <rect className={styles.bar} x={index + 0.15} y={24 - height} width={0.7} height={height}>
      <title>{`${Math.round(bar.count)} around ${fullTimeWords(new Date(bar.fromMs).toISOString())}`}</title>
    </rect>
  );
}

const day = (ms: number): string =>
  new Date(ms).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
