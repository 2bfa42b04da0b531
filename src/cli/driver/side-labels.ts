import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { GitCommand } from './git-command';

/** How the three versions are called between conflict markers. */
export interface SideLabels {
  readonly base: string;
  readonly ours: string;
  readonly theirs: string;
}

/** What is true whatever git is doing. Ours is often HEAD, but not where a branch is changed or two others are compared. */
const unknown: SideLabels = { base: 'base', ours: 'ours', theirs: 'theirs' };
const ontoHead: SideLabels = { ...unknown, ours: 'HEAD' };

/**
 * The names that git itself would write into its markers. Before 2.44 it tells a driver none of them, so they are taken
 * from what it hands on in the environment, from its command line where the system shows it (Linux), and from what it
 * has written down about a rebase, a row of picks or a mail. What nobody knows keeps a plain name: a state that is
 * written down may belong to something that has stopped, while git is doing something else.
 */
export async function findSideLabels(
  gitDir: string | null,
  environment: NodeJS.ProcessEnv,
  command: GitCommand | null,
): Promise<SideLabels> {
  const merged = Object.entries(environment).flatMap(([name, value]) =>
    /^GITHEAD_[0-9a-f]+$/.test(name) ? [value] : [],
  );
  if (merged.length === 1 && merged[0]) return { ...ontoHead, theirs: merged[0] };
  const state = async (file: string): Promise<string> =>
    gitDir === null ? '' : readFile(join(gitDir, file), 'utf8').catch(() => '');
  switch (command?.name ?? (environment['GIT_CHERRY_PICK_HELP'] === undefined ? null : 'rebase')) {
    case 'stash':
      return { base: 'Stash base', ours: 'Updated upstream', theirs: 'Stashed changes' };
    case 'rebase':
      return ofStep((await state('rebase-merge/done')).trimEnd().split('\n').at(-1) ?? '');
    case 'am':
      return ofMail(await state('rebase-apply/final-commit'));
    case 'cherry-pick':
    case 'revert':
      return command === null ? ontoHead : ofPick(command, await state('sequencer/todo'));
    case 'switch':
      return { ...unknown, theirs: 'local' };
    case 'merge-tree':
      return ofPair(command?.operands ?? []);
    case 'merge':
    case 'pull':
      return ontoHead;
    default:
      return unknown;
  }
}

/** One pick works without the list of a row, and may be made while a row has stopped. */
function ofPick({ name, options, operands }: GitCommand, todo: string): SideLabels {
  const [revision, ...more] = operands;
  if (revision === undefined || more.length > 0 || revision.includes('..') || !options.every(isOfOnePick))
    return ofStep(todo.split('\n', 1)[0] ?? '');
  return ofCommit(revision, name === 'revert');
}

/** Options that do not turn one revision into many. */
const isOfOnePick = (option: string): boolean =>
  /^-(?:[enrxsSmX]|-(?:edit|no-edit|no-commit|signoff|mainline|ff|allow-empty|keep-redundant|strategy|gpg-sign|no-gpg-sign|rerere|no-rerere|cleanup|reference))/.test(
    option,
  );

const ofPair = ([ours, theirs, ...more]: readonly string[]): SideLabels =>
  ours === undefined || theirs === undefined || more.length > 0 ? unknown : { ...unknown, ours, theirs };

/** A line of a list of commits to replay: "pick 1a2b3c4d… Raise the MTU", "merge -C 1a2b3c4d… topic # Merge topic". */
function ofStep(line: string): SideLabels {
  const merge = /^merge(?: -[cC] [0-9a-f]+)? (\S+)(?: # .*)?$/.exec(line);
  if (merge?.[1] !== undefined) return { ...ontoHead, theirs: merge[1] };
  const [, command = '', commit = '', subject = ''] =
    /^([a-z]+)(?: -[cC])? ([0-9a-f]{7,64})(?: (?:# )?(.*))?$/.exec(line) ?? [];
  if (commit === '') return ontoHead;
  return ofCommit(`${commit.slice(0, 7)} (${subject})`, command === 'revert');
}

const ofCommit = (name: string, isReverted: boolean): SideLabels =>
  isReverted
    ? { ...ontoHead, base: name, theirs: `parent of ${name}` }
    : { ...ontoHead, base: `parent of ${name}`, theirs: name };

function ofMail(message: string): SideLabels {
  const subject = message.split('\n', 1)[0] ?? '';
  return subject === '' ? ontoHead : { ...ontoHead, base: 'constructed merge base', theirs: subject };
}
