import { z } from 'zod';
import { inProject } from '../basics';
import { call } from '../call';
import { Moment } from '../problems';
import { FabricRoot, moment } from './fabric-root';

const TopologyNode = z.object({
  id: z.string(),
  kind: z.enum(['spine', 'leaf', 'server', 'gateway', 'external']),
  name: z.string(),
  detail: z.string().nullable(),
  group: z.string().nullable(),
  redundancy: z.string().nullable(),
  groups: z.array(z.string()),
  asn: z.number().nullable(),
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

export const topologyCalls = {
  'fabric.topology': call(inProject.extend({ moment, fabric: FabricRoot }), FabricTopology),
  'fabric.topology-difference': call(
    inProject.extend({ fabric: FabricRoot, before: Moment, after: Moment.default({ kind: 'working-tree' }) }),
    FabricTopologyDifference,
  ),
} as const;
