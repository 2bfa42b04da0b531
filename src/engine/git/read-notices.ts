import { access, constants, readdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Result } from '../../contract/call';
import { ok } from '../../contract/call';
import { revealCharacters } from '../../core/text/reveal-characters';
import { unreadableFolders } from '../faults/unreadable-folders';
import { splitNul } from '../files/path-bytes';
import type { Git } from './git';
import type { ConfigEntry } from './list-config';
import { configBoolean, lastValue, readConfig } from './list-config';
import type { FoundRepository } from './open-repository';
import { findFilteredPaths } from './refuse-filtered-paths';
import { namedSettings } from './safe-config';

/**
 * What is different here from git in a terminal, one sentence each: programs of the repository that are not run, and
 * parts of it that are not there or cannot be seen. Two git processes, and two more where it names a filter.
 */
export async function readNotices(
  git: Git,
  found: Pick<FoundRepository, 'shallow'>,
  signal?: AbortSignal,
): Promise<Result<readonly string[]>> {
  const entries = await readConfig(git, signal);
  if (!entries.ok) return entries;
  const { mergeDrivers: drivers } = namedSettings(entries.value, '').switchedOff;
  const filtered = await findFilteredPaths(git, () => trackedPaths(git, signal), signal);
  if (!filtered.ok) return filtered;
  // Ours does what we do ourselves.
  const mergeDrivers = drivers.filter((name) => name !== 'selvedge' && name !== 'selvedge-base');
  const hooks = await listHooks(git, entries.value);
  const looked = await git.run(['status', '--porcelain=v2', '--untracked-files=normal'], signal ? { signal } : {});
  const unreadable = looked.ok ? unreadableFolders(looked.value.stderr) : [];
  const isSet = (key: string): boolean => configBoolean(lastValue(entries.value, key) ?? 'false') === true;
  return ok(
    [
      filtered.value.length > 0 && filtersInWords(filtered.value),
      mergeDrivers.length > 0 &&
        `This repository merges some files by a program of its own (merge driver ${named(mergeDrivers)}), which is not run. They are merged as text.`,
      hooks.length > 0 && `Hooks of this repository are not run: ${hooks.join(', ')}.`,
      isSet('commit.gpgsign') && 'Git is set to sign commits; those made here are not signed.',
      isSet('core.sparsecheckout') && 'Only a part of this repository is checked out (sparse checkout).',
      lastValue(entries.value, 'extensions.partialclone') !== undefined &&
        'Some content of this repository was never fetched (partial clone) and cannot be shown.',
      unreadable.length > 0 &&
        `What is in ${named(unreadable)} cannot be read by your account, so it is neither shown nor backed up. Check the permissions.`,
      found.shallow && 'The history of this repository is cut off (shallow clone).',
    ].filter((notice) => notice !== false),
  );
}

async function trackedPaths(git: Git, signal?: AbortSignal): Promise<Result<readonly string[]>> {
  const listed = await git.run(['ls-files', '-z'], signal ? { signal } : {});
  return listed.ok ? ok([...new Set(splitNul(listed.value.stdout))]) : listed;
}

/** What is refused is said again where it is refused. Backups need no filter: they keep what lies on the disk. */
function filtersInWords(filtered: readonly (readonly [path: string, filter: string])[]): string {
  const filters = [...new Set(filtered.map(([, filter]) => filter))];
  const count = filtered.length === 1 ? '1 tracked file goes' : `${filtered.length} tracked files go`;
  return `${count} through a program that this repository names itself (filter ${named(filters)}), which is not run. Staging, discarding, merging and resolving them is refused; backups, checkpoints and undo keep them as they lie on the disk.`;
}

const named = (names: readonly string[]): string => names.map((name) => `“${revealCharacters(name)}”`).join(', ');

/** Hooks that plain git would run: executable, and not one of the samples. */
async function listHooks(git: Git, entries: readonly ConfigEntry[]): Promise<readonly string[]> {
  const { place } = git;
  const path = lastValue(entries, 'core.hookspath');
  const folder =
    typeof path === 'string' && path !== ''
      ? resolve(place.root, path.replace(/^~(?=\/)/, homedir()))
      : join(place.commonDir, 'hooks');
  const names = (await readdir(folder).catch(() => [])).filter((name) => /^[a-z-]+$/.test(name)).sort();
  const runnable = await Promise.all(names.map((name) => isExecutable(join(folder, name))));
  return names.filter((_name, at) => runnable[at]);
}

const isExecutable = (path: string): Promise<boolean> =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
