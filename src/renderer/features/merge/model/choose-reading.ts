import type { ConflictDocument } from '../../../../contract/merge';
import type { StructuredMerge } from '../../../../contract/structure';
import type { ThreeTexts } from '../../../../core/merge/text/regions';
import { startFromDraft, startFromWorktree, untouchedStart } from './draft';
import type { ResultStart } from './draft';
import { openMergeDocument } from './merge-document';
import type { MergeDocument } from './merge-document';
import { openStructuredDocument } from './structure';

export interface Reading extends ResultStart {
  readonly document: MergeDocument;
  /** Why a file that could be asked by structure is asked by lines; null where that is not so. */
  readonly byLinesBecause: string | null;
}

/**
 * How a file is asked, and where the work on it begins.
 *
 * By structure, where there is one, unless somebody has worked on the file by lines already: in another tool, or here
 * before. What people did is never thrown away for a better question.
 */
export function chooseReading(texts: ThreeTexts, file: ConflictDocument, merge: StructuredMerge | null): Reading {
  const { draft, worktree } = file;
  if (merge?.kind === 'structure') {
    const document = openStructuredDocument(merge, draft?.structure?.premises ?? {});
    if (draft?.structure !== undefined) return { document, ...startFromDraft(document, draft), byLinesBecause: null };
    if (draft === null) {
      if (worktree.kind !== 'text') return { document, ...untouchedStart(document), byLinesBecause: null };
      const start = structuredStart(document, texts, worktree.text);
      if (start !== null) return { document, ...start, byLinesBecause: null };
    }
  }
  const document = openMergeDocument(texts);
  const because = merge === null ? null : merge.kind === 'lines' ? merge.reason : 'it was worked on by lines already';
  return { document, ...startByLines(document, file), byLinesBecause: because };
}

function startByLines(document: MergeDocument, { draft, worktree }: ConflictDocument): ResultStart {
  if (draft !== null) return startFromDraft(document, draft);
  return worktree.kind === 'text' ? startFromWorktree(document, worktree.text) : untouchedStart(document);
}

/** Null: the working tree holds neither what git left there nor what a merge by structure did. */
function structuredStart(document: MergeDocument, texts: ThreeTexts, worktree: string): ResultStart | null {
  const byStructure = startFromWorktree(document, worktree);
  if (byStructure.lines.join('\n') === document.untouched.text) return untouchedStart(document);
  const byLines = openMergeDocument(texts);
  const left = startFromWorktree(byLines, worktree).lines.join('\n');
  return left === byLines.untouched.text ? untouchedStart(document) : null;
}
