import { attachmentFields } from './049-attachment-fields';
import { p2pLink } from './051-p2p-link';
import { attachmentConnectionType } from './054-attachment-connection-type';
import { eslagL2vni } from './055-eslag-l2vni';
import { hostBgpUnbundled } from './056-host-bgp-unbundled';
import { hostBgpNative } from './057-host-bgp-native';
import { switchVlanNamespace } from './058-switch-vlan-namespace';
import { switchVni } from './059-switch-vni';
import { hostBgpMclag } from './060-host-bgp-mclag';
import { attachedTwice } from './061-attached-twice';
import { nativeTwice } from './062-native-twice';
import type { Rule } from '../rule';

/** Rules about VPC attachments. */
export const attachmentRules: readonly Rule[] = [
  attachmentFields,
  p2pLink,
  attachmentConnectionType,
  eslagL2vni,
  hostBgpUnbundled,
  hostBgpNative,
  switchVlanNamespace,
  switchVni,
  hostBgpMclag,
  attachedTwice,
  nativeTwice,
];
