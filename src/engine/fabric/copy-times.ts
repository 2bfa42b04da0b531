import { join } from 'node:path';
import type { Result } from '../../contract/call';
import { ok } from '../../contract/call';
import type { CommitTimes } from '../../core/fabric/duplicates/find-duplicates';
import type { CallContext } from '../call-context';
import { nodeFileSystem } from '../files/node-file-system';
import type { Git } from '../git/git';
import { readCommitTimes } from '../git/read-log';
import type { FabricRoom } from './fabric-room';

/**
 * The ages of copies, where the policy lets age decide: of the last commit, since a fresh clone gives every file the
 * same time; of the file where no commit has it. Costs no git process unless there is such a decision.
 */
export async function copyTimes(
  { git, fabric: room }: { readonly git: Git; readonly fabric: FabricRoom },
  fabric: string | undefined,
  context: CallContext,
): Promise<Result<CommitTimes>> {
  const paths = await room.ask('dated-paths', { fabric }, context);
  if (!paths.ok) return paths;
  const unique = [...new Set(paths.value)];
  if (unique.length === 0) return ok(new Map());
  const committed = await readCommitTimes(git, unique, context.signal);
  if (!committed.ok) return committed;
  const times = new Map(committed.value);
  const fs = nodeFileSystem();
  for (const path of unique)
    if (!times.has(path)) {
      const stat = await fs.lstat(join(git.place.root, path));
      if (stat !== null) times.set(path, stat.modifiedMs);
    }
  return ok(times);
}
