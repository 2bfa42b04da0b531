import { installSchema } from './001-install-schema';
import { installVersionKnown } from './002-install-version';
import { nodeTwice } from './007-node-twice';
import { controlVip } from './174-control-vip';
import { dummySubnet } from './174-dummy-subnet';
import { managementDhcp } from './174-management-dhcp';
import { fabricatorName } from './175-fabricator-name';
import { installSubnets } from './175-install-subnets';
import { fabricMode } from './176-fabric-mode';
import { installAsNumbers } from './176-install-as-numbers';
import { gatewayCommunities } from './177-gateway-communities';
import { installVlanRanges } from './177-install-vlans';
import { installUsers } from './178-install-users';
import { nodeAddresses } from './179-node-addresses';
import { nodeFields } from './179-node-fields';
import type { Rule } from '../rule';

/** Rules about the installer's own file, `fab.yaml`. */
export const installationRules: readonly Rule[] = [
  installSchema,
  installVersionKnown,
  nodeTwice,
  controlVip,
  dummySubnet,
  managementDhcp,
  fabricatorName,
  installSubnets,
  fabricMode,
  installAsNumbers,
  installVlanRanges,
  gatewayCommunities,
  installUsers,
  nodeFields,
  nodeAddresses,
];
