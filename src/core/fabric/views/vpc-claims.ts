import type { Resource } from '../model/model-file';
import type { Prefix } from '../net/ip';
import { parsePrefix } from '../net/ip';
import { asRecord } from '../value';
import { vpcView } from './vpc-view';

/** A stretch of addresses that a VPC takes: a subnet's own, or an extra one of its BGP-speaking hosts. */
export interface VpcClaim {
  readonly resource: Resource;
  readonly subnet: string;
  readonly isExtra: boolean;
  readonly text: string;
  readonly prefix: Prefix;
  readonly at: readonly (string | number)[];
}

/** Everything that a VPC takes and that can be read as prefixes. */
export const claimsOf = (resource: Resource): VpcClaim[] =>
  vpcView(resource).subnets.flatMap(({ prefix, text, name, at, fields }): VpcClaim[] => {
    const extra = Object.keys(asRecord(fields['hostBGPExtraPrefixes'])).flatMap((key): VpcClaim[] => {
      const read = parsePrefix(key);
      if (!read) return [];
      const place = [...at, 'hostBGPExtraPrefixes', key];
      return [{ resource, subnet: name, isExtra: true, text: key, prefix: read, at: place }];
    });
    if (!prefix || text === null) return extra;
    return [{ resource, subnet: name, isExtra: false, text, prefix, at: [...at, 'subnet'] }, ...extra];
  });
