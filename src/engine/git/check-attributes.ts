import type { Result } from '../../contract/call';
import { ok } from '../../contract/call';
import { pathFromBytes, pathToBytes } from '../files/path-bytes';
import type { Git } from './git';

/** The value of one attribute for many paths: "unspecified", "set", "unset" or a word. One process. */
export async function checkAttribute(
  git: Git,
  attribute: string,
  paths: readonly string[],
  signal?: AbortSignal,
): Promise<Result<ReadonlyMap<string, string>>> {
  if (paths.length === 0) return ok(new Map());
  const answer = await git.run(['check-attr', '-z', '--stdin', attribute], {
    input: pathList(paths),
    ...(signal === undefined ? {} : { signal }),
  });
  if (!answer.ok) return answer;
  const fields = pathFromBytes(answer.value.stdout).split('\0');
  const values = new Map<string, string>();
  for (let at = 0; at + 3 <= fields.length - 1; at += 3) values.set(fields[at] ?? '', fields[at + 2] ?? '');
  return ok(values);
}

/** Paths for git's standard input, each ended by NUL; the only way that carries every name unharmed. */
export const pathList = (paths: readonly string[]): Buffer =>
  Buffer.concat(paths.flatMap((path) => [pathToBytes(path), Buffer.from([0])]));
