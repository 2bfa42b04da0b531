import type { Result } from '../../../contract/call';
import { ok } from '../../../contract/call';
import type { Host } from '../host';
import type { StateChange } from './state';

/**
 * A sentence when a change would move a branch that another working tree has checked out (its files would look like
 * somebody's changes there); null: it moves none.
 */
export async function branchElsewhere(host: Host, change: StateChange | null): Promise<Result<string | null>> {
  const moved = new Set((change?.refs ?? []).map(({ name }) => name));
  if (moved.size === 0) return ok(null);
  const listed = await host.git.text(['worktree', 'list', '--porcelain']);
  if (!listed.ok) return listed;
  for (const record of listed.value.split('\n\n')) {
    const lines = record.split('\n');
    const word = (name: string): string | null =>
      lines.find((line) => line.startsWith(`${name} `))?.slice(name.length + 1) ?? null;
    const [folder, branch] = [word('worktree'), word('branch')];
    const gone = lines.some((line) => line.startsWith('prunable'));
    if (folder === null || branch === null || gone || folder === host.place.root || !moved.has(branch)) continue;
    const short = branch.replace(/^refs\/heads\//, '');
    return ok(`It would move ${short}, which is checked out in ${folder}. Check out another branch there first.`);
  }
  return ok(null);
}
