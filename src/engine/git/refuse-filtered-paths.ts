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
 * Refuses work that would carry file contents past a filter that is switched off: Git LFS without its filter would
 * commit the big file itself, or check out its pointer. Fails with `unsupported-path` for the first such path.
 */
export async function refuseFilteredPaths(
  git: Git,
  paths: () => Promise<Result<readonly string[]>>,
  signal?: AbortSignal,
): Promise<Result<null>> {
  const off = await findSwitchedOff(git, signal);
  if (!off.ok) return off;
  if (off.value.filters.length === 0) return ok(null);
  const asked = await paths();
  if (!asked.ok) return asked;
  const values = await checkAttribute(git, 'filter', asked.value, signal);
  if (!values.ok) return values;
  for (const [path, filter] of values.value) {
    if (!off.value.filters.includes(filter)) continue;
    const reason = `its content goes through the filter “${filter}”, a program that this repository names itself and that is not run`;
    return fail({ code: 'unsupported-path', path, reason });
  }
  return ok(null);
}
