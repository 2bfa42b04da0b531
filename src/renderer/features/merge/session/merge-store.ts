import { create } from 'zustand';
import { forgetWithProject } from '../../../app/per-project';
import { createQuery } from '../../../app/query';
import type { MergeLayout } from '../model/choose-layout';
import type { FileWork } from './file-work';

/** What git is in the middle of, kept up to date. */
export const mergeQuery = createQuery('merge.state', { topics: ['merge'] });

interface MergeStore {
  /** Which merge the files belong to; see `mergeKey`. */
  readonly key: string | null;
  readonly files: ReadonlyMap<string, FileWork>;
  /** The path that is looked at. */
  readonly path: string | null;
  /** By path: which of its conflicts the keys are on, counted from 0. */
  readonly active: ReadonlyMap<string, number>;
  /** Chosen by hand; null follows the setting. */
  readonly layout: MergeLayout | null;
  readonly isBaseShown: boolean;
  readonly isWhyShown: boolean;
  readonly dialog: 'complete' | 'abort' | 'start' | null;
  /** Inline: the path whose active conflict is being written by hand. */
  readonly editing: string | null;
  /** Three panes: grows each time that the result's text should get the focus. */
  readonly textFocus: number;
  /** A resolution that git refused because the text still looks like it has markers. */
  readonly markers: { readonly path: string; readonly line: number } | null;
}

const empty: MergeStore = {
  key: null,
  files: new Map(),
  path: null,
  active: new Map(),
  layout: null,
  isBaseShown: false,
  isWhyShown: false,
  dialog: null,
  editing: null,
  textFocus: 0,
  markers: null,
};

export const useMerge = create<MergeStore>(() => empty);

export function setFile(path: string, work: FileWork): void {
  useMerge.setState(({ files }) => ({ files: new Map(files).set(path, work) }));
}

/** Changes the work on a text; nothing when the path is no text or no longer there. */
export function patchText(path: string, change: Partial<Extract<FileWork, { kind: 'text' }>>): void {
  const work = useMerge.getState().files.get(path);
  if (work?.kind === 'text') setFile(path, { ...work, ...change });
}

/** Lets go of everything: the merge is over, another one began, or the project was closed. Drafts stay in the vault. */
export function forgetMerge(key: string | null = null): void {
  const { files, isWhyShown, isBaseShown, layout } = useMerge.getState();
  useMerge.setState({ ...empty, key, isWhyShown, isBaseShown, layout });
  for (const work of files.values()) {
    if (work.kind !== 'text') continue;
    void work.saver.flush().finally(() => {
      work.saver.stop();
      work.session.dispose();
    });
  }
}

forgetWithProject(() => forgetMerge());
