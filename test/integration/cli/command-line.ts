import type { Terminal } from '../../../src/cli/end';
import { runCommandLine } from '../../../src/cli/program';
import { temporaryFolder } from '../../support/temporary-folder';

export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly error: string;
  /** Standard output as the one JSON object that `--json` promises. */
  json(): Record<string, unknown>;
}

/** Runs the command line in this process, with its own folder for vaults and settings. */
export async function commandLine(): Promise<(...args: string[]) => Promise<Ended>> {
  const data = await temporaryFolder('data');
  return async (...args) => {
    process.env['SELVEDGE_DATA'] = data;
    let out = '';
    let error = '';
    const terminal: Terminal = {
      out: (text) => (out += text.endsWith('\n') ? text : `${text}\n`),
      raw: (text) => (out += text),
      notices: [],
      error: (text) => (error += text.endsWith('\n') ? text : `${text}\n`),
    };
    const code = await runCommandLine(args, terminal, '1.2.3');
    return { code, out, error, json: () => JSON.parse(out) as Record<string, unknown> };
  };
}
