import { mclag } from './100-mclag';
import { oneType } from './101-one-type';
import { portForm } from './102-port-form';
import { connectionDevices } from './103-devices';
import { distinctPorts } from './103-distinct-ports';
import { serverMtu } from './109-server-mtu';
import { staticExternalAddress } from './110-static-external-address';
import { staticExternalSubnets } from './111-static-external-subnets';
import { portExists } from './115-port-exists';
import { eslagGroup } from './116-eslag-group';
import { portUsedTwice } from './118-port-used-twice';
import { halfAddressed } from './119-half-addressed';
import { linkAddresses } from './119-link-addresses';
import { gatewayInterface } from './120-gateway-interface';
import type { Rule } from '../rule';

/** Rules about connections. */
export const connectionRules: readonly Rule[] = [
  mclag,
  oneType,
  portForm,
  connectionDevices,
  distinctPorts,
  serverMtu,
  staticExternalAddress,
  staticExternalSubnets,
  portExists,
  eslagGroup,
  portUsedTwice,
  halfAddressed,
  linkAddresses,
  gatewayInterface,
];
