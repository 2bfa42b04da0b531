import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Failure } from '../../contract/failure';
import { markOpenConflicts } from '../../core/merge/decisions/mark-open-conflicts';
import { mergeWithinRules } from '../../core/merge/decisions/merge-within-rules';
import { readMergePolicy } from '../../core/merge/decisions/read-merge-policy';
import type { MergePolicy } from '../../core/merge/lists/list-policy';
import { revealCharacters } from '../../core/text/reveal-characters';
import { failureOfDisk } from '../../engine/faults/failure-of-disk';
import { gitResultOf } from '../../engine/git/git-result';
import { personalLists, policyOfMerge } from '../../engine/merge/merge-policy';
import { extensionsFolder } from '../data-folder';
import { endWithFailure, printJson, type Terminal } from '../end';
import { exitCodes } from '../exit-codes';
import { replaceFile } from '../replace-file';

export interface MergeFileOptions {
  readonly base: string;
  readonly ours: string;
  readonly theirs: string;
  /** Null: the result goes to standard output. */
  readonly output: string | null;
  /** What the file is called in its repository; its ending decides how it is merged. */
  readonly name: string | null;
  /** A policy file, as a repository keeps one. */
  readonly policy: string | null;
  readonly json: boolean;
}

/** Merges three versions of a file; open conflicts are written between diff3 markers, exit code 1. */
export async function mergeFileCommand(options: MergeFileOptions, terminal: Terminal): Promise<number> {
  const texts: Partial<Record<'base' | 'ours' | 'theirs', string>> = {};
  for (const side of ['base', 'ours', 'theirs'] as const) {
    const read = await readText(options[side]);
    if (typeof read !== 'string') return endWithFailure(read, options, terminal);
    texts[side] = read;
  }
  const { base = '', ours = '', theirs = '' } = texts;
  const policy = await policyOf(options.policy);
  if ('code' in policy) return endWithFailure(policy, options, terminal);
  const path = options.name ?? options.output ?? options.ours;
  const gitResult = await gitResultOf(options);
  const outcome = await mergeWithinRules({ base, ours, theirs, path, policy, gitResult });
  const open = outcome.conflicts.length;
  const marked = markOpenConflicts(outcome, {
    base: basename(options.base),
    ours: basename(options.ours),
    theirs: basename(options.theirs),
  });
  const text = open === 0 ? outcome.text : marked.text;
  if (options.output !== null) {
    try {
      await replaceFile(options.output, text);
    } catch (error) {
      return endWithFailure(failureOfDisk(error, options.output), options, terminal);
    }
  }
  if (options.json)
    printJson(terminal, {
      conflicts: outcome.conflicts,
      decisions: outcome.decisions,
      notices: outcome.notices,
      fallbacks: outcome.fallbacks,
      gate: outcome.gate,
      source: outcome.source,
      tier: outcome.tier,
      text,
      suggested: outcome.suggested,
    });
  else {
    if (options.output === null) terminal.raw(text);
    for (const { sentence } of outcome.notices) terminal.error(`note: ${revealCharacters(sentence)}`);
    if (open > 0) terminal.error(`${open === 1 ? '1 conflict is' : `${open} conflicts are`} left.`);
  }
  return open > 0 ? exitCodes.conflicts.code : exitCodes.done.code;
}

/** A policy that cannot be read whole is refused: half a policy would decide what nobody meant. */
async function policyOf(path: string | null): Promise<MergePolicy | Failure> {
  const folder = await extensionsFolder(process.cwd());
  const personal = await personalLists(folder.ok ? folder.value : null);
  if (path === null) return policyOfMerge(null, personal);
  const text = await readText(path);
  if (typeof text !== 'string') return text;
  const { problems } = readMergePolicy(text);
  return problems.length === 0
    ? policyOfMerge(text, personal)
    : { code: 'bad-input', where: '--policy', problem: problems.join('; ') };
}

async function readText(path: string): Promise<string | Failure> {
  try {
    const bytes = await readFile(path);
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR') return { code: 'path-missing', path };
    if (code === 'EISDIR') return { code: 'not-text', path };
    if (error instanceof TypeError) return { code: 'not-text', path };
    return { code: 'unreadable', path };
  }
}
