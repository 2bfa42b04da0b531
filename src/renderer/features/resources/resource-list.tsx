import { useDeferredValue, useEffect, useMemo, useRef } from 'react';
import type { ResourceRow } from '../../../contract/fabric/resources';
import type { OutputOf } from '../../../contract/index';
import { parseResourceFilter, rowFits } from '../../../core/fabric/search/resource-filter';
import { GroupedList } from '../../app/panes/grouped-list';
import { selectOnly } from '../../ui/list-selection';
import type { Hierarchy } from '../../ui/list-view';
import { countWords } from '../../ui/size-words';
import { useDrafts } from './drafts';
import { lineInWords, resourceTree, type DocumentRow, type Grouping, type TreeRow } from './model/resource-tree';
import { DocumentLine, GroupLine } from './resource-line';
import {
  openPlace,
  seek,
  setFilter,
  setGrouping,
  setSelection,
  toggleGroup,
  useResources,
  type OpenPlace,
} from './resources-store';
import { onOpenPlace } from './focus';

type Answer = OutputOf<'fabric.resources'>;

const keyOf = (line: TreeRow): string => line.key;
const isDocument = (line: TreeRow): line is DocumentRow => line.type === 'document';

const groupings: readonly { readonly value: Grouping; readonly label: string; readonly keys: string }[] = [
  { value: 'kind', label: 'By kind', keys: '1' },
  { value: 'file', label: 'By file', keys: '2' },
  { value: 'vpc', label: 'By VPC', keys: '3' },
];

/** A row that is walked over is not opened at once: holding an arrow key would load every document on the way. */
const browsingMs = 90;

export function ResourceList({ answer }: { readonly answer: Answer }) {
  const { filter, grouping, closed, selection, open } = useResources();
  const drafts = useDrafts((state) => state.drafts);
  const typed = useDeferredValue(filter);
  const shown = useMemo(() => {
    const understood = parseResourceFilter(typed);
    return answer.rows.filter((row) => rowFits(row, understood));
  }, [answer.rows, typed]);
  const lines = useMemo(() => resourceTree(shown, grouping, closed), [shown, grouping, closed]);
  const hierarchy = useMemo(
    (): Hierarchy<TreeRow> => ({
      level: (line) => line.level,
      expanded: (line) => (line.type === 'group' ? !closed.has(line.key) : null),
      toggle: (line) => toggleGroup(line.key),
    }),
    [closed],
  );
  useListAndDocument(lines);
  useSeeking(answer);
  return (
    <GroupedList
      subject="Resources"
      filter={filter}
      onFilter={setFilter}
      placeholder="kind:VPC vlan:1001 leaf-01"
      grouping={grouping}
      groupings={groupings}
      onGrouping={setGrouping}
      nothing={
        <>
          No document answers “{filter}”. Words look in names, kinds and paths; kind:, vpc:, is: and problem: narrow;
          anything else before a colon is a field, as in vlan:1001.
        </>
      }
      summary={summaryOf(shown.length, answer)}
      items={lines}
      keyOf={keyOf}
      nameOf={lineInWords}
      selection={selection}
      onSelection={setSelection}
      hierarchy={hierarchy}
      autoFocus={open === null || open.line === null}
      onAct={(line) => (line.type === 'group' ? toggleGroup(line.key) : onOpenPlace())}
      renderRow={(line) =>
        line.type === 'group' ? (
          <GroupLine line={line} open={!closed.has(line.key)} />
        ) : (
          <DocumentLine line={line} grouping={grouping} isEdited={drafts[line.row.path] !== undefined} />
        )
      }
    />
  );
}

function summaryOf(shown: number, answer: Answer): string {
  const all = answer.rows.length;
  const cut = answer.total > all ? ` (the first of ${answer.total.toLocaleString('en-US')})` : '';
  const count = countWords(all, 'document');
  return shown === all ? `${count}${cut}` : `${shown.toLocaleString('en-US')} of ${count}${cut}`;
}

type ListPlace = Pick<ResourceRow, 'path' | 'document' | 'line'>;

const placeKey = ({ path, document, line }: ListPlace): string => JSON.stringify({ path, document, line });

/**
 * Keeps the list and the document beside it together: a step in the list opens what it came to, a moment later, and what is
 * opened by a link or by going back is chosen in the list.
 */
function useListAndDocument(lines: readonly TreeRow[]): void {
  const { selection, open } = useResources();
  const { lead } = selection;
  const newest = useRef(lines);
  useEffect(() => {
    newest.current = lines;
  });
  const first = lines.find(isDocument);
  useEffect(() => {
    if (lead === null && open === null && first !== undefined) setSelection(selectOnly(first.key));
  }, [lead, open, first]);

  const line = useMemo(() => lines.find((one) => one.key === lead), [lines, lead]);
  const place = line?.type === 'document' ? placeKey(line.row) : null;
  /** The row that stands for what is open: choosing it opens nothing. */
  const opened = useRef<string | null>(open === null ? null : place);
  useEffect(() => {
    if (open === null) return;
    const fits = (one: TreeRow): one is DocumentRow => one.type === 'document' && isAt(one, open);
    const chosen = newest.current.find((one) => one.key === useResources.getState().selection.lead);
    if (chosen !== undefined && fits(chosen)) return;
    const found = newest.current.find(fits);
    if (found === undefined) return;
    opened.current = placeKey(found.row);
    setSelection(selectOnly(found.key));
  }, [open]);
  useEffect(() => {
    if (place === null || opened.current === place) return undefined;
    const show = (): void => {
      opened.current = place;
      const { path, document, line: at } = JSON.parse(place) as ListPlace;
      openPlace({ path, document, line: at, column: 0 }, 'browsing');
    };
    if (useResources.getState().open === null) {
      show();
      return undefined;
    }
    const timer = setTimeout(show, browsingMs);
    return () => clearTimeout(timer);
  }, [place]);
}

function isAt({ row }: DocumentRow, { path, document, line }: OpenPlace): boolean {
  if (row.path !== path) return false;
  if (document !== null) return row.document === document;
  return line === null || (row.line <= line && line < row.endLine);
}

/** Opens what was renamed under its new name, as soon as the list has it. */
function useSeeking({ rows }: Answer): void {
  const sought = useResources((state) => state.sought);
  useEffect(() => {
    if (sought === null) return;
    const row = rows.find((one) => one.state === 'live' && one.kind === sought.kind && one.name === sought.name);
    if (row === undefined) return;
    seek(null);
    openPlace({ path: row.path, document: row.document, line: row.line, column: 0 }, 'browsing');
  }, [sought, rows]);
}
