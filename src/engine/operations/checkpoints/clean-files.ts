import type { ProjectPath } from '../../../contract/basics';
import type { Result } from '../../../contract/call';
import { ok } from '../../../contract/call';
import { pathFromBytes, splitNul } from '../../files/path-bytes';
import { pathList } from '../../git/check-attributes';
import type { Host } from '../host';

interface CleanFile {
  readonly path: ProjectPath;
  readonly mode: string;
  readonly objectId: string;
  readonly sizeBytes: number;
  readonly permissions: number;
}

/** Attributes by which a checkout writes other bytes than git stores, possibly as many. */
const rewriting = new Set(['ident', 'working-tree-encoding', 'filter']);

/**
 * Tracked files whose stored content does not say what lies in the working tree, although git calls them clean: line
 * ends that are converted (more or fewer bytes, always), other encodings, filters, permissions of a person's own.
 */
export async function notAsStored(host: Host): Promise<Result<ProjectPath[]>> {
  const files = await trackedFiles(host);
  if (!files.ok) return files;
  const sizes = await storedSizes(host, files.value);
  if (!sizes.ok) return sizes;
  const rewritten = await rewrittenPaths(host, files.value);
  if (!rewritten.ok) return rewritten;
  return ok(
    files.value
      .filter(
        (file) =>
          rewritten.value.has(file.path) ||
          file.permissions !== permissionsOf(file.mode) ||
          sizes.value.get(file.objectId) !== file.sizeBytes,
      )
      .map(({ path }) => path),
  );
}

/** What git gives a file that it checks out. */
export const permissionsOf = (mode: string): number => (mode === '100755' ? 0o777 : 0o666) & ~process.umask();

async function trackedFiles(host: Host): Promise<Result<CleanFile[]>> {
  const listed = await host.git.run(['ls-files', '--stage', '-z']);
  if (!listed.ok) return listed;
  const files: CleanFile[] = [];
  for (const record of splitNul(listed.value.stdout)) {
    const tab = record.indexOf('\t');
    const [mode = '', objectId = '', stage] = record.slice(0, tab).split(' ');
    if (stage !== '0' || !mode.startsWith('100')) continue;
    const path = record.slice(tab + 1) as ProjectPath;
    const place = `${host.place.root}/${path}`;
    const found = host.fs.now === undefined ? await host.fs.lstat(place) : host.fs.now.lstat(place);
    if (found?.kind !== 'file') continue;
    files.push({ path, mode, objectId, sizeBytes: found.sizeBytes, permissions: found.mode });
  }
  return ok(files);
}

async function storedSizes(host: Host, files: readonly CleanFile[]): Promise<Result<ReadonlyMap<string, number>>> {
  const sizes = new Map<string, number>();
  if (files.length === 0) return ok(sizes);
  const input = [...new Set(files.map(({ objectId }) => objectId))].map((id) => `${id}\n`).join('');
  const answer = await host.git.text(['cat-file', '--batch-check=%(objectname) %(objectsize)'], { input });
  if (!answer.ok) return answer;
  for (const line of answer.value.split('\n')) {
    const [id = '', size] = line.split(' ');
    if (size !== undefined && /^\d+$/.test(size)) sizes.set(id, Number(size));
  }
  return ok(sizes);
}

async function rewrittenPaths(host: Host, files: readonly CleanFile[]): Promise<Result<ReadonlySet<string>>> {
  const paths = new Set<string>();
  if (files.length === 0) return ok(paths);
  const asked = await host.git.run(['check-attr', '--all', '-z', '--stdin'], {
    input: pathList(files.map(({ path }) => path)),
  });
  if (!asked.ok) return asked;
  const fields = pathFromBytes(asked.value.stdout).split('\0');
  for (let at = 0; at + 3 <= fields.length - 1; at += 3) {
    const [path = '', attribute = '', value] = fields.slice(at, at + 3);
    if (rewriting.has(attribute) && value !== 'unset') paths.add(path);
  }
  return ok(paths);
}
