import { gatewayEnabled } from './149-gateway-enabled';
import { gatewayLimits } from './151-gateway-limits';
import { gatewayAddresses } from './152-gateway-addresses';
import { gatewayInterfaces } from './153-gateway-interfaces';
import { gatewayNeighbors } from './154-gateway-neighbors';
import { gatewayGroups } from './155-gateway-groups';
import { gatewayMac } from './156-gateway-mac';
import { gatewayAsn } from './157-gateway-asn';
import { vpcInfo } from './158-vpc-info';
import { gatewayPeeringSides } from './159-gateway-peering-sides';
import { exposeContent } from './160-expose-content';
import { exposeAddresses } from './161-expose-addresses';
import { exposeNotOnly } from './161-expose-not-only';
import { exposeNat } from './163-expose-nat';
import { portForward } from './164-port-forward';
import { natSides } from './165-nat-sides';
import { aclRules } from './166-acl-rule';
import { aclMatch } from './167-acl-match';
import { exposedTwice } from './168-exposed-twice';
import { exposedInsideVpc } from './169-exposed-inside-vpc';
import { defaultTwice } from './171-default-twice';
import type { Rule } from '../rule';

/** Rules about gateways and gateway peerings. */
export const gatewayRules: readonly Rule[] = [
  gatewayEnabled,
  gatewayLimits,
  gatewayAddresses,
  gatewayInterfaces,
  gatewayNeighbors,
  gatewayGroups,
  gatewayMac,
  gatewayAsn,
  vpcInfo,
  gatewayPeeringSides,
  exposeContent,
  exposeAddresses,
  exposeNotOnly,
  exposeNat,
  portForward,
  natSides,
  aclRules,
  aclMatch,
  exposedTwice,
  exposedInsideVpc,
  defaultTwice,
];
