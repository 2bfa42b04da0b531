import { constants } from 'node:fs';
import { lstat, open, readFile, readdir, rename, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { markOpenConflicts } from '../../core/merge/decisions/mark-open-conflicts';
import { mergeWithinRules } from '../../core/merge/decisions/merge-within-rules';
import type { ListRule, MergePolicy } from '../../core/merge/lists/list-policy';
import type { MergeOutcome } from '../../core/merge/merge-outcome';
import { revealCharacters } from '../../core/text/reveal-characters';
import { findPlace } from '../../engine/git/find-place';
import { extensionsFolder } from '../data-folder';
import type { Terminal } from '../end';
import { exitCodes } from '../exit-codes';
import type { DriverArguments } from './driver-arguments';
import { readDriverArguments } from './driver-arguments';
import { gitCommand } from './git-command';
import { recordDriverDecisions } from './record-decisions';
import { findSideLabels } from './side-labels';
import type { SideLabels } from './side-labels';

/** Files above this go to git's merge: it is quicker, and nobody reads their questions one by one. */
const structureLimitBytes = 16 * 1024 * 1024;

/**
 * Git's merge driver: merges three versions of one file by what they say and puts the result where git looks for it.
 *
 * Answers 0 for a clean result and 1 for one with conflicts between diff3 markers, so that git stops. What cannot be
 * read as text goes to git's own merge; whatever fails, ours stays in place and the answer is 1. Never above 128,
 * which git would take for a crash of the whole merge.
 */
export async function mergeDriver(args: readonly string[], terminal: Terminal): Promise<number> {
  const read = readDriverArguments(args);
  if (read === null) {
    terminal.error('selvedge: merge-driver wants %O %A %B %L %P, as git fills them in');
    return exitCodes.usage.code;
  }
  const given: NamedArguments = { ...read, labels: read.labels ?? (await labelsHere()) };
  const name = revealCharacters(given.path);
  try {
    const bytes = await readThree(given);
    const texts = bytes === null ? null : decodeThree(bytes);
    if (texts === null) return await byGit(given, terminal, 'is not UTF-8 text, or too large');
    const { gitResultOf } = await import('../../engine/git/git-result');
    const outcome = await mergeWithinRules({
      ...texts,
      path: given.path,
      gitResult: await gitResultOf(given),
      policy: withPersonal(await policyHere(terminal), await personalHere()),
    });
    return await finish(given, outcome, terminal);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return byGit(given, terminal, `could not be merged by structure (${revealCharacters(why)})`).catch(
      (second: unknown) => {
        terminal.error(
          `selvedge: ${name} was left as ours: ${second instanceof Error ? second.message : String(second)}`,
        );
        return exitCodes.conflicts.code;
      },
    );
  }
}

type NamedArguments = DriverArguments & { readonly labels: SideLabels };

async function labelsHere(): Promise<SideLabels> {
  const place = await findPlace(process.cwd(), process.env);
  return findSideLabels(place?.gitDir ?? null, process.env, await gitCommand());
}

type Three<T> = Readonly<Record<'base' | 'ours' | 'theirs', T>>;

/** Null: something is no plain file, or too large. Links are not followed: git names plain files. */
async function readThree(given: DriverArguments): Promise<Three<Buffer> | null> {
  const read = async (path: string): Promise<Buffer | null> => {
    if (!(await lstat(path)).isFile()) return null;
    const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
    try {
      return (await file.stat()).size > structureLimitBytes ? null : await file.readFile();
    } finally {
      await file.close();
    }
  };
  const [base, ours, theirs] = [await read(given.base), await read(given.ours), await read(given.theirs)];
  return base && ours && theirs ? { base, ours, theirs } : null;
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function decodeThree({ base, ours, theirs }: Three<Buffer>): Three<string> | null {
  // Git takes a NUL for a sign that something is no text; so do we.
  if ([base, ours, theirs].some((one) => one.includes(0))) return null;
  try {
    return { base: utf8.decode(base), ours: utf8.decode(ours), theirs: utf8.decode(theirs) };
  } catch {
    // Not UTF-8: git merges bytes.
    return null;
  }
}

/** The repository's own policy, read only where there is one: its schema takes longer to load than most merges. */
async function policyHere(terminal: Terminal): Promise<MergePolicy> {
  const found = await lstat('.selvedge/policy.yaml').catch(() => null);
  if (found?.isFile() !== true) return {};
  const { readMergePolicy } = await import('../../core/merge/decisions/read-merge-policy');
  const read = readMergePolicy(await readFile('.selvedge/policy.yaml', 'utf8'));
  for (const problem of read.problems) terminal.error(`selvedge: .selvedge/policy.yaml: ${revealCharacters(problem)}`);
  return read.policy;
}

/** Lists as the person's extensions understand them; loaded only where there are any. */
async function personalHere(): Promise<readonly ListRule[]> {
  const usable = await extensionsFolder(process.cwd());
  if (!usable.ok) return [];
  const folder = usable.value;
  const names = await readdir(folder).catch(() => []);
  if (!names.some((name) => name.endsWith('.mjs'))) return [];
  const { personalLists } = await import('../../engine/merge/merge-policy');
  return personalLists(folder);
}

const withPersonal = (policy: MergePolicy, personal: readonly ListRule[]): MergePolicy =>
  personal.length === 0 ? policy : { ...policy, lists: [...(policy.lists ?? []), ...personal] };

async function finish(given: NamedArguments, outcome: MergeOutcome, terminal: Terminal): Promise<number> {
  const open = outcome.conflicts.length;
  // A base with markers in it could not be read; one that shows the old value where ancestors disagree can.
  const text =
    open === 0 || given.virtual ? outcome.text : markOpenConflicts(outcome, given.labels, given.markerLength).text;
  await replaceChecked(given.ours, Buffer.from(text));
  if (!given.virtual) {
    tell(given, outcome, terminal);
    await recordDriverDecisions(given, outcome, terminal);
  }
  return open === 0 ? exitCodes.done.code : exitCodes.conflicts.code;
}

function tell(
  { path }: DriverArguments,
  { conflicts, notices, decisions, source }: MergeOutcome,
  terminal: Terminal,
): void {
  const name = revealCharacters(path);
  if (source === 'structure' && conflicts.length === 0 && decisions.length > 0)
    terminal.error(`selvedge: ${name}: merged by structure, ${counted(decisions.length, 'decision')}`);
  for (const { sentence } of notices.slice(0, 20))
    terminal.error(`selvedge: ${name}: note: ${revealCharacters(sentence)}`);
  for (const { resource, path: at, why } of conflicts.slice(0, 20)) {
    const where = [resource ?? '', at.join('.')].filter((word) => word !== '').join(' · ');
    terminal.error(revealCharacters(`selvedge: ${path}: conflict: ${where === '' ? '' : `${where}: `}${why}`));
  }
  if (conflicts.length > 20) terminal.error(`selvedge: ${name}: and ${conflicts.length - 20} more conflicts`);
}

const counted = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

/** In one step, and read back: what git takes is what was meant. The mode stays. */
async function replaceChecked(path: string, bytes: Buffer): Promise<void> {
  const beside = `${path}.selvedge-${process.pid}`;
  try {
    const { mode } = await lstat(path);
    const file = await open(beside, 'wx', mode & 0o777);
    try {
      await file.writeFile(bytes);
    } finally {
      await file.close();
    }
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
  const check = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    if (!(await check.readFile()).equals(bytes)) throw new Error('the result was not written as it was meant');
  } finally {
    await check.close();
  }
}

/** Git's own merge by lines. Binary content stays ours, in conflict, as git does it. */
async function byGit(given: NamedArguments, terminal: Terminal, why: string): Promise<number> {
  // Git hands over plain files. Somebody who starts this by hand may name a device, which must not be replaced.
  for (const path of [given.base, given.ours, given.theirs])
    if (!(await lstat(path)).isFile()) throw new Error(`${revealCharacters(path)} is no plain file`);
  const { mergeThreeFiles } = await import('../../engine/git/merge-three-files');
  const merged = await mergeThreeFiles({
    base: resolve(given.base),
    ours: resolve(given.ours),
    theirs: resolve(given.theirs),
    labels: given.labels,
    markerLength: given.markerLength,
    avoid: [dirname(resolve(given.ours))],
  });
  const name = revealCharacters(given.path);
  if (!merged.ok) throw new Error(`git could not merge it either (${merged.failure.code})`);
  if (merged.value.kind === 'binary') {
    terminal.error(`selvedge: ${name} ${why}; ours was kept, the conflict is open`);
    return exitCodes.conflicts.code;
  }
  await replaceChecked(given.ours, merged.value.bytes);
  const { conflicts } = merged.value;
  terminal.error(`selvedge: ${name} ${why}; git merged it by lines${conflicts > 0 ? ', with conflicts' : ''}`);
  return conflicts > 0 ? exitCodes.conflicts.code : exitCodes.done.code;
}
