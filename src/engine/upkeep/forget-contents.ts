import { join } from 'node:path';
import type { ContentHash, ProjectPath } from '../../contract/basics';
import type { Result } from '../../contract/call';
import { ok } from '../../contract/call';
import type { ForgetReport } from '../../contract/vault';
import type { CallContext } from '../call-context';
import { removeIfThere } from '../files/durable';
import { nodeFileSystem } from '../files/node-file-system';
import { readBytesIfThere } from '../files/read-bytes';
import type { OpenedProject } from '../projects/open-projects';
import { overwrite } from '../vault/rewrite-packs';

/** What is to be forgotten; `dryRun` only tells. */
export interface ForgetRequest {
  readonly paths: readonly ProjectPath[];
  readonly hashes: readonly ContentHash[];
  readonly dryRun: boolean;
}

/**
 * Forgets contents everywhere that Selvedge keeps any: vaults, what was put aside, drafts of merges, and the cache of
 * the fabric. The other caches hold no contents.
 *
 * A draft goes when it belongs to one of the paths, or to a path that had one of the contents.
 */
export async function forgetContents(
  project: Pick<OpenedProject, 'operations' | 'dataFolder' | 'fabric'>,
  request: ForgetRequest,
  context: CallContext,
): Promise<Result<ForgetReport>> {
  const forgotten = await project.operations.vault.forget(request, context);
  if (!forgotten.ok) return forgotten;
  const { contents, backups, paths, freedBytes, remains, notErased } = forgotten.value;
  const drafts = await draftsOf(project, new Set<string>([...request.paths, ...paths]));
  if (!request.dryRun) {
    for (const path of drafts) await erase(path);
    await project.fabric.forgetKept();
  }
  return ok({
    dryRun: request.dryRun,
    contents,
    backups,
    drafts: drafts.length,
    freedBytes,
    remains: [...remains],
    notErased: [...notErased],
  });
}

async function draftsOf(
  { dataFolder }: Pick<OpenedProject, 'dataFolder'>,
  wanted: ReadonlySet<string>,
): Promise<string[]> {
  const fs = nodeFileSystem();
  const folder = join(dataFolder, 'drafts');
  if ((await fs.lstat(folder))?.kind !== 'directory') return [];
  const found: string[] = [];
  for (const name of await fs.readdir(folder)) {
    const path = join(folder, name);
    if ((await fs.lstat(path))?.kind === 'file' && wanted.has((await pathOfDraft(path)) ?? '')) found.push(path);
  }
  return found;
}

async function pathOfDraft(path: string): Promise<string | null> {
  const bytes = await readBytesIfThere(nodeFileSystem(), path);
  try {
    const draft: unknown = JSON.parse(bytes?.toString('utf8') ?? '');
    return typeof draft === 'object' && draft !== null && 'path' in draft ? String(draft.path) : null;
  } catch {
    // Cut short by a crash, or removed meanwhile: nobody can say whose it is.
    return null;
  }
}

async function erase(path: string): Promise<void> {
  const fs = nodeFileSystem();
  const found = await fs.lstat(path);
  if (found?.kind !== 'file') return;
  await overwrite(fs, path, found.sizeBytes);
  await removeIfThere(fs, path);
}
