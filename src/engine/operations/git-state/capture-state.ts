import type { ContentHash } from '../../../contract/basics';
import type { Result } from '../../../contract/call';
import { ok } from '../../../contract/call';
import { hashBytes } from '../../files/hash';
import { readBytes, readBytesIfThere } from '../../files/read-bytes';
import type { Host } from '../host';
import type { GitState } from './state';

/** Files of git's folder that say what it is in the middle of. */
const singleFiles = [
  'MERGE_HEAD',
  'MERGE_MSG',
  'MERGE_MODE',
  'MERGE_RR',
  'MERGE_AUTOSTASH',
  'ORIG_HEAD',
  'AUTO_MERGE',
  'SQUASH_MSG',
  'CHERRY_PICK_HEAD',
  'REVERT_HEAD',
  'REBASE_HEAD',
  'BISECT_LOG',
  'BISECT_START',
  'BISECT_TERMS',
  'BISECT_NAMES',
  'BISECT_EXPECTED_REV',
  'BISECT_ANCESTORS_OK',
  'config.worktree',
  'info/sparse-checkout',
];
const folders = ['rebase-merge', 'rebase-apply', 'sequencer'];
const commonFiles = ['config', 'logs/refs/stash'];

/** Where a state file lies. */
export function stateFilePath(host: Pick<Host, 'place'>, file: string): string {
  return file.startsWith('git:')
    ? `${host.place.gitDir}/${file.slice('git:'.length)}`
    : `${host.place.commonDir}/${file.slice('common:'.length)}`;
}

/**
 * Where git stands now. The bytes go to `keep` (a vault writer's `add`), or are only hashed.
 *
 * Refs of our own (`refs/selvedge/`) are no part of it. `asked`: git was asked for them already, under the same lock.
 */
export async function captureState(
  host: Host,
  keep: (bytes: Buffer) => Promise<ContentHash> = (bytes) => Promise.resolve(hashBytes(bytes)),
  asked: Refs | null = null,
): Promise<Result<GitState>> {
  const refs = asked === null ? await readRefs(host) : ok(asked);
  if (!refs.ok) return refs;
  const files: Record<string, ContentHash> = {};
  const names = [
    ...singleFiles.map((name) => `git:${name}`),
    ...commonFiles.map((name) => `common:${name}`),
    ...(await filesBelow(host, folders)),
  ];
  for (const file of names) {
    const path = stateFilePath(host, file);
    if ((await host.fs.lstat(path))?.kind !== 'file') continue;
    files[file] = await keep((await readBytes(host.fs, path)).bytes);
  }
  const index = await readBytesIfThere(host.fs, `${host.place.gitDir}/index`);
  return ok({
    version: 1,
    head: (await readBytes(host.fs, `${host.place.gitDir}/HEAD`)).bytes.toString('utf8'),
    refs: refs.value,
    files,
    index: index === null ? null : await keep(index),
    indexModifiedMs: (await host.fs.lstat(`${host.place.gitDir}/index`))?.modifiedMs ?? 0,
  });
}

/** Full name → object id, or `ref: <name>`. */
export type Refs = GitState['refs'];

export async function readRefs(host: Host): Promise<Result<Refs>> {
  const format = '--format=%(refname)%00%(objectname)%00%(symref)';
  const listed = await host.git.text(['for-each-ref', format]);
  if (!listed.ok) return listed;
  const refs: Record<string, string> = {};
  for (const line of listed.value.split('\n')) {
    const [name, objectId, target] = line.split('\0');
    if (name === undefined || name === '' || objectId === undefined || name.startsWith('refs/selvedge/')) continue;
    refs[name] = target === undefined || target === '' ? objectId : `ref: ${target}`;
  }
  return ok(refs);
}

async function filesBelow(host: Host, roots: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const folder of roots) {
    const path = `${host.place.gitDir}/${folder}`;
    if ((await host.fs.lstat(path))?.kind !== 'directory') continue;
    const names = (await host.fs.readdir(path)).map((name) => `${folder}/${name}`);
    found.push(...names.map((name) => `git:${name}`), ...(await filesBelow(host, names)));
  }
  return found;
}

/**
 * SHA-256 of what is staged, independent of times and of how git stores it. Null: cannot be said (no index, damaged).
 * `indexFile`: another one than git's own.
 */
export async function hashIndexEntries(host: Host, indexFile?: string): Promise<string | null> {
  const environment = indexFile === undefined ? {} : { GIT_INDEX_FILE: indexFile };
  const listed = await host.git.run(['ls-files', '--stage', '-v', '-z'], { environment });
  return listed.ok ? hashBytes(listed.value.stdout) : null;
}
