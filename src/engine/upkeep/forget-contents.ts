import type { ContentHash, ProjectPath } from '../../contract/basics';
import type { Result } from '../../contract/call';
import { ok } from '../../contract/call';
import type { ForgetReport } from '../../contract/vault';
import type { CallContext } from '../call-context';
import { isNamed } from '../operations/forget/forget';
import type { OpenedProject } from '../projects/open-projects';
import { eraseCopies, findCopies } from './copies-beside-vault';

/** What is to be forgotten; `dryRun` only tells. */
export interface ForgetRequest {
  readonly paths: readonly ProjectPath[];
  readonly hashes: readonly ContentHash[];
  readonly dryRun: boolean;
}

/**
 * Forgets contents everywhere that Selvedge keeps any: vaults, what was put aside, drafts of merges, decisions that
 * were remembered or that git's driver made, and what was read from commits and from the fabric to save time.
 *
 * What lies beside the vault goes when it belongs to one of the paths, or to a path that had one of the contents.
 */
export async function forgetContents(
  project: Pick<OpenedProject, 'operations' | 'dataFolder' | 'fabric'>,
  request: ForgetRequest,
  context: CallContext,
): Promise<Result<ForgetReport>> {
  const named = (path: string): boolean => request.paths.some((wanted) => isNamed(path, wanted));
  const before = await findCopies(project.dataFolder, named);
  const elsewhere = request.paths.filter((wanted) => before.paths.some((path) => isNamed(path, wanted)));
  const forgotten = await project.operations.vault.forget({ ...request, elsewhere }, context);
  if (!forgotten.ok) return forgotten;
  const { contents, backups, paths, freedBytes, remains, notErased } = forgotten.value;
  const copies = await findCopies(project.dataFolder, (path) => named(path) || paths.some((one) => one === path));
  const stubborn = request.dryRun ? [] : await eraseCopies(project.dataFolder, copies);
  if (!request.dryRun) await project.fabric.forgetKept();
  return ok({
    dryRun: request.dryRun,
    contents,
    backups,
    drafts: copies.drafts.length,
    decisions: copies.decisions.length + copies.driverRecords.length,
    freedBytes,
    remains: [...remains],
    notErased: [...notErased, ...stubborn],
  });
}
