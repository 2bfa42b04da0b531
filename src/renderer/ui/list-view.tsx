import {
  useCallback,
  useEffect,
  useId,
  useMemo,
  useRef,
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
} from 'react';
import { listMove, type ListMove } from './list-keys';
import { followOrder, orderOf, selectAll, step, type ListSelection, type SelectionStep } from './list-selection';
import { ListRow, type RowState } from './list-row';
import { isMac } from './platform';
import { useRowHeight, useVisibleRows } from './use-visible-rows';
import styles from './list-view.module.css';

/** How rows that contain others look and behave. */
export interface Hierarchy<T> {
  level(item: T): number;
  /** Null: it contains nothing. */
  expanded(item: T): boolean | null;
  toggle(item: T): void;
}

export interface ListViewProps<T> {
  readonly label: string;
  readonly items: readonly T[];
  readonly keyOf: (item: T) => string;
  /** The whole row in words, for those who listen. */
  readonly nameOf: (item: T) => string;
  readonly renderRow: (item: T, state: RowState) => ReactNode;
  readonly selection: ListSelection;
  readonly onSelection: (selection: ListSelection) => void;
  readonly multiple?: boolean;
  /** Enter or a double click. */
  readonly onAct?: (item: T) => void;
  readonly hierarchy?: Hierarchy<T>;
  /** Rows of this list are so many lines of the usual height. */
  readonly lines?: 1 | 2;
  readonly autoFocus?: boolean;
  /** The last rows came into sight: the caller may add more. */
  readonly onNearEnd?: () => void;
}

/**
 * A list of any length: one tab stop, arrow keys, ranges, and only the rows that are seen.
 *
 * The rows are drawn by the caller. The selection belongs to the caller too; when rows leave, the list moves it.
 */
export function ListView<T>(props: ListViewProps<T>) {
  const { label, items, keyOf, selection, onSelection, multiple = false, hierarchy, lines = 1 } = props;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const rowPx = useRowHeight() * lines - (lines - 1) * 8;
  const order = useMemo(() => orderOf(items.map(keyOf)), [items, keyOf]);
  const leadAt = selection.lead === null ? -1 : (order.at.get(selection.lead) ?? -1);
  const visible = useVisibleRows(scroller, items.length, rowPx);
  useFollowing(order, selection, leadAt, onSelection);
  useAutoFocus(scroller, props.autoFocus === true);
  useNearEnd(visible.to, items.length, props.onNearEnd);

  const reveal = useCallback(
    (index: number) => {
      const element = scroller.current;
      if (element === null) return;
      const topPx = index * rowPx;
      if (topPx < element.scrollTop) element.scrollTop = topPx;
      else if (topPx + rowPx > element.scrollTop + element.clientHeight)
        element.scrollTop = topPx + rowPx - element.clientHeight;
    },
    [rowPx],
  );
  useEffect(() => {
    if (leadAt >= 0) reveal(leadAt);
  }, [leadAt, reveal]);

  const choose = (index: number, how: SelectionStep): void => {
    const key = order.keys[index];
    if (key !== undefined) onSelection(step(selection, order, key, multiple ? how : 'only'));
  };
  const onMove = (move: ListMove): boolean => carryOut(move, { ...props, multiple, leadAt, order, choose });
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (event.target !== event.currentTarget || items.length === 0) return;
    const pageRows = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowPx) - 1);
    const move = listMove(event, { lead: leadAt, count: items.length, pageRows, mac: isMac });
    if (move !== null && onMove(move)) event.preventDefault();
  };
  const onPointerDown = (event: PointerEvent, index: number): void => {
    if (event.button !== 0) return;
    const toggles = isMac ? event.metaKey : event.ctrlKey;
    choose(index, event.shiftKey ? 'range' : toggles ? 'toggle' : 'only');
  };

  const rows = items.slice(visible.from, visible.to).map((item, offset) => ({ item, index: visible.from + offset }));
  const lead = items[leadAt];
  // The row that the keys are on is drawn even when it was scrolled away: it is what `aria-activedescendant` names.
  if (lead !== undefined && (leadAt < visible.from || leadAt >= visible.to)) rows.push({ item: lead, index: leadAt });

  return (
    <div
      ref={scroller}
      className={styles.list}
      role={hierarchy === undefined ? 'grid' : 'treegrid'}
      aria-label={label}
      aria-rowcount={items.length}
      aria-multiselectable={multiple || undefined}
      aria-activedescendant={lead === undefined ? undefined : `${id}-${leadAt}`}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div className={styles.rows} role="presentation" style={{ height: items.length * rowPx }}>
        {rows.map(({ item, index }) => {
          const key = keyOf(item);
          const state = { selected: selection.keys.has(key), lead: index === leadAt };
          return (
            <ListRow
              key={key}
              id={`${id}-${index}`}
              index={index}
              rowPx={rowPx}
              name={props.nameOf(item)}
              state={state}
              level={hierarchy?.level(item) ?? null}
              expanded={hierarchy?.expanded(item) ?? null}
              onPointerDown={onPointerDown}
              onDoubleClick={() => props.onAct?.(item)}
            >
              {props.renderRow(item, state)}
            </ListRow>
          );
        })}
      </div>
    </div>
  );
}

