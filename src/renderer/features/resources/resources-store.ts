import { create } from 'zustand';
import { forgetWithProject } from '../../app/client/per-project';
import { createQuery } from '../../app/client/query';
import { emptySelection, type ListSelection } from '../../ui/list-selection';
import type { Grouping } from './model/resource-tree';

export const resourcesQuery = createQuery('fabric.resources', { topics: ['fabric'] });
export const documentQuery = createQuery('fabric.resource', { topics: ['fabric', 'files'] });
export const historyQuery = createQuery('history.resource', { topics: ['history'], strict: true });
export const fileQuery = createQuery('changes.read-file', { topics: ['files', 'status'], strict: true });

/** What the right side shows: a file, at one of its documents when it has any. */
export interface OpenPlace {
  readonly path: string;
  readonly document: number | null;
  /** Where the caret goes, from 0; null leaves it at the document's beginning. */
  readonly line: number | null;
  readonly column: number;
}

export type Panel = 'problems' | 'referrers' | 'references' | 'copies' | 'history';

interface ResourcesState {
  readonly filter: string;
  readonly grouping: Grouping;
  readonly closed: ReadonlySet<string>;
  readonly selection: ListSelection;
  readonly open: OpenPlace | null;
  readonly panel: Panel;
  /** Where a person was before, oldest first, and where back came from. */
  readonly before: readonly OpenPlace[];
  readonly after: readonly OpenPlace[];
  /** Opened as soon as it is in the list: a resource under its new name. */
  readonly sought: SoughtResource | null;
}

interface SoughtResource {
  readonly kind: string;
  readonly name: string;
}

const fresh: ResourcesState = {
  filter: '',
  grouping: 'kind',
  closed: new Set<string>(),
  selection: emptySelection,
  open: null,
  panel: 'problems',
  before: [],
  after: [],
  sought: null,
};

/** How the screen was left; it is found like that again. */
export const useResources = create<ResourcesState>(() => fresh);

forgetWithProject(() => useResources.setState(fresh));

export const setFilter = (filter: string): void => useResources.setState({ filter });
export const setGrouping = (grouping: Grouping): void => useResources.setState({ grouping });
export const setSelection = (selection: ListSelection): void => useResources.setState({ selection });
export const seek = (sought: SoughtResource | null): void => useResources.setState({ sought });
export const setPanel = (panel: Panel): void => useResources.setState({ panel });

export function toggleGroup(key: string): void {
  useResources.setState(({ closed }) => {
    const next = new Set(closed);
    if (!next.delete(key)) next.add(key);
    return { closed: next };
  });
}

const mostPlaces = 100;

const samePlace = (one: OpenPlace | null, other: OpenPlace): boolean =>
  one !== null && one.path === other.path && one.document === other.document && one.line === other.line;

/** Shows a place; where the person was is kept for the way back. Walking along the list is no journey. */
export function openPlace(place: OpenPlace, kept: 'journey' | 'browsing' = 'journey'): void {
  useResources.setState(({ open, before }) => {
    if (samePlace(open, place)) return { open: place };
    const leaves = kept === 'journey' && open !== null;
    return { open: place, ...(leaves ? { before: [...before, open].slice(-mostPlaces), after: [] } : {}) };
  });
}

export function goBack(): void {
  useResources.setState(({ open, before, after }) => {
    const place = before.at(-1);
    if (place === undefined) return {};
    return { open: place, before: before.slice(0, -1), after: open === null ? after : [...after, open] };
  });
}

export function goForward(): void {
  useResources.setState(({ open, before, after }) => {
    const place = after.at(-1);
    if (place === undefined) return {};
    return { open: place, after: after.slice(0, -1), before: open === null ? before : [...before, open] };
  });
}
