import type { ProjectPath } from '../../../../contract/basics';
import type { ConflictAnswer, ConflictAnswers } from '../../../../contract/merge-values';
import { isClean, mergeText } from '../../../../core/merge/text/regions';
import { splitLines } from '../../../../core/diff/lines';
import { announce } from '../../../app/client/announce';
import { callEngine } from '../../../app/client/client';
import { currentProject } from '../../../app/project-store';
import { startFromDraft, structuredDraftOf } from '../model/draft';
import type { ResultStart } from '../model/draft';
import type { MergeDocument } from '../model/merge-document';
import { openStructuredDocument } from '../model/structure';
import type { MergeSession } from './merge-session';
import { useMerge } from './merge-store';

/**
 * Gives an answer that leads to further questions: the merge is made anew with it, and the answers given so far are put
 * in again. One undo step takes the answer and the new questions back.
 */
export async function askFurther(path: string, index: number, choice: ConflictAnswer): Promise<void> {
  const session = sessionOf(path);
  const structure = session?.document.structure ?? null;
  if (structure === null) return;
  const ids = structure.questions[index]?.conflicts.map(({ id }) => id) ?? [];
  await askWith(path, { ...structure.premises, ...Object.fromEntries(ids.map((id) => [id, choice])) });
}

/** Takes an answer back that had led to further questions. */
export async function askAgain(path: string, id: string): Promise<void> {
  const premises = sessionOf(path)?.document.structure?.premises ?? {};
  await askWith(path, Object.fromEntries(Object.entries(premises).filter(([one]) => one !== id)));
}

function sessionOf(path: string): MergeSession | null {
  const work = useMerge.getState().files.get(path);
  return work?.kind === 'text' ? work.session : null;
}

async function askWith(path: string, premises: ConflictAnswers): Promise<void> {
  const projectId = currentProject()?.projectId;
  const session = sessionOf(path);
  if (projectId === undefined || session === null) return;
  const reply = await callEngine('structure.open', { projectId, path: path as ProjectPath, answers: premises });
  if (sessionOf(path) !== session) return;
  if (reply.kind !== 'value' || reply.value.kind !== 'structure') {
    announce('This answer could not be taken; nothing was changed.');
    return;
  }
  const next = openStructuredDocument(reply.value, premises);
  const { lines, places } = carried(session, next);
  session.ask(next, lines, places);
}

/** The new text with the answers so far, and with what was typed beside the questions where it still fits. */
function carried(session: MergeSession, next: MergeDocument): ResultStart {
  const { document, places, lines } = session.view;
  const structure = structuredDraftOf(document, places, lines) ?? { premises: {}, lines: {} };
  const put = (into: MergeDocument): ResultStart => {
    const draft = { text: '', choices: {}, structure, savedAt: '' };
    return startFromDraft(into, { ...draft, text: assembled(into, structure.lines) });
  };
  const before = put(document);
  const after = put(next);
  const [base, ours, theirs] = [before.lines, lines, after.lines].map((one) => one.join('\n'));
  if (base === undefined || ours === undefined || theirs === undefined || base === ours) return after;
  const typed = mergeText({ base, ours, theirs });
  if (!isClean(typed)) {
    announce('What was typed beside the questions is not in the new text. Undo brings it back.');
    return after;
  }
  const draft = { text: typed.result, choices: {}, structure, savedAt: '' };
  return startFromDraft(next, draft);
}

function assembled(document: MergeDocument, known: Readonly<Record<string, readonly string[]>>): string {
  const text: string[] = [];
  let at = 0;
  for (const region of document.regions) {
    text.push(...document.base.slice(at, region.base.start));
    text.push(...(known[region.id] ?? document.base.slice(region.base.start, region.base.end)));
    at = region.base.end;
  }
  return [...text, ...splitLines(document.base.slice(at).join('\n'))].join('\n');
}
