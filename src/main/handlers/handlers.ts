import type { ProjectPath } from '../../contract/basics';
import type { Result } from '../../contract/call';
import type { CallName, OutputOf, ParsedInputOf } from '../../contract/index';
import type { AppInfo } from '../../contract/settings';

/** What travels beside a call's input: a way to be cancelled and a way to tell how far it is. */
export interface CallContext {
  readonly signal: AbortSignal;
  /** `total` null: not known. Cheap to call often; the door coalesces. */
  progress(step: { title: string; done: number; total: number | null; unit: string }): void;
}

/** Answers one call. The input was parsed; a thrown error is a bug and reaches the page as a reference. */
export type Handler<N extends CallName> = (
  input: ParsedInputOf<N>,
  context: CallContext,
) => Promise<Result<OutputOf<N>>>;

/** One handler for each call of the contract: forgetting one does not compile. */
export type Handlers = { readonly [N in CallName]: Handler<N> };

/** What the app was started with, or what a second start handed over. `conflict`: what to answer first, from the project's root. */
export type StartupRequest =
  | { readonly kind: 'path'; readonly path: string; readonly conflict?: ProjectPath | undefined }
  | { readonly kind: 'demo' };

/** What handlers need of the desktop. Electron gives one; the browser host of the tests another. */
export interface DesktopPort {
  /** Shows the system's folder dialog; null when the person backed out. */
  chooseFolder(title: string): Promise<string | null>;
  /** Opens an address in the person's browser; false when it is not plain http(s) and so was not opened. */
  openExternal(url: string): Promise<boolean>;
  /** Shows a path in the system's file manager. */
  reveal(path: string): void;
  /** Writes a crash of the page into the log and answers the reference that finds it. */
  reportCrash(crash: { message: string; stack: string }): string;
  /** What the app was started with, the first time; null after that. */
  takeStartupRequest(): StartupRequest | null;
  /** What the desktop knows about the app; git's part is the engine's. */
  appInfo(): Pick<AppInfo, 'version' | 'runtime' | 'platform' | 'dataFolder'>;
}
