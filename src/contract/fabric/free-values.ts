import { z } from 'zod';
import { inProject } from '../basics';
import { call } from '../call';
import { FabricRoot, moment } from './fabric-root';

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

export const freeValueCalls = {
  /** Free values, the best first. `reason`: why there is none, or why there are no more. */
  'fabric.next-free': call(
    inProject.extend({
      moment,
      fabric: FabricRoot,
      question: FreeQuestion,
      count: z.number().int().min(1).max(100).default(5),
    }),
    z.object({
      candidates: z.array(z.object({ value: z.string(), reason: z.string() })),
      reason: z.string().nullable(),
    }),
  ),
} as const;
