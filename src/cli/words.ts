/** 2026-01-05T08:00:00.000Z → 2026-01-05 08:00:00Z. */
export const second = (at: string): string => `${at.slice(0, 10)} ${at.slice(11, 19)}Z`;

export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;

/** 1536 → "1.5 kB"; powers of 1024. */
export function bytes(size: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = size;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}

/** How to take an operation back, behind what it did; empty when it cannot be, or nothing was done. */
export const wayBack = ({ undoable, operationId }: { undoable: boolean; operationId: string }): string =>
  undoable && operationId !== '' ? ` (take it back with: selvedge undo ${operationId})` : '';
