import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { redact } from './redact';

/** The log of the main process: one line for what happened, a block for a bug. Credentials never reach it. */
export interface Log {
  note(line: string): void;
  /** Writes a bug in full and answers the reference that finds it. */
  bug(where: string, error: unknown): string;
  readonly file: string;
}

const largestBytes = 2 * 1024 * 1024;

/**
 * Opens the log below `folder`; past 2 MB the file becomes `selvedge.1.log` and a new one begins.
 *
 * Writing is synchronous, so that the last line before a crash is there; what is written is rare and short. A log that
 * cannot be written must never be what breaks the app: then the lines go to standard error.
 */
export function openLog(folder: string, now: () => Date = () => new Date()): Log {
  const file = join(folder, 'selvedge.log');
  const write = (text: string): void => {
    const line = `${now().toISOString()} ${redact(text)}\n`;
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > largestBytes) {
        renameSync(file, join(folder, 'selvedge.1.log'));
      }
      appendFileSync(file, line, { mode: 0o600 });
    } catch {
      process.stderr.write(line);
    }
  };
  return {
    file,
    note: write,
    bug(where, error) {
      const reference = newReference();
      write(`bug ${reference} in ${where}\n${describe(error)}`);
      return reference;
    },
  };
}

/** Eight characters that can be read aloud: no 0, 1, I, L, O or U. */
function newReference(): string {
  const letters = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
  const pick = (): string => letters[randomInt(letters.length)] ?? '';
  const four = (): string => pick() + pick() + pick() + pick();
  return `${four()}-${four()}`;
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const own = error.stack ?? `${error.name}: ${error.message}`;
  return error.cause === undefined ? own : `${own}\ncaused by ${describe(error.cause)}`;
}
