import type { OpenProject } from '../contract/projects';
import type { InputOf, OutputOf } from '../contract/index';
import { quietContext } from '../engine/call-context';
import type { EngineCall, EngineCallName } from '../engine/calls/engine-calls';
import { endWithFailure, note, printJson, type Terminal } from './end';
import { exitCodes, type ExitName } from './exit-codes';
import { type ProjectOptions, withProject } from './with-project';

interface Question<N extends EngineCallName> {
  readonly call: N;
  /** What the call asks besides the project. */
  input(project: OpenProject): Promise<Omit<InputOf<N>, 'projectId'>> | Omit<InputOf<N>, 'projectId'>;
  /** The answer for people. */
  words(answer: OutputOf<N>): string;
  /** What has to be said besides, on standard error; `json` has it in its own words. */
  notices?(answer: OutputOf<N>): readonly string[];
  /** The answer for `--json`. */
  json(answer: OutputOf<N>): object;
  /** How the command ends when the call was answered; `done` unless told. */
  ending?(answer: OutputOf<N>): ExitName;
}

/** A command that is one call: asks it, prints the answer in words or as JSON, and answers the exit code. */
export function answer<N extends EngineCallName>(
  options: ProjectOptions,
  terminal: Terminal,
  question: Question<N>,
): Promise<number> {
  return withProject(options, terminal, async (engine, project) => {
    const input = { ...(await question.input(project)), projectId: project.projectId };
    // TypeScript cannot follow that the input belongs to exactly this call; the engine's tests hold them together.
    const call = engine.calls[question.call] as unknown as EngineCall<N>;
    const answered = await call(input as unknown as Parameters<EngineCall<N>>[0], quietContext());
    if (!answered.ok) return endWithFailure(answered.failure, options, terminal);
    if (options.json) printJson(terminal, question.json(answered.value));
    else {
      for (const notice of question.notices?.(answered.value) ?? []) note(notice, options, terminal);
      terminal.out(question.words(answered.value));
    }
    return exitCodes[question.ending?.(answered.value) ?? 'done'].code;
  });
}
