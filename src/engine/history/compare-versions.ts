import type { ProjectPath } from '../../contract/basics';
import type { Result } from '../../contract/call';
import { ok } from '../../contract/call';
import type { TwoVersions } from '../../contract/changes';
import type { VersionSource } from '../../contract/history';
import type { HistorySources } from './history-sources';
import { labelOf } from './label-source';
import { readVersionContent } from './version';

/** Two moments of one path, each from wherever it is known. */
export async function compareInHistory(
  sources: HistorySources,
  { path, from, to }: { readonly path: ProjectPath; readonly from: VersionSource; readonly to: VersionSource },
  signal?: AbortSignal,
): Promise<Result<TwoVersions>> {
  // A path is called by its name at the newer end; of two commits either may be that.
  const before = await readVersionContent(sources, from, path, to.kind === 'commit' ? to.commit : 'HEAD', signal);
  if (!before.ok) return before;
  const after = await readVersionContent(sources, to, path, from.kind === 'commit' ? from.commit : 'HEAD', signal);
  if (!after.ok) return after;
  const [beforeLabel, afterLabel] = await Promise.all([labelOf(sources, from), labelOf(sources, to)]);
  return ok({ path, before: before.value, after: after.value, beforeLabel, afterLabel });
}
