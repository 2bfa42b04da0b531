import { communities } from './082-communities';
import { staticExternal } from './083-static-external';
import { externalAttachmentFields } from './085-external-attachment-fields';
import { externalConnectionType } from './086-external-connection-type';
import { staticBoth } from './087-static-both';
import { bgpAttachment } from './088-bgp-attachment';
import { staticAttachment } from './089-static-attachment';
import { externalVlanTwice } from './090-external-vlan-twice';
import { aclSequence } from './091-acl-sequence';
import { aclWords } from './092-acl-words';
import { aclPrefixes } from './093-acl-prefixes';
import { aclFlags } from './094-acl-flags';
import { aclIcmp } from './095-acl-icmp';
import { aclPorts } from './096-acl-ports';
import { externalPeeringFields } from './097-external-peering-fields';
import { externalPeeringNamespace } from './098-external-peering-namespace';
import type { Rule } from '../rule';

/** Rules about externals, their attachments and peerings. */
export const externalRules: readonly Rule[] = [
  communities,
  staticExternal,
  externalAttachmentFields,
  externalConnectionType,
  staticBoth,
  bgpAttachment,
  staticAttachment,
  externalVlanTwice,
  aclSequence,
  aclWords,
  aclPrefixes,
  aclFlags,
  aclIcmp,
  aclPorts,
  externalPeeringFields,
  externalPeeringNamespace,
];
