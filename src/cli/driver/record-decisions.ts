import { lstat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describeFailure } from '../../core/failure/describe-failure';
import type { MergeOutcome } from '../../core/merge/merge-outcome';
import { findPlace, readHead } from '../../engine/git/find-place';
import type { Place } from '../../engine/git/git';
import { saveDriverRecord } from '../../engine/merge/decisions/driver-records';
import { ensureRepositoryId } from '../../engine/operations/git-state/repository-id';
import { outsideProject } from '../../engine/upkeep/outside-project';
import { usableDataFolder } from '../data-folder';
import type { Terminal } from '../end';
import type { DriverArguments } from './driver-arguments';
import type { SideLabels } from './side-labels';

/** Git names only plain merges of one side; there is nothing to tell about those. */
const isTelling = (outcome: MergeOutcome): boolean =>
  outcome.source !== 'side' ||
  outcome.conflicts.length + outcome.notices.length + outcome.decisions.length + outcome.fallbacks.length > 0;

/** Whoever merges into a working tree holds the index meanwhile; `git merge-tree` only looks what would come of it. */
const isMergeUnderWay = (place: Place): Promise<boolean> => {
  const index = process.env['GIT_INDEX_FILE'];
  const path = index === undefined || index === '' ? join(place.gitDir, 'index') : resolve(place.root, index);
  return lstat(`${path}.lock`).then(
    () => true,
    () => false,
  );
};

/** Writes down what the driver decided, outside of the project, for the window. A failure costs the record only. */
export async function recordDriverDecisions(
  given: Pick<DriverArguments, 'path'> & { readonly labels: SideLabels },
  outcome: MergeOutcome,
  terminal: Terminal,
): Promise<void> {
  if (!isTelling(outcome)) return;
  try {
    const place = await findPlace(process.cwd(), process.env);
    if (place === null || !(await isMergeUnderWay(place))) return;
    const data = await usableDataFolder();
    if (!data.ok) throw new Error(describeFailure(data.failure).sentence);
    const outside = await outsideProject(place, data.value);
    if (!outside.ok) throw new Error(`the data folder lies inside of the repository (“${data.value}”)`);
    const folder = join(data.value, 'repositories', await ensureRepositoryId(place));
    await saveDriverRecord(folder, {
      path: given.path,
      head: await readHead(place),
      tier: outcome.tier,
      source: outcome.source,
      labels: given.labels,
      conflicts: outcome.conflicts.map((conflict) => ({
        ...conflict,
        path: [...conflict.path],
        alternatives: [...conflict.alternatives],
      })),
      decisions: outcome.decisions.map((decision) => ({ ...decision, path: [...decision.path] })),
      notices: outcome.notices.map((notice) => ({ ...notice, path: [...notice.path] })),
      fallbacks: [...outcome.fallbacks],
      failedChecks: outcome.gate.checks
        .filter(({ passed }) => !passed)
        .map(({ name, evidence }) => `${name}: ${evidence}`),
    });
  } catch (error) {
    terminal.error(
      `selvedge: the decisions were not written down: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
