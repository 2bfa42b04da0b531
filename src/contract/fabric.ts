import { z } from 'zod';
import { ProjectPath, Receipt, inProject } from './basics';
import { call } from './call';
import { FilePlace, FilePreview, Moment, Problem, ProblemCounts, Severity, TextSpan } from './problems';

/** Where a fabric directory starts, from the repository's root; empty for the repository itself. */
const FabricRoot = z.string().max(4096);
const moment = { moment: Moment.default({ kind: 'working-tree' }) };

/**
 * What a row stands for. `live`: a resource that counts. `copy`: one that another copy goes before. `disabled`:
 * commented out. `foreign`: YAML of other kinds. `template`: text with placeholders. `broken`: cannot be read.
 */
export const ResourceState = z.enum(['live', 'copy', 'disabled', 'foreign', 'template', 'broken']);
export type ResourceState = z.infer<typeof ResourceState>;

export const ResourceRow = z.object({
  /** Unique in one answer: path, document and, for disabled ones, the place among them. */
  id: z.string(),
  fabric: FabricRoot.nullable(),
  state: ResourceState,
  /** Null for documents without one. */
  group: z.string().nullable(),
  version: z.string().nullable(),
  kind: z.string().nullable(),
  namespace: z.string().nullable(),
  name: z.string().nullable(),
  path: ProjectPath,
  /** Place of the document in its file, from 0. */
  document: z.number().int(),
  /** First line of its content, from 0, and the line after its last. */
  line: z.number().int(),
  endLine: z.number().int(),
  /** `managed`, `raw`, … as the policy names folders; null outside of fabrics. */
  area: z.string().nullable(),
  /** How many copies of this resource the fabric holds; 1 for most. */
  copies: z.number().int(),
  /** The VPCs that it has to do with, by name (`vpcsOf` in the core); empty for copies and whatever is not live. */
  vpcs: z.array(z.string()),
  problems: ProblemCounts,
});
export type ResourceRow = z.infer<typeof ResourceRow>;

export const FabricSummary = z.object({
  root: FabricRoot,
  /** The last folder of the root, or the repository's own name. */
  name: z.string(),
  /** How it was recognised, the surest mark first. */
  mark: z.enum(['policy', 'manifest', 'directories', 'resources']),
  files: z.number().int(),
  states: z.record(ResourceState, z.number()),
  /** Live resources by kind, in the order of dependence; foreign kinds last. */
  kinds: z.array(z.object({ kind: z.string(), count: z.number() })),
  duplicates: z.number().int(),
  problems: ProblemCounts,
  /** Do switches carry the addresses and numbers that `hhfab` would fill in? `none`: there are no switches. */
  hydration: z.enum(['none', 'hydrated', 'unhydrated', 'partial']),
});
export type FabricSummary = z.infer<typeof FabricSummary>;

/** Where a reference leads; `ambient`: the cluster provides it; `assumed`: nothing of that kind is kept here. */
const Resolution = z.enum(['found', 'ambient', 'assumed', 'missing']);

/** One place where a resource names another. */
export const ReferencePlace = FilePlace.extend({
  /** The resource that names. */
  from: z.object({ kind: z.string(), name: z.string() }),
  /** What is named: kind, name, and a subnet, port or interface of it. */
  to: z.object({ kind: z.string(), name: z.string(), part: z.string().nullable() }),
  field: z.string(),
  resolution: Resolution,
  /** Where the named resource stands; null when it is not here. */
  target: FilePlace.nullable(),
});
export type ReferencePlace = z.infer<typeof ReferencePlace>;

/** A place in a text that somebody edits. */
const editing = { path: ProjectPath, text: z.string().max(8_000_000) };
const atCursor = { ...editing, line: z.number().int().min(0), column: z.number().int().min(0) };

