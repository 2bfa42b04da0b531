import type { Result } from '../../contract/call';
import type { CallName, OutputOf, ParsedInputOf } from '../../contract/index';
import type { CallContext } from '../call-context';

/** Calls that only the desktop can answer: dialogs, the browser, the file manager, the log. */
type DesktopCallName =
  | 'projects.choose-folder'
  | 'projects.take-startup-path'
  | 'app.info'
  | 'app.open-external'
  | 'app.reveal'
  | 'app.report-crash';

export type EngineCallName = Exclude<CallName, DesktopCallName>;

/**
 * Answers one call of the contract. The input was parsed by its schema; a thrown error is a bug.
 */
export type EngineCall<N extends CallName> = (
  input: ParsedInputOf<N>,
  context: CallContext,
) => Promise<Result<OutputOf<N>>>;

/** Everything of the contract that the engine answers by itself; the window and the command line use the same. */
export type EngineCalls = { readonly [N in EngineCallName]: EngineCall<N> };

/** The calls of one subject: those whose name starts with it. */
export type CallsOf<Subject extends string> = Pick<EngineCalls, Extract<EngineCallName, `${Subject}.${string}`>>;
