import type { Result } from '../../../contract/call';
import { fail, ok } from '../../../contract/call';
import type { OutputOf } from '../../../contract/index';
import type { FabricTopology, FabricTopologyDifference } from '../../../contract/fabric';
import type { Fabric } from '../../../core/fabric/model/fabric-model';
import { keyOf } from '../../../core/fabric/identity';
import type { Finding } from '../../../core/fabric/rules/finding';
import { checkModelChange } from '../../../core/fabric/rules/run-rules';
import type { Topology } from '../../../core/fabric/topology/topology';
import { topologyOf } from '../../../core/fabric/topology/topology';
import { topologyDifference } from '../../../core/fabric/topology/topology-difference';
import type { Snapshot } from '../desk/snapshot';
import { countFindings, problemsOf } from './problem-list';

/** The fabric directory at a root. Fails with `bad-input` where there is none. */
export function fabricAt(snapshot: Snapshot, root: string): Result<Fabric> {
  const fabric = snapshot.model.fabrics.find((one) => one.root === root);
  return fabric
    ? ok(fabric)
    : fail({ code: 'bad-input', where: 'fabric', problem: `there is no fabric directory at "${root || '.'}"` });
}

const nothing: Topology = { nodes: [], links: [], vpcs: [], peerings: [] };

/** The core's lists are read-only; what is sent is a copy anyway. */
const asSent = <T>(value: unknown): T => value as T;

export function showTopology(snapshot: Snapshot, root: string): Result<FabricTopology> {
  const fabric = fabricAt(snapshot, root);
  return fabric.ok ? ok(asSent<FabricTopology>(topologyOf(fabric.value))) : fabric;
}

/** Two moments of a fabric as pictures; a moment without it is an empty picture, but one of them must have it. */
export function compareTopologies(before: Snapshot, after: Snapshot, root: string): Result<FabricTopologyDifference> {
  const [one, other] = [fabricAt(before, root), fabricAt(after, root)];
  if (!one.ok && !other.ok) return other;
  const picture = (fabric: Result<Fabric>): Topology => (fabric.ok ? topologyOf(fabric.value) : nothing);
  return ok(asSent<FabricTopologyDifference>(topologyDifference(picture(one), picture(other))));
}

/** Equal for the same complaint about the same thing, wherever it stands. */
const complaint = (finding: Finding): string =>
  JSON.stringify([finding.fabric, finding.rule, finding.resource ?? finding.path, finding.at, finding.message]);

function count(findings: readonly Finding[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const finding of findings) counts.set(complaint(finding), (counts.get(complaint(finding)) ?? 0) + 1);
  return counts;
}

/** Those of `findings` that `known` does not have as often. */
function beyond(findings: readonly Finding[], known: readonly Finding[]): Finding[] {
  const left = count(known);
  return findings.filter((finding) => {
    const key = complaint(finding);
    const times = left.get(key) ?? 0;
    left.set(key, times - 1);
    return times <= 0;
  });
}

/** What one moment does to an earlier one. */
export async function compareProblems(
  before: Snapshot,
  after: Snapshot,
): Promise<Omit<OutputOf<'problems.against'>, 'beforeCommit' | 'afterCommit'>> {
  const changes = checkModelChange(before.model, after.model);
  const introduced = beyond(after.findings(), before.findings());
  const gone = beyond(before.findings(), after.findings());
  // What a change took away stands at its old place.
  const placed = await Promise.all(
    changes.map(async (finding) => {
      const stillThere = finding.resource !== null && holds(after, finding);
      const [problem] = await problemsOf(stillThere ? after : before, [finding]);
      return problem ?? [];
    }),
  );
  return {
    changes: placed.flat(),
    introduced: await problemsOf(after, introduced),
    resolved: gone.length,
    counts: countFindings([...changes, ...introduced]),
  };
}

function holds(snapshot: Snapshot, { path, document, resource }: Finding): boolean {
  const identity = snapshot.model.files.get(path)?.documents[document]?.identity;
  return identity ? keyOf(identity) === resource : false;
}
