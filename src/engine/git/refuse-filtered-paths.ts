import type { Result } from '../../contract/call';
import { fail, ok } from '../../contract/call';
import { checkAttribute } from './check-attributes';
import type { Git } from './git';
import { readConfig } from './list-config';
import { namedSettings } from './safe-config';
import type { SwitchedOff } from './safe-config';

/** The programs that the repository names and that are not run. */
async function findSwitchedOff(git: Git, signal?: AbortSignal): Promise<Result<SwitchedOff>> {
  const entries = await readConfig(git, signal);
  return entries.ok ? ok(namedSettings(entries.value, '').switchedOff) : entries;
}

/**
 * Those of these paths whose content goes through a filter that the repository names and that is not run, with the
 * filter's name. The paths are asked for only where there is such a filter.
 */
export async function findFilteredPaths(
  git: Git,
  paths: () => Promise<Result<readonly string[]>>,
  signal?: AbortSignal,
): Promise<Result<readonly (readonly [path: string, filter: string])[]>> {
  const off = await findSwitchedOff(git, signal);
  if (!off.ok) return off;
  if (off.value.filters.length === 0) return ok([]);
  const asked = await paths();
  if (!asked.ok) return asked;
  const values = await checkAttribute(git, 'filter', asked.value, signal);
  return values.ok ? ok([...values.value].filter(([, filter]) => off.value.filters.includes(filter))) : values;
}

/**
 * Refuses work that would carry file contents past a filter that is switched off: Git LFS without its filter would
 * commit the big file itself, or check out its pointer. Fails with `unsupported-path` for the first such path.
 */
export async function refuseFilteredPaths(
  git: Git,
  paths: () => Promise<Result<readonly string[]>>,
  signal?: AbortSignal,
): Promise<Result<null>> {
  const filtered = await findFilteredPaths(git, paths, signal);
  if (!filtered.ok) return filtered;
  const [first] = filtered.value;
  if (first === undefined) return ok(null);
  const [path, filter] = first;
  const reason = `its content goes through the filter “${filter}”, a program that this repository names itself and that is not run`;
  return fail({ code: 'unsupported-path', path, reason });
}
