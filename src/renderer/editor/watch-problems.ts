import type { editor, IDisposable } from 'monaco-editor/editor';
import { currentKnowledge, type TextProblem } from './knowledge';
import type { Monaco } from './monaco-api';
import { projectPathOf } from './project-text';
import { rangeOf } from './text-range';

const owner = 'selvedge';
/** After the last letter; short enough to feel live, long enough not to check every letter. */
const pauseMs = 250;

export interface ProblemWatch extends IDisposable {
  /** Something else in the project changed: the same text may be judged differently now. */
  checkAgain(): void;
}

/** Underlines what is wrong with a model while it changes. The newest text wins; checks of older ones are cancelled. */
export function watchProblems(
  monaco: Monaco,
  model: editor.ITextModel,
  onProblems: (problems: readonly TextProblem[]) => void,
): ProblemWatch {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let running: AbortController | null = null;
  let disposed = false;

  const severities = {
    error: monaco.MarkerSeverity.Error,
    warning: monaco.MarkerSeverity.Warning,
    note: monaco.MarkerSeverity.Info,
  };
  const check = async (): Promise<void> => {
    timer = null;
    const knowledge = currentKnowledge();
    const path = projectPathOf(model);
    if (knowledge === null || path === null || disposed) return;
    running = new AbortController();
    const { signal } = running;
    const problems = await knowledge.check({ path, text: model.getValue() }, signal);
    if (signal.aborted || problems === null || model.isDisposed()) return;
    const marks = problems.map((one) => ({
      ...visible(model, rangeOf(one)),
      severity: severities[one.severity],
      message: one.message,
      source: one.rule,
    }));
    monaco.editor.setModelMarkers(model, owner, marks);
    onProblems(problems);
  };
  const schedule = (afterMs: number): void => {
    running?.abort();
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(() => void check(), afterMs);
  };
  const watching = model.onDidChangeContent(() => schedule(pauseMs));
  schedule(0);
  return {
    checkAgain: () => schedule(0),
    dispose: () => {
      disposed = true;
      watching.dispose();
      running?.abort();
      if (timer !== null) clearTimeout(timer);
      if (!model.isDisposed()) monaco.editor.setModelMarkers(model, owner, []);
    },
  };
}

/** A stretch without letters would be underlined nowhere. */
function visible(model: editor.ITextModel, range: ReturnType<typeof rangeOf>): ReturnType<typeof rangeOf> {
  const valid = model.validateRange(range);
  const { startLineNumber, startColumn, endLineNumber, endColumn } = valid;
  if (startLineNumber !== endLineNumber || startColumn !== endColumn) return valid;
  const longest = model.getLineMaxColumn(startLineNumber);
  if (startColumn < longest)
    return { ...valid, startColumn, endColumn: startColumn + 1, startLineNumber, endLineNumber };
  return { startLineNumber, startColumn: Math.max(1, startColumn - 1), endLineNumber, endColumn };
}
