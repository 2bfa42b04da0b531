import { z } from 'zod';
import { fabricKinds } from '../kinds';
import type { ListOverride } from '../list-semantics';
import { parseAddress, parsePrefix } from '../net/ip';
import type { VolatilePath } from '../normalize/volatile';
import type { FabricSettings } from './fabric-settings';
import { installerDefaults, readSettings } from './fabric-settings';
import type { PolicyProblem } from './policy-problems';
import { policyProblems } from './policy-problems';

/** Where a repository keeps its policy, from its root. */
export const policyPath = '.selvedge/policy.yaml';

const kindNames = fabricKinds.map((entry) => entry.kind);
const Kind = z.enum(kindNames);
const Folder = z
  .string()
  .regex(
    /^(?!\.{1,2}(\/|$))[^/\\]+(\/(?!\.{1,2}(\/|$))[^/\\]+)*$/,
    'a folder of the repository such as env/prod, without . or .. in it and without a slash at its start or end',
  );
const Severity = z.enum(['error', 'warning', 'note', 'off']);
const Cidr = z.string().refine((text) => parsePrefix(text) !== null, 'a prefix such as 172.30.0.0/21');
const Ip = z.string().refine((text) => parseAddress(text) !== null, 'an address such as 172.30.0.1');
const Vlans = z.strictObject({ from: z.int().min(1).max(4094), to: z.int().min(1).max(4094) });
const Asn = z.int().min(1).max(4294967295);
/** `spec.subnets.*.vlan`; a backslash keeps a dot inside a name. */
const FieldPath = z.string().min(1);

const SettingsSchema = z
  .strictObject({
    managementSubnet: Cidr,
    managementDhcpStart: Ip,
    controlVip: Ip,
    protocolSubnet: Cidr,
    vtepSubnet: Cidr,
    fabricSubnet: Cidr,
    vpcWorkaroundSubnet: Cidr,
    mclagSessionSubnet: Cidr,
    proxyExternalSubnet: Cidr,
    spineAsn: Asn,
    leafAsnStart: Asn,
    leafAsnEnd: Asn,
    gatewayAsn: Asn,
    irbVlans: Vlans,
    th5Vlans: Vlans,
    fabricMtu: z.int().min(576).max(65535),
    serverMtuOffset: z.int().min(0).max(1000),
    gatewayEnabled: z.boolean(),
    gatewayCommunities: z.int().min(1).max(1000),
    vpcPeeringDisabled: z.boolean(),
    extraSwitchProfiles: z.boolean(),
  })
  .partial();

/** What `.selvedge/policy.yaml` may hold. Every part may be left out; unknown fields are mistakes. */
const PolicySchema = z.strictObject({
  version: z.literal(1),
  /** Folders that hold a fabric each, from the repository's root; found by their marks when left out. */
  fabrics: z.array(z.union([Folder, z.literal('.')])).optional(),
  /** Rule id → how serious it is here. */
  severities: z.record(z.string(), Severity).optional(),
  /** Resources that the cluster provides: kind → names, or `*` for all of them. */
  ambient: z.partialRecord(Kind, z.union([z.literal('*'), z.array(z.string())])).optional(),
  /** How serious it is when something is named that is neither here nor ambient; see the guide for `auto`. */
  unresolved: z.union([z.literal('auto'), Severity]).optional(),
  hydration: z.enum(['auto', 'hydrated', 'unhydrated']).optional(),
  volatile: z.array(FieldPath).optional(),
  lists: z
    .array(
      z.strictObject({
        kind: z.string(),
        path: FieldPath,
        treat: z.enum(['set', 'map', 'ordered']),
        key: z.array(FieldPath).optional(),
      }),
    )
    .optional(),
  duplicates: z
    .strictObject({
      /** Areas from the strongest to the weakest. */
      winner: z.array(z.enum(['managed', 'raw', 'templates', 'other', 'unmanaged', 'archive'])).optional(),
      identical: z.enum(['delete', 'disable', 'archive', 'review']).optional(),
      different: z.enum(['disable', 'move', 'archive', 'review']).optional(),
      /** Among several managed copies that differ: keep the oldest by last commit instead of asking. */
      preferOldest: z.boolean().optional(),
      deleteLimit: z.int().min(0).optional(),
      moveLimit: z.int().min(0).optional(),
    })
    .optional(),
  directories: z
    .strictObject({
      managed: Folder.optional(),
      raw: Folder.optional(),
      unmanaged: Folder.optional(),
      kinds: z.partialRecord(Kind, Folder).optional(),
      archive: z.enum(['rename', 'move', 'timestamp', 'keep']).optional(),
    })
    .optional(),
  /** What sorting `raw` into `managed` writes besides: provenance annotations, and the field's archive log. */
  ingest: z.strictObject({ annotations: z.boolean().optional(), log: z.boolean().optional() }).optional(),
  settings: SettingsSchema.optional(),
});

