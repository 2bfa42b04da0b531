import { fabricKinds } from '../kinds';
import { belowRoot } from '../model/areas';
import type { Plan, PlannedStep } from '../plan/plan-step';
import type { Policy } from '../policy/policy';
import { managedFolder } from './managed-path';

/** The folders that a fabric directory should have, from its root; each holds a `.gitkeep` while it is empty. */
export function wantedFolders(policy: Policy): string[] {
  const { raw, unmanaged } = policy.directories;
  const kinds = fabricKinds.filter(
    (entry) => entry.directory !== null || policy.directories.kinds[entry.kind] !== undefined,
  );
  return [raw, unmanaged, ...kinds.map((entry) => managedFolder(entry, policy))].sort();
}

/** What a fabric directory lacks. `paths` are all paths of the repository. */
function missingFolders(root: string, paths: readonly string[], policy: Policy): string[] {
  const there = new Set<string>();
  for (const path of paths) {
    if (root !== '' && !path.startsWith(`${root}/`)) continue;
    const parts = belowRoot(path, root).split('/').slice(0, -1);
    for (let depth = 1; depth <= parts.length; depth += 1) there.add(parts.slice(0, depth).join('/'));
  }
  return wantedFolders(policy).filter((folder) => !there.has(folder));
}

/** Makes or repairs the directories of a fabric: nothing is moved or overwritten. Empty when all is there. */
export function planStructure(root: string, paths: readonly string[], policy: Policy): Plan {
  const steps = missingFolders(root, paths, policy).map((folder): PlannedStep => {
    const path = `${root === '' ? '' : `${root}/`}${folder}/.gitkeep`;
    return {
      step: { action: 'create-file', path, text: '# This file keeps the folder in git while it is empty\n' },
      why: `the folder ${folder} is missing`,
    };
  });
  return { title: `Make ${steps.length} folders`, steps, review: [] };
}
