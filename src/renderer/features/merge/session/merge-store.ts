import { create } from 'zustand';
import { forgetWithProject } from '../../../app/client/per-project';
import { createQuery } from '../../../app/client/query';
import type { ConflictAnswer } from '../../../../contract/merge-values';
import type { Failure } from '../../../../contract/failure';
import type { OutputOf } from '../../../../contract/index';
import type { ResultVerdict } from '../../../../contract/structure';
import type { MergeLayout } from '../model/choose-layout';
import type { FileWork } from './file-work';

/** What git is in the middle of, kept up to date. */
export const mergeQuery = createQuery('merge.state', { topics: ['merge'] });

/** How the decisions of a merge go into its commit message. */
export type MergeLogForm = 'none' | 'block' | 'trailers';

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
  /** Chosen by hand; null: shown where there is more to say than which commits touched the file. */
  readonly isWhyShown: boolean | null;
  readonly grouping: 'resource' | 'file';
  readonly dialog: 'complete' | 'abort' | 'start' | 'suggestions' | 'rehearse' | null;
  /** Inline: the path whose active conflict is being written by hand. */
  readonly editing: string | null;
  /** Three panes: grows each time that the result's text should get the focus. */
  readonly textFocus: number;
  /** A resolution that git refused because the text still looks like it has markers. */
  readonly markers: { readonly path: string; readonly line: number } | null;
  /** By path: what the checks say about a text. Stale as soon as the text is another one. */
  readonly verdicts: ReadonlyMap<string, { readonly text: string; readonly verdict: ResultVerdict }>;
  /** Who changed a place, by `traceKey`. */
  readonly traces: ReadonlyMap<string, OutputOf<'structure.trace'>>;
  /** Files that git merged without a question although they are wrong now; null: not looked yet. */
  readonly review: OutputOf<'structure.review'> | null;
  /** Why the engine did not commit; a person may go on with a reason. */
  readonly unproven:
    | (Extract<Failure, { code: 'merge-unproven' }> & {
        readonly message: string;
        readonly log: MergeLogForm;
        readonly resolved: readonly string[];
      })
    | null;
  /** By path: what was decided in earlier merges about the questions of this one. */
  readonly recalled: ReadonlyMap<string, OutputOf<'decisions.recall'>['recalled']>;
  /** An answer that is to be given to others too, and which those are; null: nobody asked. */
  readonly alike: {
    readonly path: string;
    readonly choice: ConflictAnswer;
    /** Null: looked for. */
    readonly found: OutputOf<'decisions.alike'>['alike'] | null;
  } | null;
  /** A path whose findings a person is asked about before it is written. */
  readonly doubted: string | null;
  /** A path of which a person is asked whether it is to be executable. */
  readonly modeAsked: string | null;
  /** Grows each time that a line of the result should be shown. */
  readonly shownLine: { readonly path: string; readonly line: number; readonly count: number } | null;
}

const empty: MergeStore = {
  key: null,
  files: new Map(),
  path: null,
  active: new Map(),
  layout: null,
  isBaseShown: false,
  isWhyShown: null,
  grouping: 'resource',
  dialog: null,
  editing: null,
  textFocus: 0,
  markers: null,
  verdicts: new Map(),
  traces: new Map(),
  review: null,
  unproven: null,
  recalled: new Map(),
  alike: null,
  doubted: null,
  modeAsked: null,
  shownLine: null,
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
  const { files, isWhyShown, isBaseShown, layout, grouping } = useMerge.getState();
  useMerge.setState({ ...empty, key, isWhyShown, isBaseShown, layout, grouping });
  for (const work of files.values()) {
    if (work.kind !== 'text') continue;
    void work.saver.flush().finally(() => {
      work.saver.stop();
      work.session.dispose();
    });
  }
}

forgetWithProject(() => forgetMerge());