const Completion = z.object({
  label: z.string(),
  /** What to put in place of `replace`; may hold line breaks and end in `: `. */
  insert: z.string(),
  kind: z.enum(['field', 'value', 'reference', 'next-free', 'kind']),
  /** In a few words beside the label. */
  detail: z.string(),
  doc: z.string(),
  /** Lower comes first. */
  order: z.number().int(),
});
export type Completion = z.infer<typeof Completion>;

const FreeQuestion = z.discriminatedUnion('what', [
  z.object({ what: z.literal('vlan'), namespace: z.string().default('default') }),
  z.object({
    what: z.literal('subnet'),
    namespace: z.string().default('default'),
    bits: z.number().int().min(0).max(32).default(24),
  }),
  z.object({ what: z.literal('asn') }),
  z.object({ what: z.literal('port'), switch: z.string() }),
  z.object({ what: z.literal('acl-sequence'), attachment: z.string() }),
  /** Both addresses of a cable between switches, with a blank between. */
  z.object({ what: z.literal('link') }),
]);
export type FreeQuestion = z.infer<typeof FreeQuestion>;

const TopologyNode = z.object({
  id: z.string(),
  kind: z.enum(['spine', 'leaf', 'server', 'gateway', 'external']),
  name: z.string(),
  detail: z.string().nullable(),
  group: z.string().nullable(),
  assumed: z.boolean(),
});
const TopologyLink = z.object({
  id: z.string(),
  connection: z.string(),
  type: z.string(),
  from: z.string(),
  to: z.string(),
  fromPort: z.string().nullable(),
  toPort: z.string().nullable(),
});
const TopologyVpc = z.object({
  name: z.string(),
  subnets: z.array(z.object({ name: z.string(), prefix: z.string().nullable(), vlan: z.number().nullable() })),
  attachments: z.array(z.object({ subnet: z.string(), connection: z.string(), nodes: z.array(z.string()) })),
});
const TopologyPeering = z.object({
  id: z.string(),
  kind: z.enum(['vpc', 'external', 'gateway']),
  between: z.array(z.string()),
});
/** A fabric as a picture would show it. Ports, VPCs and peerings by name, devices by id. */
export const FabricTopology = z.object({
  nodes: z.array(TopologyNode),
  links: z.array(TopologyLink),
  vpcs: z.array(TopologyVpc),
  peerings: z.array(TopologyPeering),
});
export type FabricTopology = z.infer<typeof FabricTopology>;

const differenceOf = <T extends z.ZodType>(item: T) =>
  z.object({ added: z.array(item), removed: z.array(item), changed: z.array(z.object({ before: item, after: item })) });
export const FabricTopologyDifference = z.object({
  nodes: differenceOf(TopologyNode),
  links: differenceOf(TopologyLink),
  vpcs: differenceOf(TopologyVpc),
  peerings: differenceOf(TopologyPeering),
});
export type FabricTopologyDifference = z.infer<typeof FabricTopologyDifference>;

export const DuplicateGroup = z.object({
  /** Names the group for a plan. */
  key: z.string(),
  fabric: FabricRoot,
  kind: z.string(),
  namespace: z.string(),
  name: z.string(),
  /** The place of the winner in `copies`; null: a person has to say. */
  winner: z.number().int().nullable(),
  /** The row of the decision table, and its reason in words. */
  row: z.number().int(),
  reason: z.string(),
  copies: z.array(
    z.object({
      path: ProjectPath,
      document: z.number().int(),
      line: z.number().int(),
      endLine: z.number().int(),
      area: z.string(),
      /** Against the winner, or the first copy where there is none. */
      likeness: z.enum(['bytes', 'meaning', 'different']),
      annotated: z.boolean(),
    }),
  ),
});
export type DuplicateGroup = z.infer<typeof DuplicateGroup>;

/** A document that a plan is about; `key` is what the person saw there. */
const DocumentTarget = z.object({ path: ProjectPath, document: z.number().int().min(0), key: z.string().optional() });
export type DocumentTarget = z.infer<typeof DocumentTarget>;

