import type { Result } from '../../../contract/call';
import { fail, ok } from '../../../contract/call';
import type { OutputOf } from '../../../contract/index';
import type { Problem } from '../../../contract/problems';
import type { FabricTopology, FabricTopologyDifference } from '../../../contract/fabric/topology';
import type { Fabric } from '../../../core/fabric/model/fabric-model';
import { keyOf } from '../../../core/fabric/identity';
import type { Finding } from '../../../core/fabric/rules/finding';
import { checkModelChange } from '../../../core/fabric/rules/run-rules';
import type { Topology } from '../../../core/fabric/topology/topology';
import { topologyOf } from '../../../core/fabric/topology/topology';
import { topologyDifference } from '../../../core/fabric/topology/topology-difference';
import type { Snapshot } from '../desk/snapshot';
import { introducedProblems } from './introduced';
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
  const placed = await Promise.all(changes.map((finding) => placeChange(before, after, finding)));
  return {
    changes: placed.flat(),
    introduced: await introducedProblems(before, after, introduced),
    resolved: gone.length,
    counts: countFindings([...changes, ...introduced]),
  };
}

type Place = Pick<Finding, 'path' | 'document' | 'resource'>;

/** Where a resource of either moment stands in the later one; null when it is gone. */
function laterPlace(after: Snapshot, { path, document, resource }: Place, fabric: string | null): Place | null {
  if (resource === null || holds(after, { path, document, resource })) return { path, document, resource };
  const copy = after.model.fabrics.find(({ root }) => root === fabric)?.copies.get(resource)?.[0];
  return copy ? { path: copy.path, document: copy.documentIndex, resource } : null;
}

/**
 * What a change did, at a place of the later moment: lines of the earlier one mean nothing there. What is gone stands
 * at the first line of its file, of a file that still names it, or else of the file that was; its words say where it was.
 */
async function placeChange(before: Snapshot, after: Snapshot, finding: Finding): Promise<Problem[]> {
  const topOf = (path: string): Pick<Finding, 'path' | 'document' | 'at' | 'position'> => ({
    path,
    document: 0,
    at: [],
    position: { line: 0, column: 0 },
  });
  const still: Finding['related'][number][] = [];
  for (const place of finding.related) {
    const later = laterPlace(after, place, finding.fabric);
    if (later) still.push({ ...place, ...later });
  }
  const own = laterPlace(after, finding, finding.fabric);
  if (own) return problemsOf(after, [{ ...finding, ...own, related: still }]);
  const [naming] = still;
  const top = after.model.files.has(finding.path) || !naming ? topOf(finding.path) : naming;
  const [was] = await problemsOf(before, [{ ...finding, related: [] }]);
  const [now] = await problemsOf(after, [{ ...finding, ...top, onKey: false, related: still }]);
  if (!was || !now) return [];
  const { id, resource, field, message, path, line } = was;
  return [{ ...now, id, resource, field, message: `${message} (it stood in ${path}, line ${line + 1})` }];
}

function holds(snapshot: Snapshot, { path, document, resource }: Place): boolean {
  const identity = snapshot.model.files.get(path)?.documents[document]?.identity;
  return identity ? keyOf(identity) === resource : false;
}
