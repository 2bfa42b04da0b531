import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** A hash over the names and bytes of files and folders below `root`. A path that is missing counts as such. */
export async function fingerprint(root, paths) {
  const hash = createHash('sha256');
  for (const path of [...paths].sort()) await add(hash, root, path);
  return hash.digest('hex');
}

async function add(hash, root, path) {
  const found = await stat(join(root, path)).catch(() => null);
  if (found === null) hash.update(`${path}\0missing\0`);
  else if (found.isDirectory()) {
    for (const name of (await readdir(join(root, path))).sort()) await add(hash, root, `${path}/${name}`);
  } else {
    const bytes = await readFile(join(root, path));
    hash.update(`${path}\0${bytes.length}\0`).update(bytes);
  }
}
