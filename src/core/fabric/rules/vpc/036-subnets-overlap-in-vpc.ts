import { overlappingPairs } from '../../net/ip';
import type { VpcClaim } from '../../views/vpc-claims';
import { claimsOf } from '../../views/vpc-claims';
import type { ResourceRule } from '../rule';

const named = ({ subnet, isExtra, text }: VpcClaim): string =>
  isExtra ? `extra prefix ${text} of subnet ${subnet}` : `subnet ${subnet} (${text})`;

/** A subnet against its own extra prefixes has a sentence of its own. */
const isToldElsewhere = (one: VpcClaim, other: VpcClaim): boolean =>
  one.subnet === other.subnet && one.isExtra !== other.isExtra;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export const subnetsOverlapInVpc: ResourceRule = {
  id: 'subnets-overlap-in-vpc',
  numbers: [36, 46],
  kinds: ['VPC'],
  severity: 'error',
  title: 'The subnets of a VPC, and the extra prefixes of their hosts, do not overlap',
  source: 'fabric v0.126, VPC.Validate',
  looksAt: 'resource',
  check: (resource) =>
    overlappingPairs(claimsOf(resource), ({ prefix }) => prefix)
      .filter(([one, other]) => !isToldElsewhere(one, other))
      .map(([one, other]) => ({
        at: other.at,
        onKey: other.isExtra,
        message: `${capital(named(other))} overlaps ${named(one)} of the same VPC`,
      })),
};
