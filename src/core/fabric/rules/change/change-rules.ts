import { deleteVpc } from './047-delete-vpc';
import { vpcSwap } from './048-vpc-swap';
import { shrinkIpv4Namespace } from './074-shrink-ipv4-namespace';
import { deleteIpv4Namespace } from './075-delete-ipv4-namespace';
import { shrinkVlanNamespace } from './078-shrink-vlan-namespace';
import { deleteVlanNamespace } from './079-delete-vlan-namespace';
import { deleteExternal } from './084-delete-external';
import { connectionTypeFixed } from './121-connection-type-fixed';
import { deleteConnection } from './122-delete-connection';
import { roceBreakouts } from './143-roce-breakouts';
import { deleteDevice } from './144-delete-device';
import { deleteGroup } from './lint-delete-group';
import { fecRemoved } from './lint-fec-removed';
import { deletesLive } from './lint-file-deletes-live';
import type { Rule } from '../rule';

/** Rules about changes from one state to another. */
export const changeRules: readonly Rule[] = [
  deleteVpc,
  vpcSwap,
  shrinkIpv4Namespace,
  deleteIpv4Namespace,
  shrinkVlanNamespace,
  deleteVlanNamespace,
  deleteExternal,
  connectionTypeFixed,
  deleteConnection,
  roceBreakouts,
  deleteDevice,
  deleteGroup,
  fecRemoved,
  deletesLive,
];
