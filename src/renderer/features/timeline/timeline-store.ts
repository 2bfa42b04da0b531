import { create } from 'zustand';
import type { ProjectPath } from '../../../contract/basics';
import type { Reply } from '../../../contract/call';
import type { InputOf, OutputOf } from '../../../contract/index';
import type { TimelineEntry } from '../../../contract/history';
import { callEngine } from '../../app/client/client';
import { idle, latestOf, loadingFrom, settledFrom, type Loadable } from '../../app/client/loadable';
import { Newest } from '../../app/client/newest';
import { forgetWithProject } from '../../app/client/per-project';
import { createQuery } from '../../app/client/query';
import { emptySelection, selectOnly, type ListSelection } from '../../ui/list-selection';

export type EntryKind = 'commit' | 'backup' | 'operation';
export type Fold = Extract<TimelineEntry, { kind: 'fold' }>;

export interface TimelineFilter {
  readonly projectId: string;
  readonly path: string | null;
  readonly kind: EntryKind | 'all';
  readonly text: string;
}

type Page = OutputOf<'history.timeline'>;

interface TimelineState {
  readonly filter: TimelineFilter | null;
  readonly page: Loadable<Page>;
  /** More of the stream is on its way. */
  readonly growing: boolean;
  readonly selection: ListSelection;
  /** An entry to be gone to, perhaps on a page that is not loaded yet. */
  readonly sought: string | null;
  /** Opened folds, by id, with their members once they are there. */
  readonly opened: ReadonlyMap<string, readonly TimelineEntry[] | 'loading'>;
}

const fresh: TimelineState = {
  filter: null,
  page: idle,
  growing: false,
  selection: emptySelection,
  sought: null,
  opened: new Map<string, readonly TimelineEntry[] | 'loading'>(),
};

export const useTimeline = create<TimelineState>(() => fresh);

export const pathsQuery = createQuery('history.paths', { topics: [], strict: true });
export const compareQuery = createQuery('history.compare', { topics: ['files', 'status'] });
export const previewQuery = createQuery('history.preview-restore', { topics: ['files', 'status'], strict: true });

export const searchQuery = createQuery('history.search', { topics: ['history'], strict: true });

const newest = new Newest();

forgetWithProject(() => {
  newest.stop();
  useTimeline.setState(fresh);
});

export const selectEntry = (selection: ListSelection): void => useTimeline.setState({ selection });

/** Goes to a commit of the stream that is shown, which is read on until the commit is there. */
export const seekCommit = (commit: string): void => useTimeline.setState({ sought: `commit:${commit}` });

/** One step towards the sought entry: it is chosen, or the next page is asked for. At the end the search is over. */
export async function goOnSeeking(): Promise<void> {
  const { sought, page } = useTimeline.getState();
  if (sought === null || page.state !== 'ready') return;
  const { entries, next } = page.value;
  const found = entries.find(({ id }) => id === sought);
  if (found !== undefined) useTimeline.setState({ sought: null, selection: selectOnly(sought) });
  else if (next === null) useTimeline.setState({ sought: null });
  else await growTimeline();
}

const pageSize = 300;

const request = (filter: TimelineFilter, cursor: string | null, limit: number): InputOf<'history.timeline'> => ({
  projectId: filter.projectId,
  path: filter.path as ProjectPath | null,
  kinds: filter.kind === 'all' ? [] : [filter.kind],
  text: filter.text,
  cursor,
  limit,
});

/** Reads the stream from its newest end. What is on the screen stays until the answer is there. */
export async function loadTimeline(filter: TimelineFilter): Promise<void> {
  const before = useTimeline.getState();
  const sameStream = JSON.stringify(before.filter) === JSON.stringify(filter);
  const wanted = sameStream ? (latestOf(before.page)?.entries.length ?? 0) : 0;
  const signal = newest.next();
  useTimeline.setState(({ page, opened }) => ({
    filter,
    page: loadingFrom(page),
    growing: false,
    opened: sameStream ? opened : new Map<string, readonly TimelineEntry[] | 'loading'>(),
  }));
  const limit = Math.min(1000, Math.max(pageSize, wanted));
  const reply = await callEngine('history.timeline', request(filter, null, limit), { signal });
  if (!signal.aborted) useTimeline.setState(({ page }) => ({ page: settledFrom(page, reply) }));
}

export async function reloadTimeline(): Promise<void> {
  const { filter } = useTimeline.getState();
  if (filter !== null) await loadTimeline(filter);
}

/** Adds the next page. Nothing while one is on its way, or at the end. */
export async function growTimeline(): Promise<void> {
  const { filter, page, growing } = useTimeline.getState();
  if (filter === null || page.state !== 'ready' || page.value.next === null || growing) return;
  useTimeline.setState({ growing: true });
  const reply = await callEngine('history.timeline', request(filter, page.value.next, pageSize));
  const now = useTimeline.getState();
  if (now.page !== page) return;
  if (reply.kind !== 'value') {
    useTimeline.setState({ growing: false, sought: null });
    return;
  }
  const { entries, next } = reply.value;
  const value = { ...page.value, entries: [...page.value.entries, ...entries], next };
  useTimeline.setState({ growing: false, page: { state: 'ready', value } });
}

/** Opens or closes a fold. Its members are looked up in the stream without folds. */
export async function toggleFold(fold: Fold): Promise<void> {
  const { opened, filter } = useTimeline.getState();
  if (filter === null) return;
  if (opened.has(fold.id)) {
    useTimeline.setState({ opened: without(opened, fold.id) });
    return;
  }
  useTimeline.setState({ opened: new Map(opened).set(fold.id, 'loading') });
  const members = await membersOf(fold, filter);
  useTimeline.setState((state) => {
    if (!state.opened.has(fold.id)) return {};
    return { opened: members === null ? without(state.opened, fold.id) : new Map(state.opened).set(fold.id, members) };
  });
}

const mostPages = 30;

async function membersOf(fold: Fold, filter: TimelineFilter): Promise<readonly TimelineEntry[] | null> {
  const wanted = new Set(fold.entryIds);
  const found: TimelineEntry[] = [];
  let cursor: string | null = null;
  for (let pages = 0; pages < mostPages && found.length < wanted.size; pages += 1) {
    const reply: Reply<Page> = await callEngine('history.timeline', {
      ...request(filter, cursor, 1000),
      unfolded: true,
    });
    if (reply.kind !== 'value') return found.length > 0 ? found : null;
    found.push(...reply.value.entries.filter((entry) => wanted.has(entry.id)));
    cursor = reply.value.next;
    if (cursor === null) break;
  }
  return found;
}

function without<V>(map: ReadonlyMap<string, V>, key: string): ReadonlyMap<string, V> {
  const next = new Map(map);
  next.delete(key);
  return next;
}
