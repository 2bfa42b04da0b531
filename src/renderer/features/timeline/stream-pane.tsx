import { useEffect, useMemo } from 'react';
import type { OutputOf } from '../../../contract/index';
import pane from '../../app/panes/pane.module.css';
import { Badge } from '../../ui/badge';
import { Icon } from '../../ui/icon';
import { selectOnly } from '../../ui/list-selection';
import { ListView, type Hierarchy } from '../../ui/list-view';
import { RelativeTime } from '../../ui/relative-time';
import { DensityStrip } from './density-strip';
import { glyphOf, kindWords, rowInWords, timelineRows, turnsBack, type TimelineRow } from './timeline-rows';
import { goOnSeeking, growTimeline, selectEntry, toggleFold, useTimeline } from './timeline-store';
import styles from './timeline.module.css';

const keyOf = (row: TimelineRow): string => row.key;

const hierarchy: Hierarchy<TimelineRow> = {
  level: (row) => (row.kind === 'entry' && row.inFold ? 2 : 1),
  expanded: (row) => (row.kind === 'fold' ? row.open : null),
  toggle: (row) => {
    if (row.kind === 'fold') void toggleFold(row.fold);
  },
};

export function StreamPane({ page }: { readonly page: OutputOf<'history.timeline'> }) {
  const { selection, opened, growing, sought } = useTimeline();
  const rows = useMemo(() => timelineRows(page.entries, opened), [page.entries, opened]);
  const first = (rows.find((row) => row.kind === 'entry') ?? rows[0])?.key;
  useEffect(() => {
    if (selection.lead === null && first !== undefined) selectEntry(selectOnly(first));
  }, [selection.lead, first]);
  useEffect(() => {
    if (sought !== null) void goOnSeeking();
  }, [sought, page]);
  const lead = rows.find((row) => row.key === selection.lead);
  const at = lead === undefined ? null : lead.kind === 'fold' ? lead.fold.at : lead.entry.at;
  return (
    <div className={pane.pane}>
      <DensityStrip entries={page.entries} at={at} onChoose={(entryId) => selectEntry(selectOnly(entryId))} />
      <ListView
        label="Timeline"
        items={rows}
        keyOf={keyOf}
        nameOf={rowInWords}
        selection={selection}
        onSelection={selectEntry}
        hierarchy={hierarchy}
        onAct={hierarchy.toggle}
        onNearEnd={() => void growTimeline()}
        autoFocus
        renderRow={(row) => (row.kind === 'fold' ? <FoldLine row={row} /> : <EntryLine row={row} />)}
      />
      {growing && <p className={pane.footer}>Loading older entries…</p>}
    </div>
  );
}

function EntryLine({ row }: { readonly row: Extract<TimelineRow, { kind: 'entry' }> }) {
  const { entry, inFold } = row;
  return (
    <>
      <span
        className={styles.glyph}
        data-kind={turnsBack(entry) ? 'restore' : entry.kind}
        data-nested={inFold || undefined}
        title={kindWords(entry)}
        aria-hidden="true"
      >
        {glyphOf(entry)}
      </span>
      <span className={styles.title} title={entry.kind === 'commit' ? entry.meaning : undefined}>
        {entry.title}
      </span>
      {entry.kind === 'commit' && <Refs names={entry.refs} />}
      {entry.kind === 'operation' && entry.outcome === 'undone' && <Badge>undone</Badge>}
      {entry.kind === 'operation' && entry.outcome === 'failed' && <Badge tone="warn">failed</Badge>}
      {entry.kind === 'commit' && <span className={styles.who}>{entry.author.name}</span>}
      <RelativeTime at={entry.at} className={pane.rowNote} />
    </>
  );
}

/** What a commit is about comes first: one name, and how many more there are. */
function Refs({ names }: { readonly names: readonly string[] }) {
  const [first, ...more] = names;
  if (first === undefined) return null;
  return (
    <span className={styles.refs} title={names.join('\n')}>
      <span className={styles.ref}>{first}</span>
      {more.length > 0 && <Badge>{`+${more.length}`}</Badge>}
    </span>
  );
}

function FoldLine({ row }: { readonly row: Extract<TimelineRow, { kind: 'fold' }> }) {
  const { fold, open, loading } = row;
  return (
    <>
      <span className={styles.glyph} data-kind="fold" onPointerDown={() => void toggleFold(fold)}>
        <Icon name={open ? 'open' : 'closed'} size={12} />
      </span>
      <span className={styles.folded}>
        {fold.title}
        {loading && ' · loading…'}
      </span>
      <RelativeTime at={fold.at} className={pane.rowNote} />
    </>
  );
}
