import { access, constants } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/**
 * Where the launcher is that git shall start: beside this program's bundle, in a checkout (`resources/bin`) or in a
 * package. Null: this is neither (the program runs from its source).
 */
export async function launcherPath(entry = process.argv[1] ?? ''): Promise<string | null> {
  const here = dirname(entry);
  for (const candidate of [resolve(here, '../../resources/bin/selvedge'), resolve(here, '../../../bin/selvedge')]) {
    const there = await access(candidate, constants.R_OK).then(
      () => true,
      () => false,
    );
    if (there) return candidate;
  }
  return null;
}
