import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, renameSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { randomFrom } from './random-from';

/**
 * One of those who work beside the app: a terminal with git, or an editor that saves. What git acknowledged goes into
 * the ledger; what the editor saved counts from the moment the app says that it saw it.
 * Arguments: root, ledger, kind, seed, milliseconds, list of the editor's saves.
 */
const [root = '', ledger = '', kind = '', seed = '0', forMs = '0', saves = ''] = process.argv.slice(2);
const random = randomFrom(Number(seed));
const until = Date.now() + Number(forMs);
let turn = 0;
const answers = { done: 0, refused: 0 };

const git = (...args: string[]): Promise<boolean> =>
  new Promise((resolve) => {
    execFile('git', args, { cwd: root }, (error) => {
      answers[error === null ? 'done' : 'refused'] += 1;
      resolve(error === null);
    });
  });

const fresh = (): string => `${kind} wrote ${(turn += 1)} ${random(1e9)}\n`;
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const known = (text: string, commit: string): void =>
  appendFileSync(ledger, `${sha256(text)} ${kind} committed ${commit}\n`);
/** What happened in which order, to be read when something is lost. */
const note = (words: string): void => appendFileSync(`${ledger}.story`, `${Date.now()} ${kind} ${words}\n`);
const write = (path: string, text: string): void => {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), text);
};

const lives: Record<string, () => Promise<void>> = {
  commit: async () => {
    const path = `${kind}/c${random(20)}.yaml`;
    const text = fresh();
    write(path, text);
    if (!(await git('add', '--', path))) return;
    const id = await blobId(path);
    if (!(await git('commit', '-q', '-m', `commit ${turn}`))) {
      // What `gc --prune=now` took from the index would stop every commit from now on.
      await git('reset', '-q');
      return;
    }
    // On a branch: what is committed in the middle of a rebase goes with it when that is given up, as git documents.
    // Somebody may have unstaged it in between, or committed it for us.
    const branch = await output('symbolic-ref', '--quiet', 'HEAD');
    const commit = branch === '' ? '' : await output('rev-parse', '--verify', '--quiet', branch);
    note(`commit ${turn} ${commit} on ${branch}`);
    if (commit !== '' && (await isIn(commit, path, id))) known(text, commit);
  },
  checkout: async () => {
    await git('checkout', '-q', ['main', 'side'][random(2)] ?? 'main');
    await git('merge', '-q', '--no-edit', '-X', 'ours', 'side');
    await git('merge', '--abort');
  },
  stash: async () => {
    const text = fresh();
    write(`${kind}/s.yaml`, text);
    await git('add', '--', `${kind}/s.yaml`);
    // Promised by nobody: the other terminal's `reflog expire --all` empties the list of stashes.
    await git('stash', 'push', '-q', '-u', '-m', `stash ${turn}`);
    if (random(2) === 0) await git('stash', 'apply', '-q');
  },
  clean: async () => {
    await git('clean', '-fdq');
    const rebased = await git('rebase', '-q', 'side');
    note(`rebase ${rebased ? 'done' : 'stopped'} at ${await output('rev-parse', 'HEAD')}`);
    await endRebase();
    if (random(3) === 0) {
      note('clean-up');
      await git('reflog', 'expire', '--expire=now', '--all');
      await git('gc', '--quiet', '--prune=now');
    }
    await wait(200);
  },
  editor: async () => {
    const path = `shared/f${random(30)}.yaml`;
    const text = fresh();
    try {
      if (random(2) === 0) write(path, text);
      else {
        // The way of careful editors.
        write(`${path}~`, text);
        renameSync(join(root, `${path}~`), join(root, path));
      }
      appendFileSync(saves, `${path}\n`);
      answers.done += 1;
    } catch {
      answers.refused += 1;
    }
    await wait(20 + random(100));
  },
};

/** A rebase that stopped is given up before the turn ends; an app may hold the index for a moment. */
async function endRebase(): Promise<void> {
  const open = (): boolean => ['rebase-merge', 'rebase-apply'].some((name) => existsSync(join(root, '.git', name)));
  for (let attempt = 0; attempt < 100 && open(); attempt += 1) if (!(await git('rebase', '--abort'))) await wait(50);
  note(`rebase ended at ${await output('symbolic-ref', '--quiet', 'HEAD')}${open() ? ', still open' : ''}`);
}

function output(...args: string[]): Promise<string> {
  return new Promise((resolve) => {
    execFile('git', args, { cwd: root }, (error, stdout) => resolve(error === null ? stdout.trim() : ''));
  });
}

const blobId = (path: string): Promise<string> => output('hash-object', '--', path);
const isIn = async (commit: string, path: string, id: string): Promise<boolean> =>
  id !== '' && (await output('rev-parse', '--verify', '--quiet', `${commit}:${path}`)) === id;

/**
 * Terminals take turns, as people at one working tree do: git documents that a commit into another's rebase, or a
 * clean-up under another's `add`, loses work by itself. The apps take part in no turns; the editor neither.
 */
async function inTurn(work: () => Promise<void>): Promise<void> {
  for (;;) {
    try {
      mkdirSync(`${ledger}.turn`);
      break;
    } catch {
      await wait(5 + random(20));
    }
  }
  try {
    await work();
  } finally {
    rmdirSync(`${ledger}.turn`);
  }
  // Long enough for the others to get theirs.
  await wait(60 + random(60));
}

const live = lives[kind];
if (live === undefined) throw new Error(`no kind ${kind}`);
while (Date.now() < until) await (kind === 'editor' ? live() : inTurn(live));
process.stdout.write(JSON.stringify(answers));
