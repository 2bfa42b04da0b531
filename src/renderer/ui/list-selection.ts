/** What is chosen in a list: `lead` is where the keys are, `anchor` where a range began. */
export interface ListSelection {
  readonly keys: ReadonlySet<string>;
  readonly lead: string | null;
  readonly anchor: string | null;
}

export const emptySelection: ListSelection = { keys: new Set<string>(), lead: null, anchor: null };

export const selectOnly = (key: string): ListSelection => ({ keys: new Set([key]), lead: key, anchor: key });

/** How a key or a click changes the selection: alone, as the end of a range, or added and taken away. */
export type SelectionStep = 'only' | 'range' | 'toggle';

/** The order of a list's keys, and where each stands. */
export interface ListOrder {
  readonly keys: readonly string[];
  readonly at: ReadonlyMap<string, number>;
}

export function orderOf(keys: readonly string[]): ListOrder {
  return { keys, at: new Map(keys.map((key, index) => [key, index])) };
}

export function step(selection: ListSelection, order: ListOrder, key: string, how: SelectionStep): ListSelection {
  switch (how) {
    case 'only':
      return selectOnly(key);
    case 'toggle': {
      const keys = new Set(selection.keys);
      if (!keys.delete(key)) keys.add(key);
      return { keys, lead: key, anchor: key };
    }
    case 'range': {
      const anchor = selection.anchor !== null && order.at.has(selection.anchor) ? selection.anchor : key;
      const from = order.at.get(anchor) ?? 0;
      const to = order.at.get(key) ?? from;
      return { keys: new Set(order.keys.slice(Math.min(from, to), Math.max(from, to) + 1)), lead: key, anchor };
    }
  }
}

export function selectAll(selection: ListSelection, order: ListOrder): ListSelection {
  return { ...selection, keys: new Set(order.keys), lead: selection.lead ?? order.keys[0] ?? null };
}

/**
 * Follows a change of the list: keys that left are dropped; when the lead left, the row that now stands where it
 * stood takes over, so that working through a list with the keyboard never starts again at the top.
 */
export function followOrder(selection: ListSelection, order: ListOrder, leadWasAt: number): ListSelection {
  if (selection.lead === null) return selection;
  const stays = (key: string): boolean => order.at.has(key);
  if (stays(selection.lead)) {
    if ([...selection.keys].every(stays)) return selection;
    return { ...selection, keys: new Set([...selection.keys].filter(stays)) };
  }
  const next = order.keys[Math.min(leadWasAt, order.keys.length - 1)];
  return next === undefined ? emptySelection : selectOnly(next);
}
