import type { Failure, FailureCode } from '../contract/failure';
import { describeFailure } from '../core/failure/describe-failure';
import { revealCharacters } from '../core/text/reveal-characters';
import { exitCodes, type ExitName } from './exit-codes';

/** Where a command prints; tests give another. */
export interface Terminal {
  out(text: string): void;
  /** Text that is the product itself: not a byte more. */
  raw(text: string): void;
  error(text: string): void;
  /** What has to be said besides; with `--json` it is printed within the one object, as `notices`. */
  readonly notices: string[];
}

/** Says something besides the answer: on standard error, or with `--json` in the object that is yet to be printed. */
export function note(sentence: string, options: { readonly json: boolean }, terminal: Terminal): void {
  if (options.json) terminal.notices.push(sentence);
  else terminal.error(`selvedge: ${revealCharacters(sentence)}`);
}

const withNotices = ({ notices }: Terminal): object => (notices.length === 0 ? {} : { notices: notices.splice(0) });

export const processTerminal: Terminal = {
  out: (text) => void process.stdout.write(text.endsWith('\n') ? text : `${text}\n`),
  raw: (text) => void process.stdout.write(text),
  error: (text) => void process.stderr.write(text.endsWith('\n') ? text : `${text}\n`),
  notices: [],
};

const endings: Partial<Record<FailureCode, ExitName>> = {
  'bad-input': 'usage',
  'path-missing': 'notFound',
  'not-a-folder': 'notFound',
  'not-a-repository': 'notFound',
  'bare-repository': 'notFound',
  'file-missing': 'notFound',
  'unknown-revision': 'notFound',
  'backup-missing': 'notFound',
  'nothing-kept': 'notFound',
  'operation-missing': 'notFound',
  'file-changed-since': 'changedSince',
  'state-changed-since': 'changedSince',
  'index-locked': 'locked',
  'locked-by-other': 'locked',
  'conflicts-remain': 'conflicts',
};

/** Says a failure in words (or as JSON) and answers the exit code. */
export function endWithFailure(failure: Failure, options: { json: boolean }, terminal: Terminal): number {
  // The remedies are the window's buttons; the sentence says what to do.
  const { title, sentence } = describeFailure(failure);
  if (options.json)
    terminal.out(JSON.stringify({ ok: false, ...withNotices(terminal), failure: { ...failure, title, sentence } }));
  else terminal.error(`selvedge: ${title}\n${sentence}`);
  // A plan that the files do not allow was understood well.
  const isPlan = failure.code === 'bad-input' && failure.where === 'plan';
  return exitCodes[isPlan ? 'failed' : (endings[failure.code] ?? 'failed')].code;
}

/** `--json` promises one JSON object, also when the command was not understood. */
const wantsJson = (args: readonly string[]): boolean => {
  const end = args.indexOf('--');
  return (end < 0 ? args : args.slice(0, end)).includes('--json');
};

/** A command line that is not understood; the parser said so on standard error already. */
export function endWithUsage(problem: string, args: readonly string[], terminal: Terminal): number {
  if (wantsJson(args)) {
    const sentence = `${problem.trim().replace(/[.]$/, '')}. Run with --help for what there is.`;
    const failure = { code: 'usage', title: 'The command line is not understood', sentence };
    terminal.out(JSON.stringify({ ok: false, failure }));
  }
  return exitCodes.usage.code;
}

export function endWithBug(error: unknown, args: readonly string[], terminal: Terminal): number {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  if (wantsJson(args)) {
    const sentence = 'What went wrong is on standard error.';
    terminal.out(JSON.stringify({ ok: false, failure: { code: 'bug', title: 'A fault of Selvedge', sentence } }));
  }
  terminal.error(`selvedge: a fault of Selvedge: ${text}`);
  return exitCodes.bug.code;
}

export function printJson(terminal: Terminal, value: object): void {
  terminal.out(JSON.stringify({ ok: true, ...withNotices(terminal), ...value }));
}
