import type { ReactNode } from 'react';
import { Group, Panel, Separator, useDefaultLayout } from 'react-resizable-panels';
import { useMediaQuery } from './media-query';
import styles from './split-panes.module.css';

interface SplitPanesProps {
  /** Names the remembered layout. */
  readonly id: string;
  readonly first: ReactNode;
  readonly second: ReactNode;
  /** Share of the first pane at the beginning, in percent. */
  readonly firstPercent?: number;
  /** `side-by-side` falls back to stacked where the window is narrow. */
  readonly direction?: 'side-by-side' | 'stacked';
  /** Words for the handle: "Resize list". */
  readonly handleLabel: string;
}

/** Two panes and a handle that works with the mouse and with the arrow keys. The layout is remembered. */
export function SplitPanes(props: SplitPanesProps) {
  const { id, first, second, firstPercent = 36, direction = 'side-by-side', handleLabel } = props;
  const narrow = useMediaQuery('(max-width: 720px)');
  const stacked = direction === 'stacked' || narrow;
  const layoutId = `${id}-${stacked ? 'stacked' : 'beside'}`;
  const tiny = useMediaQuery('(max-height: 460px)');
  const { defaultLayout, onLayoutChanged } = useDefaultLayout({ id: layoutId, storage: rememberedLayouts });
  if (tiny && stacked) {
    return (
      <div className={styles.scrolled}>
        <div className={styles.fixed}>{first}</div>
        <div className={styles.fixed}>{second}</div>
      </div>
    );
  }
  return (
    <Group
      key={layoutId}
      id={layoutId}
      className={styles.group ?? ''}
      orientation={stacked ? 'vertical' : 'horizontal'}
      defaultLayout={defaultLayout}
      onLayoutChanged={onLayoutChanged}
    >
      <Panel id={`${layoutId}-1`} className={styles.panel ?? ''} defaultSize={`${firstPercent}%`} minSize="15%">
        {first}
      </Panel>
      <Separator className={styles.handle ?? ''} aria-label={handleLabel} />
      <Panel id={`${layoutId}-2`} className={styles.panel ?? ''} minSize="20%">
        {second}
      </Panel>
    </Group>
  );
}

/** Where a page may not keep anything (a locked-down browser), layouts last as long as the window. */
const inMemory = new Map<string, string>();
const rememberedLayouts = {
  getItem(key: string): string | null {
    try {
      return window.localStorage.getItem(key);
    } catch {
      return inMemory.get(key) ?? null;
    }
  },
  setItem(key: string, value: string): void {
    try {
      window.localStorage.setItem(key, value);
    } catch {
      inMemory.set(key, value);
    }
  },
};
