import type { TimelineEntry } from '../../../contract/history';
import { fullTimeWords } from '../../ui/relative-time-words';
import type { Fold } from './timeline-store';

/** One moment of the stream. */
export type Entry = Exclude<TimelineEntry, Fold>;

export type TimelineRow =
  | {
      readonly kind: 'entry';
      readonly key: string;
      readonly entry: Entry;
      readonly inFold: boolean;
    }
  | {
      readonly kind: 'fold';
      readonly key: string;
      readonly fold: Fold;
      readonly open: boolean;
      readonly loading: boolean;
    };

/** The stream as rows: an opened fold is followed by its members. */
export function timelineRows(
  entries: readonly TimelineEntry[],
  opened: ReadonlyMap<string, readonly TimelineEntry[] | 'loading'>,
): readonly TimelineRow[] {
  return entries.flatMap((entry): TimelineRow[] => {
    if (entry.kind !== 'fold') return [entryRow(entry, false)];
    const members = opened.get(entry.id);
    const head: TimelineRow = {
      kind: 'fold',
      key: entry.id,
      fold: entry,
      open: members !== undefined,
      loading: members === 'loading',
    };
    if (members === undefined || members === 'loading') return [head];
    return [head, ...members.flatMap((member) => (member.kind === 'fold' ? [] : [entryRow(member, true)]))];
  });
}

const entryRow = (entry: Entry, inFold: boolean): TimelineRow => ({
  kind: 'entry',
  key: entry.id,
  entry,
  inFold,
});

/** Restores and undos turn back; they get their own sign. */
export const turnsBack = (entry: TimelineEntry): boolean =>
  entry.kind === 'operation' && /^(restore|undo|redo|revert)/.test(entry.operation);

export function glyphOf(entry: TimelineEntry): string {
  switch (entry.kind) {
    case 'commit':
      return '●';
    case 'backup':
      return '◆';
    case 'operation':
      return turnsBack(entry) ? '↩' : '·';
    case 'fold':
      return '≡';
  }
}

export function kindWords(entry: TimelineEntry): string {
  switch (entry.kind) {
    case 'commit':
      return 'Commit';
    case 'backup':
      return 'Backup';
    case 'operation':
      return turnsBack(entry) ? 'Restore' : 'Operation';
    case 'fold':
      return 'Folded';
  }
}

export function rowInWords(row: TimelineRow): string {
  const entry = row.kind === 'fold' ? row.fold : row.entry;
  const who = entry.kind === 'commit' ? `, by ${entry.author.name}` : '';
  return `${kindWords(entry)}: ${entry.title}${who}, ${fullTimeWords(entry.at)}`;
}
