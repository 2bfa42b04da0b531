import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';

/** The command line of the git that started this program. */
export interface GitCommand {
  /** As it was typed: an alias stays an alias. */
  readonly name: string;
  readonly options: readonly string[];
  /** Arguments that are no options. */
  readonly operands: readonly string[];
}

/** Found through a shell and a launcher. Null: this system does not show it. */
export async function gitCommand(): Promise<GitCommand | null> {
  let processId = process.ppid;
  for (let step = 0; step < 4 && processId > 1; step += 1) {
    const words = (await readFile(`/proc/${processId}/cmdline`, 'utf8').catch(() => '')).split('\0').slice(0, -1);
    if (/^git(?:\.exe)?$/.test(basename(words[0] ?? ''))) return readGitCommand(words.slice(1));
    const stat = await readFile(`/proc/${processId}/stat`, 'utf8').catch(() => '');
    processId = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1] ?? 0);
  }
  return null;
}

const valuesOfGit = new Set(['-C', '-c', '--git-dir', '--work-tree', '--namespace', '--config-env', '--super-prefix']);
const valuesOfCommands = new Set(['-m', '--mainline', '-s', '--strategy', '-X', '--strategy-option', '--merge-base']);

/** Reads the words after `git`. Null: no command is among them. */
export function readGitCommand(words: readonly string[]): GitCommand | null {
  let at = 0;
  while (words[at]?.startsWith('-') === true) at += valuesOfGit.has(words[at] ?? '') ? 2 : 1;
  const name = words[at];
  if (name === undefined) return null;
  const rest = words.slice(at + 1).filter((_, index, all) => !takesNext(name, all[index - 1]));
  const isOption = (word: string): boolean => word.startsWith('-');
  return { name, options: rest.filter(isOption), operands: rest.filter((word) => !isOption(word)) };
}

/** `-m` has a number after it where a parent is chosen, and none where a branch is changed. */
const takesNext = (name: string, option: string | undefined): boolean =>
  option !== undefined &&
  valuesOfCommands.has(option) &&
  !(option === '-m' && (name === 'switch' || name === 'checkout'));
