import { useEffect, useLayoutEffect, useState, type RefObject } from 'react';

const overscan = 8;
/** Where there is no layout (tests without a screen), this many rows are drawn. */
const withoutLayout = 60;

export interface VisibleRows {
  readonly from: number;
  readonly to: number;
}

/** Which rows of equal height a scroller shows, with some more on both sides. */
export function useVisibleRows(scroller: RefObject<HTMLElement | null>, count: number, rowPx: number): VisibleRows {
  const [range, setRange] = useState<VisibleRows>({ from: 0, to: withoutLayout });
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const measure = (): void => {
      const heightPx = element.clientHeight;
      const rows = heightPx === 0 ? withoutLayout : Math.ceil(heightPx / rowPx);
      const first = Math.floor(element.scrollTop / rowPx);
      const next = { from: Math.max(0, first - overscan), to: first + rows + overscan };
      setRange((before) => (before.from === next.from && before.to === next.to ? before : next));
    };
    measure();
    element.addEventListener('scroll', measure, { passive: true });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => {
      element.removeEventListener('scroll', measure);
      observer.disconnect();
    };
  }, [scroller, rowPx, count]);
  return { from: Math.min(range.from, Math.max(0, count - 1)), to: Math.min(range.to, count) };
}

const densityRowPx = (): number => (document.documentElement.dataset.density === 'compact' ? 24 : 28);

/** Height of a row in the density that the person chose. */
export function useRowHeight(): number {
  const [rowPx, setRowPx] = useState(densityRowPx);
  useEffect(() => {
    const observer = new MutationObserver(() => setRowPx(densityRowPx()));
    observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-density'] });
    return () => observer.disconnect();
  }, []);
  return rowPx;
}
