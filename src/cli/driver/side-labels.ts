import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

/** How the three versions are called between conflict markers. */
export interface SideLabels {
  readonly base: string;
  readonly ours: string;
  readonly theirs: string;
}

const plain: SideLabels = { base: 'base', ours: 'HEAD', theirs: 'theirs' };

/**
 * The names that git itself would write into its markers. Before 2.44 it tells a driver none of them, so they are taken
 * from what it hands on in the environment, from its command line where the system shows it (Linux), and from what it
 * has written down about a rebase, a row of picks or a mail. What nobody knows keeps a plain name.
 */
export async function findSideLabels(gitDir: string | null, environment: NodeJS.ProcessEnv): Promise<SideLabels> {
  const merged = Object.entries(environment).flatMap(([name, value]) =>
    /^GITHEAD_[0-9a-f]+$/.test(name) ? [value] : [],
  );
  if (merged.length === 1 && merged[0]) return { ...plain, theirs: merged[0] };
  const command = await gitCommand();
  const state = async (file: string): Promise<string> =>
    gitDir === null ? '' : readFile(join(gitDir, file), 'utf8').catch(() => '');
  // Somebody may apply a stash while a rebase has stopped: without a command line only a hint in the environment counts.
  const name = command?.name ?? (environment['GIT_CHERRY_PICK_HELP'] === undefined ? null : 'rebase');
  if (name === 'stash') return { base: 'Stash base', ours: 'Updated upstream', theirs: 'Stashed changes' };
  if (name === 'rebase') return ofStep((await state('rebase-merge/done')).trimEnd().split('\n').at(-1) ?? '');
  if (name === 'am') return ofMail(await state('rebase-apply/final-commit'));
  if (name === null || name === 'cherry-pick' || name === 'revert') {
    const row = ofStep((await state('sequencer/todo')).split('\n', 1)[0] ?? '');
    if (row !== plain) return row;
    const [revision, ...more] = command?.revisions ?? [];
    if (revision !== undefined && more.length === 0) return ofCommit(revision, name === 'revert');
  }
  return plain;
}

/** A line of a list of commits to replay: "pick 1a2b3c4d… Raise the MTU". */
function ofStep(line: string): SideLabels {
  const [, command = '', commit = '', subject = ''] =
    /^([a-z]+)(?: -[cC])? ([0-9a-f]{7,64})(?: (?:# )?(.*))?$/.exec(line) ?? [];
  if (commit === '') return plain;
  return ofCommit(`${commit.slice(0, 7)} (${subject})`, command === 'revert');
}

const ofCommit = (name: string, isReverted: boolean): SideLabels =>
  isReverted
    ? { ...plain, base: name, theirs: `parent of ${name}` }
    : { ...plain, base: `parent of ${name}`, theirs: name };

function ofMail(message: string): SideLabels {
  const subject = message.split('\n', 1)[0] ?? '';
  return subject === '' ? plain : { ...plain, base: 'constructed merge base', theirs: subject };
}

interface GitCommand {
  readonly name: string;
  /** Arguments that are no options. */
  readonly revisions: readonly string[];
}

const replaying = new Set(['am', 'cherry-pick', 'checkout', 'merge', 'rebase', 'revert', 'stash', 'switch']);
const withValue = new Set(['-m', '--mainline', '-s', '--strategy', '-X', '--strategy-option']);

/** The git that started this driver, through a shell and a launcher. Null: this system does not show it. */
async function gitCommand(): Promise<GitCommand | null> {
  let processId = process.ppid;
  for (let step = 0; step < 4 && processId > 1; step += 1) {
    const words = (await readFile(`/proc/${processId}/cmdline`, 'utf8').catch(() => '')).split('\0').slice(0, -1);
    if (/^git(?:\.exe)?$/.test(basename(words[0] ?? ''))) return readCommand(words.slice(1));
    const stat = await readFile(`/proc/${processId}/stat`, 'utf8').catch(() => '');
    processId = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1] ?? 0);
  }
  return null;
}

function readCommand(words: readonly string[]): GitCommand | null {
  const at = words.findIndex((word) => replaying.has(word));
  if (at < 0) return null;
  const rest = words.slice(at + 1);
  const revisions = rest.filter((word, index) => !word.startsWith('-') && !withValue.has(rest[index - 1] ?? ''));
  return { name: words[at] ?? '', revisions: revisions.some((word) => word.includes('..')) ? [] : revisions };
}
