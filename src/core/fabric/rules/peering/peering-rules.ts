import { vpcPeeringDisabled } from './063-vpc-peering-disabled';
import { remotePeering } from './064-remote-peering';
import { peeringPair } from './065-peering-pair';
import { peeringNamespaces } from './066-peering-namespaces';
import { peeredTwice } from './069-peered-twice';
import type { Rule } from '../rule';

/** Rules about VPC peerings. */
export const peeringRules: readonly Rule[] = [
  vpcPeeringDisabled,
  remotePeering,
  peeringPair,
  peeringNamespaces,
  peeredTwice,
];
