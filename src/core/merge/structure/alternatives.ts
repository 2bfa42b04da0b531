import { connectionSpec } from '../../fabric/schema/connection';
import type { YamlNode } from '../../yaml/nodes';
import type { ItemGroup } from '../lists/align-items';
import { matchesPath } from '../lists/list-policy';
import type { MergePath, SideName, VersionName } from '../model';
import type { MergeContext } from './context';
import type { MemberSlot } from './leaf';
import { similarity } from './similarity';

/** A mapping that has one of these keys; `inItem`: the mapping is an item of the list at `path`. */
interface OneOf {
  readonly kind?: string;
  readonly path: string;
  readonly inItem?: boolean;
  readonly keys: readonly string[];
}

const VOLUMES = ['emptyDir', 'hostPath', 'persistentVolumeClaim', 'configMap', 'secret', 'projected', 'nfs', 'csi'];
const HANDLERS = ['exec', 'httpGet', 'tcpSocket', 'grpc', 'sleep'];
const PROBES = ['livenessProbe', 'readinessProbe', 'startupProbe', 'postStart', 'preStop'];
const SOURCES = ['configMapKeyRef', 'secretKeyRef', 'fieldRef', 'resourceFieldRef'];

const ONE_OF: readonly OneOf[] = [
  { kind: 'Connection', path: 'spec', keys: Object.keys(connectionSpec.fields) },
  { kind: 'GatewayPeering', path: '**.expose.nat', keys: ['static', 'masquerade', 'portForward'] },
  { kind: 'GatewayPeering', path: '**.expose.ips', inItem: true, keys: ['cidr', 'not', 'vpcSubnet'] },
  { kind: 'GatewayPeering', path: '**.expose.as', inItem: true, keys: ['cidr', 'not'] },
  { path: '**.volumes', inItem: true, keys: [...VOLUMES, 'ephemeral', 'downwardAPI', 'iscsi', 'cephfs'] },
  ...PROBES.map((probe) => ({ path: `**.${probe}`, keys: HANDLERS })),
  { path: '**.env', inItem: true, keys: ['value', 'valueFrom'] },
  { path: '**.env.valueFrom', keys: SOURCES },
];

type Names = Readonly<Record<VersionName, readonly string[]>>;

/**
 * Keys of which a mapping can hold one only, as far as can be told: both sides removed a key and each put another one
 * there, or each added another one of a set that is known to exclude each other. And a key that one side renamed while
 * the other removed it. `taken`: keys that another question is about.
 */
export function excludedKeys(
  context: MergeContext,
  path: MergePath,
  names: Names,
  slot: (name: string) => MemberSlot,
  taken: ReadonlySet<string>,
): ItemGroup[] {
  const kept = new Set([...names.ours, ...names.theirs]);
  const removed = names.base.filter((name) => !kept.has(name) && !taken.has(name));
  const known = new Set([...names.base, ...taken]);
  const fresh = (side: SideName, other: SideName): string[] =>
    names[side].filter((name) => !known.has(name) && !names[other].includes(name));
  const added = { ours: fresh('ours', 'theirs'), theirs: fresh('theirs', 'ours') };
  const exclusive = oneOf(context, path, removed, added);
  if (exclusive) return [exclusive];
  if (removed.length === 0) return [];
  if (added.ours.length > 0 && added.theirs.length > 0) return [{ reason: 'both-replaced', base: removed, ...added }];
  return renamedAndRemoved(context, removed, added, slot);
}

function oneOf(
  context: MergeContext,
  path: MergePath,
  removed: readonly string[],
  added: Readonly<Record<SideName, readonly string[]>>,
): ItemGroup | null {
  if (added.ours.length === 0 || added.theirs.length === 0) return null;
  const keys = path.filter((step) => !step.startsWith('['));
  const isItem = path.at(-1)?.startsWith('[') === true;
  const rule = ONE_OF.find(
    (one) =>
      (one.kind === undefined || one.kind === context.options.kind) &&
      (one.inItem === true) === isItem &&
      matchesPath(one.path, keys),
  );
  const among = (some: readonly string[]): string[] => some.filter((name) => rule?.keys.includes(name));
  const [ours, theirs] = [among(added.ours), among(added.theirs)];
  if (ours.length === 0 || theirs.length === 0) return null;
  const why = `Ours has ${ours.join(', ')} here and theirs ${theirs.join(', ')}: only one of them can stand.`;
  return { reason: 'both-replaced', base: among(removed), ours, theirs, why };
}

const SAME_THING = 0.6;

/** What one side removed stands on the other under a new key: a rename, and so a change of what was removed. */
function renamedAndRemoved(
  context: MergeContext,
  removed: readonly string[],
  added: Readonly<Record<SideName, readonly string[]>>,
  slot: (name: string) => MemberSlot,
): ItemGroup[] {
  const used = new Set<string>();
  return removed.flatMap((name): ItemGroup[] => {
    const before = slot(name).base?.value;
    for (const side of ['ours', 'theirs'] as const) {
      const now = added[side].find((one) => {
        const value = slot(one)[side]?.value;
        return value !== undefined && before !== undefined && !used.has(one) && livesOn(context, before, value);
      });
      if (now === undefined) continue;
      used.add(now);
      const [renamer, remover] = side === 'ours' ? ['Ours', 'theirs'] : ['Theirs', 'ours'];
      const why = `${renamer} renamed ${name} to ${now}; ${remover} removed it.`;
      const shown = { ours: [], theirs: [], [side]: [now] };
      return [{ reason: 'delete-modify', base: [name], ...shown, why }];
    }
    return [];
  });
}

/** Short values are alike by chance. */
function livesOn(context: MergeContext, before: YamlNode, now: YamlNode): boolean {
  if (before.kind === 'scalar') return before.content.length >= 6 && context.canon.of(before) === context.canon.of(now);
  const isEmpty = before.kind === 'map' ? before.entries.length === 0 : before.kind === 'list' && !before.items.length;
  return !isEmpty && similarity(before, now, context.canon) >= SAME_THING;
}
