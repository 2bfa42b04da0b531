import type { ConflictValue, SettledValue } from '../../../../contract/merge-values';
import type { FoundValue } from '../../../../core/merge/editing/value-at';
import { valueAt } from '../../../../core/merge/editing/value-at';
import { announce } from '../../../app/client/announce';
import { insertQuestion } from '../model/insert-question';
import { pathText } from '../../../../core/merge/structure/context';
import { textsOf } from './file-work';
import type { TextWork } from './file-work';
import { useMerge } from './merge-store';
import { showLine } from './verdict';

type Place = Pick<SettledValue, 'resource' | 'path'>;

function textWork(path: string): TextWork | null {
  const work = useMerge.getState().files.get(path);
  return work?.kind === 'text' ? work : null;
}

/** Shows in the panes what was settled. */
export function lookAt(path: string, { resource, path: at }: Place): void {
  const work = textWork(path);
  const found = work === null ? null : valueAt(work.session.text, resource, at);
  if (found === null) announce('It is not in the result: it was removed.');
  showLine(path, found?.startLine ?? 0);
}

/**
 * Makes a question of something that was settled: base, ours and theirs as they are in the three versions. The result
 * stays as it is until it is answered; undo takes the question away again.
 */
export function reopenDecision(path: string, decision: SettledValue): void {
  const work = textWork(path);
  const texts = work === null ? null : textsOf(work.file);
  if (work === null || texts === null) return;
  const { resource, path: at } = decision;
  const result = valueAt(work.session.text, resource, at);
  const sides = {
    base: valueAt(texts.base, resource, at),
    ours: valueAt(texts.ours, resource, at),
    theirs: valueAt(texts.theirs, resource, at),
  };
  if (result === null) {
    announce('It is not in the result, so it can only be changed in the text.');
    showLine(path, 0);
    return;
  }
  const lines = (text: string, found: FoundValue | null): readonly string[] =>
    found === null ? [] : text.split('\n').slice(found.startLine, found.endLine);
  const conflict: ConflictValue = {
    id: `${resource ?? path} · ${pathText(at)} · asked again`,
    level: 'structure',
    reason: 'both-changed',
    tier: 'ask',
    resource,
    path: [...at],
    base: sides.base?.written ?? null,
    ours: sides.ours?.written ?? null,
    theirs: sides.theirs?.written ?? null,
    why: `The merge settled this (${decision.rule}); you asked to decide it yourself.`,
    alternatives: [],
  };
  const next = insertQuestion(work.session.view, {
    conflict,
    range: { start: result.startLine, end: result.endLine },
    lines: {
      base: lines(texts.base, sides.base),
      ours: lines(texts.ours, sides.ours),
      theirs: lines(texts.theirs, sides.theirs),
    },
  });
  if (next === null) {
    announce('Another question stands on the same lines. Answer that one, or change the text.');
    return;
  }
  work.session.ask(next.document, work.session.view.lines, next.places);
  useMerge.setState(({ active }) => ({ active: new Map(active).set(path, next.number), editing: null }));
  announce('Asked again. The result keeps what the merge chose until you answer.');
}