/** What somebody wants to do to documents. */
export const PlanRequest = z.discriminatedUnion('kind', [
  /** Renames a resource, or with `part` a subnet or interface of it, and everything that names it. */
  z.object({
    kind: z.literal('rename'),
    resource: z.object({ kind: z.string(), name: z.string() }),
    part: z.string().optional(),
    to: z.string().min(1).max(253),
  }),
  /** Moves documents to another file (`to` ends in `.yaml`) or into a folder, one file each. */
  z.object({ kind: z.literal('move'), documents: z.array(DocumentTarget).min(1), to: z.string().min(1).max(4096) }),
  z.object({
    kind: z.literal('disable'),
    documents: z.array(DocumentTarget).min(1),
    reason: z.string().max(500).default(''),
  }),
  /** `place`: which of the commented-out resources of the document, from 0. */
  z.object({
    kind: z.literal('enable'),
    documents: z.array(DocumentTarget.extend({ place: z.number().int().min(0).default(0) })).min(1),
  }),
  /** `withReferrers`: also everything that names them, in the safe order. */
  z.object({
    kind: z.literal('delete'),
    documents: z.array(DocumentTarget).min(1),
    withReferrers: z.boolean().default(false),
  }),
  /** Clears up duplicates; without `keys` all of them. `winners`: a person's word for groups, key to path#document. */
  z.object({
    kind: z.literal('duplicates'),
    keys: z.array(z.string()).optional(),
    winners: z.record(z.string(), z.string()).default({}),
    /** The same for every copy that does not win; the policy says unless told. */
    action: z.enum(['delete', 'disable', 'move', 'archive']).optional(),
  }),
  /** `fromRoot`: also what lies beside the known folders. */
  z.object({ kind: z.literal('ingest'), fromRoot: z.boolean().default(false) }),
  /** `moves`: also what stands in the wrong file of `managed/`. */
  z.object({ kind: z.literal('structure'), moves: z.boolean().default(false) }),
]);
export type PlanRequest = z.infer<typeof PlanRequest>;

/** One step of a plan, for reading. */
const PlanStepRow = z.object({
  action: z.enum(['disable', 'enable', 'delete', 'move', 'edit', 'rename-file', 'delete-file', 'create-file']),
  path: z.string(),
  document: z.number().int().nullable(),
  to: z.string().nullable(),
  /** What it does, in words. */
  words: z.string(),
  why: z.string(),
});

export const PlanPreview = z.object({
  title: z.string(),
  /** Names exactly this outcome; `fabric.apply` does this or nothing. */
  digest: z.string(),
  steps: z.array(PlanStepRow),
  /** What is left to a person, and why. */
  review: z.array(z.object({ what: z.string(), why: z.string(), paths: z.array(z.string()) })),
  /** Steps that cannot be done, and why; a plan with any can be looked at but not applied. */
  refused: z.array(z.object({ what: z.string(), reason: z.string() })),
  files: z.array(z.object({ path: ProjectPath, change: z.enum(['created', 'modified', 'deleted']) })),
});
export type PlanPreview = z.infer<typeof PlanPreview>;

const planned = inProject.extend({ fabric: FabricRoot, request: PlanRequest });

