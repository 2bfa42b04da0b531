import type { Result } from '../../contract/call';
import { ok } from '../../contract/call';
import { pathFromBytes } from '../files/path-bytes';
import type { Git } from './git';

/** One value of git's settings, in the order in which git reads them: the last of a key wins. */
export interface ConfigEntry {
  /** Who says it: "system", "global", "local", "worktree", "command". */
  readonly scope: string;
  /** "file:/etc/gitconfig", "command line:". */
  readonly origin: string;
  /** Section and key in lower case, the part between them as written: `filter.LFS.clean`. */
  readonly key: string;
  /** Null: the key stands there without `=`, which git takes for true. */
  readonly value: string | null;
}

/** Starts nothing of what it lists. */
export const listConfigArgs = ['config', '--list', '-z', '--show-scope', '--show-origin', '--includes'] as const;

/** Reads the answer to `listConfigArgs`. A cut tail is left out. */
export function parseConfigList(bytes: Uint8Array): ConfigEntry[] {
  const fields = pathFromBytes(bytes).split('\0');
  const entries: ConfigEntry[] = [];
  for (let at = 0; at + 3 <= fields.length - 1; at += 3) {
    const [scope = '', origin = '', pair = ''] = fields.slice(at, at + 3);
    const end = pair.indexOf('\n');
    entries.push({
      scope,
      origin,
      key: end < 0 ? pair : pair.slice(0, end),
      value: end < 0 ? null : pair.slice(end + 1),
    });
  }
  return entries;
}

/** What the person and the repository say, without what our own profile adds. */
export async function readConfig(git: Git, signal?: AbortSignal): Promise<Result<readonly ConfigEntry[]>> {
  const answer = await git.run(listConfigArgs, signal === undefined ? {} : { signal });
  return answer.ok ? ok(parseConfigList(answer.value.stdout).filter((entry) => entry.scope !== 'command')) : answer;
}

/** `filter.a.b.clean` → `{ section: 'filter', name: 'a.b', variable: 'clean' }`; null where there is no name. */
export function splitKey(key: string): { section: string; name: string; variable: string } | null {
  const first = key.indexOf('.');
  const last = key.lastIndexOf('.');
  if (first < 0 || first === last) return null;
  return { section: key.slice(0, first), name: key.slice(first + 1, last), variable: key.slice(last + 1) };
}

/** The value that counts for a key; undefined: nobody says anything. */
export const lastValue = (entries: readonly ConfigEntry[], key: string): string | null | undefined =>
  entries.findLast((entry) => entry.key === key)?.value;

/** Git's reading of a boolean, `undefined` where it says something else. */
export function configBoolean(value: string | null): boolean | undefined {
  if (value === null) return true;
  if (/^(true|yes|on|[1-9]\d*)$/i.test(value)) return true;
  return /^(false|no|off|0|)$/i.test(value) ? false : undefined;
}
