import type { ProjectPath } from '../../contract/basics';
import type { CallName, InputOf, OutputOf } from '../../contract/index';
import { provideKnowledge, type Knowledge, type KnownText, type TextPlace } from '../editor/knowledge';
import { callEngine } from './client/client';
import { currentProject } from './project-store';

/** The answer, or null: while somebody types, a question that fails is asked again with the next letter. */
async function ask<N extends CallName>(
  name: N,
  input: InputOf<N> | null,
  signal: AbortSignal,
): Promise<OutputOf<N> | null> {
  if (input === null) return null;
  const reply = await callEngine(name, input, { signal });
  return reply.kind === 'value' && !signal.aborted ? reply.value : null;
}

function inText({ path, text }: KnownText): { projectId: string; path: ProjectPath; text: string } | null {
  const project = currentProject();
  return project === null ? null : { projectId: project.projectId, path: path as ProjectPath, text };
}

function atPlace(text: KnownText, { line, column }: TextPlace) {
  const where = inText(text);
  return where === null ? null : { ...where, line, column };
}

const fabricKnowledge: Knowledge = {
  async suggest(text, at, signal) {
    const answer = await ask('fabric.completions', atPlace(text, at), signal);
    return answer === null ? null : { replace: answer.replace, items: answer.completions };
  },
  async explain(text, at, signal) {
    const answer = await ask('fabric.hover', atPlace(text, at), signal);
    return answer === null ? null : { title: answer.title, paragraphs: answer.lines, stretch: answer.span };
  },
  async check(text, signal) {
    const answer = await ask('fabric.check-text', inText(text), signal);
    return answer?.problems ?? null;
  },
};

/** Lets every editor of the window ask the engine about YAML. Returns the function that stops it. */
export const startFabricKnowledge = (): (() => void) => provideKnowledge(fabricKnowledge);