export const fabricCalls = {
  'fabric.overview': call(
    inProject.extend(moment),
    z.object({
      fabrics: z.array(FabricSummary),
      /** Files of no fabric: YAML of others, and everything else. */
      outside: z.object({ files: z.number().int(), problems: ProblemCounts }),
      policy: z.object({ path: z.string(), present: z.boolean(), problems: z.array(z.string()) }),
      extensions: z.object({
        loaded: z.array(z.string()),
        problems: z.array(z.object({ file: z.string(), reason: z.string() })),
      }),
      /** Grows with each state that was judged. */
      generation: z.number().int(),
    }),
  ),
  /** Rows in the order of fabric, kind, namespace and name, or of path. */
  'fabric.resources': call(
    inProject.extend({
      ...moment,
      fabric: FabricRoot.optional(),
      kinds: z.array(z.string()).optional(),
      states: z.array(ResourceState).optional(),
      namespace: z.string().optional(),
      paths: z.array(ProjectPath).optional(),
      /** Words in name, kind or path; all of them must be there. */
      text: z.string().max(500).optional(),
      /** Only live and copied resources whose documents have these fields (`hasFields` in the core). */
      fields: z
        .array(z.object({ name: z.string().max(200).nullable(), value: z.string().max(500) }))
        .max(20)
        .optional(),
      /** Only rows with a problem of at least this weight. */
      problems: Severity.optional(),
      order: z.enum(['kind', 'name', 'path', 'problems']).default('kind'),
      offset: z.number().int().min(0).default(0),
      limit: z.number().int().min(0).max(100_000).default(500),
    }),
    z.object({
      total: z.number().int(),
      /** Of everything that fits, not only of this page. */
      states: z.record(ResourceState, z.number()),
      kinds: z.array(z.object({ kind: z.string(), count: z.number() })),
      rows: z.array(ResourceRow),
      generation: z.number().int(),
    }),
  ),
  /** One document with everything around it. Fails with `state-changed-since` when it is not there any more. */
  'fabric.resource': call(
    inProject.extend({ ...moment, path: ProjectPath, document: z.number().int().min(0) }),
    z.object({
      row: ResourceRow,
      /** Commented-out resources of this document, in order. */
      disabled: z.array(ResourceRow),
      /** The document's share of the file; it starts at this line. */
      text: z.string(),
      startLine: z.number().int(),
      /** What it names, and who names it. */
      references: z.array(ReferencePlace),
      referrers: z.array(ReferencePlace),
      copies: z.array(ResourceRow),
      problems: z.array(Problem),
    }),
  ),
  /** What may be written at the cursor. `replace`: the text that a completion stands in for. */
  'fabric.completions': call(
    inProject.extend(atCursor),
    z.object({ replace: TextSpan, completions: z.array(Completion) }),
  ),
  'fabric.hover': call(
    inProject.extend(atCursor),
    z.object({ span: TextSpan, title: z.string(), lines: z.array(z.string()) }).nullable(),
  ),
  /** The resource that is named or defined at the cursor, with every place that names it. */
  'fabric.references-at': call(
    inProject.extend(atCursor),
    z
      .object({
        kind: z.string(),
        name: z.string(),
        part: z.string().nullable(),
        /** What stands at the cursor. */
        span: TextSpan,
        definitions: z.array(FilePlace),
        references: z.array(ReferencePlace),
      })
      .nullable(),
  ),
  /** What the rules say about a text that is not saved yet, against everything else as it is on disk. */
  'fabric.check-text': call(inProject.extend(editing), z.object({ problems: z.array(Problem) })),
  /** Free values, the best first. `reason`: why there is none, or why there are no more. */
  'fabric.next-free': call(
    inProject.extend({
      ...moment,
      fabric: FabricRoot,
      question: FreeQuestion,
      count: z.number().int().min(1).max(100).default(5),
    }),
    z.object({
      candidates: z.array(z.object({ value: z.string(), reason: z.string() })),
      reason: z.string().nullable(),
    }),
  ),
  'fabric.topology': call(inProject.extend({ ...moment, fabric: FabricRoot }), FabricTopology),
  'fabric.topology-difference': call(
    inProject.extend({ fabric: FabricRoot, before: Moment, after: Moment.default({ kind: 'working-tree' }) }),
    FabricTopologyDifference,
  ),
  'fabric.duplicates': call(
    inProject.extend({ fabric: FabricRoot.optional() }),
    z.object({ groups: z.array(DuplicateGroup) }),
  ),
  'fabric.plan': call(planned, PlanPreview),
  /** One file of a plan, before and after. */
  'fabric.plan-file': call(planned.extend({ path: ProjectPath }), FilePreview),
  /** Does what was shown, as one operation. Fails with `state-changed-since` when the outcome would be another. */
  'fabric.apply': call(planned.extend({ digest: z.string() }), Receipt),
} as const;
