import type { ContentHash, FileContent } from '../../../../contract/basics';
import type { ConflictDocument } from '../../../../contract/merge';
import type { StructuredMerge } from '../../../../contract/structure';
import type { Problem } from '../../../app/client/loadable';
import type { DraftSaver, DraftStatus } from './draft-saver';
import type { MergeSession, SessionView } from './merge-session';

/** What is known of one conflicted path. */
export type FileWork =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly problem: Problem }
  | TextWork
  /** A question about the whole path: deleted here, changed there, binary, and so on. */
  | { readonly kind: 'whole'; readonly file: ConflictDocument };

export interface TextWork {
  readonly kind: 'text';
  readonly file: ConflictDocument;
  readonly session: MergeSession;
  readonly saver: DraftSaver;
  readonly view: SessionView;
  readonly draft: DraftStatus;
  /** What the merge by structure says about the file; null when it could not be asked. */
  readonly merge: StructuredMerge | null;
  /** Why a file that has a structure is asked by lines. */
  readonly byLinesBecause: string | null;
  /** What lay in the working tree when the person last looked: the engine checks it before it writes. */
  readonly worktreeSeen: ContentHash | null;
  /** Set when something else wrote the file meanwhile. */
  readonly changedOutside: FileContent | null;
  /** What a person chose where {@link asksMode}; null: not yet. */
  readonly executable: boolean | null;
}

/** Both sides added the file, one executable and one not: nothing tells which is meant. */
export function asksMode({ base, ours, theirs }: ConflictDocument): boolean {
  const bothText = ours.kind === 'text' && theirs.kind === 'text';
  return bothText && base.kind === 'absent' && ours.executable !== theirs.executable;
}

export function hashOf(content: FileContent): ContentHash | null {
  return content.kind === 'text' || content.kind === 'binary' ? content.hash : null;
}

/** The three sides as texts, when this is a question about text. A side without a base has an empty one. */
export function textsOf(file: ConflictDocument): { base: string; ours: string; theirs: string } | null {
  const { base, ours, theirs } = file;
  if (file.file.shape !== 'text' || ours.kind !== 'text' || theirs.kind !== 'text') return null;
  if (base.kind === 'text') return { base: base.text, ours: ours.text, theirs: theirs.text };
  return base.kind === 'absent' ? { base: '', ours: ours.text, theirs: theirs.text } : null;
}

/** A file that the merge by structure settled without a question, and nobody has touched since. */
export function isSettledByStructure(work: FileWork | undefined): work is TextWork {
  if (work?.kind !== 'text' || work.merge?.kind !== 'structure') return false;
  const { session, merge } = work;
  return (
    merge.questions.length === 0 &&
    merge.proof.passed &&
    session.document.structure !== null &&
    session.text === session.document.untouched.text &&
    work.changedOutside === null &&
    !asksMode(work.file)
  );
}

/** True when both are the same question: the same three versions. */
export function isSameQuestion(one: ConflictDocument, other: ConflictDocument): boolean {
  const key = ({ base, ours, theirs, file }: ConflictDocument): string =>
    JSON.stringify([file.shape, file.conflict, ...[base, ours, theirs].map((side) => hashOf(side) ?? side.kind)]);
  return key(one) === key(other);
}