export type Level = z.infer<typeof Severity>;
export type Area = 'managed' | 'raw' | 'templates' | 'other' | 'unmanaged' | 'archive';

/** What becomes of the original of a file that was sorted. */
export type ArchiveStrategy = 'rename' | 'move' | 'timestamp' | 'keep';

/** What happens to a copy that does not win. */
export type LoserAction = 'delete' | 'disable' | 'move' | 'archive' | 'review';

/** A policy that has been read; see {@link PolicySchema} for the words. */
export interface Policy {
  readonly fabrics: readonly string[] | null;
  readonly severities: Readonly<Record<string, Level>>;
  readonly ambient: Readonly<Partial<Record<string, '*' | readonly string[]>>>;
  readonly unresolved: 'auto' | Level;
  readonly hydration: 'auto' | 'hydrated' | 'unhydrated';
  readonly volatile: readonly VolatilePath[];
  readonly lists: readonly ListOverride[];
  readonly duplicates: {
    readonly winner: readonly Area[];
    readonly identical: LoserAction;
    readonly different: LoserAction;
    readonly preferOldest: boolean;
    readonly deleteLimit: number;
    readonly moveLimit: number;
  };
  readonly directories: {
    readonly managed: string;
    readonly raw: string;
    readonly unmanaged: string;
    readonly kinds: Readonly<Partial<Record<string, string>>>;
    /** Null: the manifest of the fabric directory says, else the name gets an ending. */
    readonly archive: ArchiveStrategy | null;
  };
  readonly ingest: { readonly annotations: boolean; readonly log: boolean };
  readonly settings: FabricSettings;
}

/** `spec.a\.b.*` → parts. */
function fieldPath(text: string): string[] {
  return (text.match(/(?:\\.|[^.\\])+/g) ?? []).map((part) => part.replace(/\\(.)/g, '$1'));
}

const strongestFirst: readonly Area[] = ['managed', 'raw', 'templates', 'unmanaged', 'other', 'archive'];

function build(text: z.output<typeof PolicySchema>): Policy {
  const winner = [...new Set([...(text.duplicates?.winner ?? []), ...strongestFirst])];
  return {
    fabrics: text.fabrics?.map((root) => (root === '.' ? '' : root)) ?? null,
    severities: text.severities ?? {},
    ambient: { IPv4Namespace: ['default'], VLANNamespace: ['default'], GatewayGroup: ['default'], ...text.ambient },
    unresolved: text.unresolved ?? 'auto',
    hydration: text.hydration ?? 'auto',
    volatile: (text.volatile ?? []).map(fieldPath),
    lists: (text.lists ?? []).map((entry) => ({
      groupKind: entry.kind,
      path: fieldPath(entry.path),
      treat: entry.treat,
      key: (entry.key ?? []).map(fieldPath),
      why: 'the policy of this repository says so',
    })),
    duplicates: {
      winner,
      identical: text.duplicates?.identical ?? 'delete',
      different: text.duplicates?.different ?? 'disable',
      preferOldest: text.duplicates?.preferOldest ?? false,
      deleteLimit: text.duplicates?.deleteLimit ?? 100,
      moveLimit: text.duplicates?.moveLimit ?? 200,
    },
    directories: {
      managed: text.directories?.managed ?? 'managed',
      raw: text.directories?.raw ?? 'raw',
      unmanaged: text.directories?.unmanaged ?? 'unmanaged',
      kinds: text.directories?.kinds ?? {},
      archive: text.directories?.archive ?? null,
    },
    ingest: { annotations: text.ingest?.annotations ?? true, log: text.ingest?.log ?? true },
    settings: readSettings({ ...installerDefaults, ...(text.settings as object | undefined) }),
  };
}

/** What holds where a repository says nothing. */
export const defaultPolicy: Policy = build({ version: 1 });

/** The fields that a mapping of the policy may have; none where that is not known. */
function fieldsAt(path: readonly (string | number)[]): readonly string[] {
  let schema: unknown = PolicySchema;
  for (const part of path) {
    while (schema instanceof z.ZodOptional) schema = schema.unwrap();
    if (schema instanceof z.ZodArray) schema = schema.element;
    else if (schema instanceof z.ZodObject) schema = (schema.shape as Record<string, unknown>)[part];
    else return [];
  }
  while (schema instanceof z.ZodOptional) schema = schema.unwrap();
  if (schema instanceof z.ZodObject) return Object.keys(schema.shape);
  return schema instanceof z.ZodRecord ? kindNames : [];
}

/**
 * Reads a policy out of the value of its YAML. With problems the default policy stands in, so that a slip in the
 * file does not silence the rules.
 */
export function readPolicy(value: unknown): { readonly policy: Policy; readonly problems: readonly PolicyProblem[] } {
  const parsed = PolicySchema.safeParse(value);
  if (parsed.success) return { policy: build(parsed.data), problems: [] };
  const problems = policyProblems(value, parsed.error.issues, fieldsAt);
  return { policy: defaultPolicy, problems };
}
