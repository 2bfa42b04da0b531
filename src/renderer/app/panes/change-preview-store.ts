import { create } from 'zustand';
import type { ContentHash, Receipt } from '../../../contract/basics';
import type { PlanPreview } from '../../../contract/fabric/plans';
import type { InputOf } from '../../../contract/index';
import type { FilePreview } from '../../../contract/problems';
import { callEngine } from '../client/client';
import type { Problem } from '../client/loadable';
import { mutate } from '../client/mutate';
import { forgetWithProject } from '../client/per-project';

export type AskedPlan = InputOf<'fabric.plan'>['request'];

/** A change that a person wants to look at before it is made. */
export type WishedChange =
  | { readonly kind: 'plan'; readonly projectId: string; readonly fabric: string; readonly request: AskedPlan }
  | {
      readonly kind: 'fix';
      readonly projectId: string;
      readonly problemIds: readonly string[];
      readonly title: string;
    };

export interface PreviewWish {
  readonly change: WishedChange;
  /** What is being changed, for the title before the engine has answered: "Rename VPC web". */
  readonly title: string;
  /** After it was done. */
  readonly onDone?: (change: WishedChange) => void;
}

/** What the floating preview shows; null: it is closed. */
export const usePreview = create<{ readonly wish: PreviewWish | null }>(() => ({ wish: null }));

export const previewChange = (wish: PreviewWish): void => usePreview.setState({ wish });
export const closePreview = (): void => usePreview.setState({ wish: null });

forgetWithProject(closePreview);

/** What a change would do, whoever works it out. */
export interface ChangeOutlook {
  readonly title: string;
  readonly steps: readonly { readonly path: string; readonly words: string; readonly why: string }[];
  readonly review: PlanPreview['review'];
  readonly refused: PlanPreview['refused'];
  readonly files: readonly { readonly path: string; readonly change: 'created' | 'modified' | 'deleted' }[];
  /** Names exactly this outcome; null for fixes. */
  readonly digest: string | null;
  /** Where the files came with the answer. */
  readonly texts: ReadonlyMap<string, FilePreview>;
}

export type Outlook =
  | { readonly state: 'ready'; readonly outlook: ChangeOutlook }
  | { readonly state: 'failed'; readonly problem: Problem };

/** Asks what a change would do. */
export async function outlookOn(change: WishedChange, signal: AbortSignal): Promise<Outlook> {
  if (change.kind === 'plan') {
    const { projectId, fabric, request } = change;
    const reply = await callEngine('fabric.plan', { projectId, fabric, request }, { signal });
    if (reply.kind !== 'value') return { state: 'failed', problem: reply };
    return { state: 'ready', outlook: { ...reply.value, texts: new Map() } };
  }
  const { projectId, problemIds } = change;
  const [problemId = '', ...also] = problemIds;
  const reply = await callEngine('problems.preview-fix', { projectId, problemId, also }, { signal });
  if (reply.kind !== 'value') return { state: 'failed', problem: reply };
  const { title, files } = reply.value;
  return {
    state: 'ready',
    outlook: {
      title,
      steps: [],
      review: [],
      refused: [],
      digest: null,
      files: files.map(({ path, before, after }) => ({
        path,
        change: before === null ? 'created' : after === null ? 'deleted' : 'modified',
      })),
      texts: new Map(files.map((file) => [file.path, file])),
    },
  };
}

/** Makes the change exactly as it was shown, as one operation. */
export function makeChange(
  change: WishedChange,
  outlook: ChangeOutlook,
  onProblem: (problem: Problem) => void,
): Promise<Receipt | null> {
  if (change.kind === 'plan') {
    const { projectId, fabric, request } = change;
    return mutate('fabric.apply', { projectId, fabric, request, digest: outlook.digest ?? '' }, { onProblem });
  }
  const expected: Record<string, ContentHash | null> = {};
  for (const [path, file] of outlook.texts) expected[path] = file.expected;
  const { projectId, problemIds } = change;
  return mutate('problems.apply-fix', { projectId, problemIds: [...problemIds], expected }, { onProblem });
}
