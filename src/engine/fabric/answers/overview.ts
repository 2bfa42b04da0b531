import type { FabricSummary, ResourceRow, ResourceState } from '../../../contract/fabric/resources';
import type { OutputOf } from '../../../contract/index';
import { findDuplicates } from '../../../core/fabric/duplicates/find-duplicates';
import { dependencyRank } from '../../../core/fabric/kinds';
import type { Fabric } from '../../../core/fabric/model/fabric-model';
import { resourcesOfKind } from '../../../core/fabric/model/fabric-model';
import { policyPath } from '../../../core/fabric/policy/policy';
import { switchHydration, switchView } from '../../../core/fabric/views/switch-view';
import type { Snapshot } from '../desk/snapshot';
import { countFindings } from './problem-list';
import { rowsOf } from './rows';

const noStates = (): Record<ResourceState, number> => ({
  live: 0,
  copy: 0,
  disabled: 0,
  foreign: 0,
  template: 0,
  broken: 0,
});

export function countStates(rows: readonly ResourceRow[]): Record<ResourceState, number> {
  const states = noStates();
  for (const { state } of rows) states[state] += 1;
  return states;
}

/** How many rows there are of each kind, in the order of dependence; kinds that are not the fabric's come last. */
export function countKinds(rows: readonly ResourceRow[]): { kind: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { kind } of rows) if (kind !== null) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts]
    .map(([kind, count]) => ({ kind, count }))
    .sort((a, b) => dependencyRank(a.kind) - dependencyRank(b.kind) || (a.kind < b.kind ? -1 : 1));
}

function hydrationOf(fabric: Fabric): FabricSummary['hydration'] {
  const states = new Set(resourcesOfKind(fabric, 'Switch').map((resource) => switchHydration(switchView(resource))));
  if (states.size === 0) return 'none';
  if (states.size > 1 || states.has('partial')) return 'partial';
  return states.has('full') ? 'hydrated' : 'unhydrated';
}

function summarise(fabric: Fabric, snapshot: Snapshot, repositoryName: string): FabricSummary {
  const rows = rowsOf(snapshot).filter((row) => row.fabric === fabric.root);
  return {
    root: fabric.root,
    name: fabric.root.split('/').at(-1) || repositoryName,
    mark: fabric.mark,
    files: fabric.files.length,
    states: countStates(rows),
    kinds: countKinds(rows.filter(({ state }) => state === 'live')),
    duplicates: findDuplicates(fabric).length,
    problems: countFindings(snapshot.findings().filter((finding) => finding.fabric === fabric.root)),
    hydration: hydrationOf(fabric),
  };
}

/** What a repository holds, fabric by fabric. */
export function overviewOf(
  snapshot: Snapshot,
  repositoryName: string,
  extensions: OutputOf<'fabric.overview'>['extensions'],
): OutputOf<'fabric.overview'> {
  const { model, policy } = snapshot;
  return {
    fabrics: model.fabrics.map((fabric) => summarise(fabric, snapshot, repositoryName)),
    outside: {
      files: model.outside.length,
      problems: countFindings(snapshot.findings().filter((finding) => finding.fabric === null)),
    },
    policy: { path: policyPath, present: policy.present, problems: [...policy.problems] },
    extensions,
    generation: snapshot.generation,
  };
}
