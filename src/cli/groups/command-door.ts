import type { Command } from 'commander';
import type { Terminal } from '../end';

/** What every command needs besides its own options. */
export interface CommandDoor {
  readonly program: Command;
  readonly terminal: Terminal;
  /** The options that all commands share: the repository of `-C`, and `--json`. */
  shared(json: boolean | undefined): { readonly repository: string; readonly json: boolean };
  /** Says how the command ended. */
  end(code: number): void;
}

export interface Json {
  readonly json?: boolean;
}

export const jsonHelp = 'print one JSON object';