interface MoveTarget<T> extends ListViewProps<T> {
  readonly leadAt: number;
  readonly order: ReturnType<typeof orderOf>;
  choose(index: number, how: SelectionStep): void;
}

/** True when the move meant something here. */
function carryOut<T>(move: ListMove, list: MoveTarget<T>): boolean {
  const lead = list.items[list.leadAt];
  switch (move.kind) {
    case 'go':
      list.choose(move.to, move.extend ? 'range' : 'only');
      return true;
    case 'all':
      if (list.multiple === true) list.onSelection(selectAll(list.selection, list.order));
      return true;
    case 'toggle':
      if (lead === undefined) return false;
      if (list.multiple === true) list.choose(list.leadAt, 'toggle');
      else if (list.hierarchy !== undefined && list.hierarchy.expanded(lead) !== null) list.hierarchy.toggle(lead);
      return true;
    case 'act':
      if (lead === undefined || list.onAct === undefined) return false;
      list.onAct(lead);
      return true;
    case 'open':
    case 'close':
      return lead !== undefined && openOrClose(move.kind, lead, list);
  }
}

function openOrClose<T>(kind: 'open' | 'close', lead: T, list: MoveTarget<T>): boolean {
  const { hierarchy, items, leadAt } = list;
  if (hierarchy === undefined) return false;
  const expanded = hierarchy.expanded(lead);
  if (expanded === (kind === 'close')) {
    hierarchy.toggle(lead);
  } else if (kind === 'open' && expanded === true) {
    list.choose(leadAt + 1, 'only');
  } else if (kind === 'close') {
    const level = hierarchy.level(lead);
    const parent = items.slice(0, leadAt).findLastIndex((item) => hierarchy.level(item) < level);
    if (parent >= 0) list.choose(parent, 'only');
  }
  return true;
}

/** Moves the selection when its rows leave the list. */
function useFollowing(
  order: ReturnType<typeof orderOf>,
  selection: ListSelection,
  leadAt: number,
  onSelection: (selection: ListSelection) => void,
): void {
  const leadWasAt = useRef(0);
  useEffect(() => {
    if (leadAt >= 0) leadWasAt.current = leadAt;
  }, [leadAt]);
  useEffect(() => {
    const next = followOrder(selection, order, leadWasAt.current);
    if (next !== selection) onSelection(next);
  }, [order, selection, onSelection]);
}

function useAutoFocus(scroller: React.RefObject<HTMLDivElement | null>, wanted: boolean): void {
  useEffect(() => {
    if (wanted) scroller.current?.focus({ preventScroll: true });
  }, [scroller, wanted]);
}

function useNearEnd(to: number, count: number, onNearEnd: (() => void) | undefined): void {
  const newest = useRef(onNearEnd);
  useEffect(() => {
    newest.current = onNearEnd;
  });
  useEffect(() => {
    if (count > 0 && to >= count) newest.current?.();
  }, [to, count]);
}
