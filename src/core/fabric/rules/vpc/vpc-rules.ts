import { vpcNameLength } from './010-vpc-name-length';
import { vpcNamePrefix } from './011-vpc-name-prefix';
import { vpcSubnetCount } from './014-vpc-subnet-count';
import { vpcMode } from './015-vpc-mode';
import { subnetPrefix } from './016-subnet-prefix';
import { subnetLength } from './017-subnet-length';
import { subnetReserved } from './018-subnet-reserved';
import { hostBgpDhcp } from './019-host-bgp-dhcp';
import { subnetGateway } from './020-subnet-gateway';
import { subnetVlan } from './021-subnet-vlan';
import { dhcpOneWay } from './022-dhcp-one-way';
import { dhcpRelayPrefix } from './023-dhcp-relay-prefix';
import { dhcpRelayVpc } from './024-dhcp-relay-vpc';
import { dhcpOffOptions } from './025-dhcp-off-options';
import { dhcpRange } from './026-dhcp-range';
import { dhcpServers } from './029-dhcp-servers';
import { dhcpMtu } from './030-dhcp-mtu';
import { dhcpLease } from './031-dhcp-lease';
import { dhcpRoutes } from './032-dhcp-routes';
import { dhcpStatic } from './033-dhcp-static';
import { dhcpOffRange } from './034-dhcp-off-range';
import { vlanTwiceInVpc } from './035-vlan-twice-in-vpc';
import { subnetsOverlapInVpc } from './036-subnets-overlap-in-vpc';
import { permit } from './037-permit';
import { staticRoutes } from './038-static-routes';
import { subnetInNamespace } from './040-subnet-in-namespace';
import { vlanInNamespace } from './041-vlan-in-namespace';
import { subnetsOverlap } from './043-subnets-overlap';
import { vlanTwice } from './044-vlan-twice';
import { hostBgpLengths } from './045-host-bgp-lengths';
import { hostBgpExtra } from './046-host-bgp-extra';
import type { Rule } from '../rule';

/** Rules about VPCs. */
export const vpcRules: readonly Rule[] = [
  vpcNameLength,
  vpcNamePrefix,
  vpcSubnetCount,
  vpcMode,
  subnetPrefix,
  subnetLength,
  subnetReserved,
  hostBgpDhcp,
  subnetGateway,
  subnetVlan,
  dhcpOneWay,
  dhcpRelayPrefix,
  dhcpRelayVpc,
  dhcpOffOptions,
  dhcpRange,
  dhcpServers,
  dhcpMtu,
  dhcpLease,
  dhcpRoutes,
  dhcpStatic,
  dhcpOffRange,
  vlanTwiceInVpc,
  subnetsOverlapInVpc,
  permit,
  staticRoutes,
  subnetInNamespace,
  vlanInNamespace,
  subnetsOverlap,
  vlanTwice,
  hostBgpLengths,
  hostBgpExtra,
];
