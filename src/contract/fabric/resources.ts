import { z } from 'zod';
import { ProjectPath, inProject } from '../basics';
import { call } from '../call';
import { FilePlace, Problem, ProblemCounts, Severity } from '../problems';
import { FabricRoot, moment } from './fabric-root';

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

export const resourceCalls = {
  'fabric.overview': call(
    inProject.extend({ moment }),
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
      moment,
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
    inProject.extend({ moment, path: ProjectPath, document: z.number().int().min(0) }),
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
} as const;
