import type { KindName } from '../kinds';
import { kindNamed, kindOf } from '../kinds';
import { connectionSpec } from './connection';
import { externalAttachmentSpec, externalPeeringSpec, externalSpec } from './external';
import { gatewayGroupSpec, gatewayPeeringSpec, gatewaySpec, vpcInfoSpec } from './gateway';
import type { ObjectSchema } from './schema';
import { mapOf, needed, object, text } from './schema';
import { ipv4NamespaceSpec, vpcAttachmentSpec, vpcPeeringSpec, vpcSpec } from './vpc';
import {
  serverProfileSpec,
  serverSpec,
  switchGroupSpec,
  switchProfileSpec,
  switchSpec,
  vlanNamespaceSpec,
} from './wiring';

const specs: Readonly<Record<KindName, ObjectSchema>> = {
  VLANNamespace: vlanNamespaceSpec,
  SwitchGroup: switchGroupSpec,
  SwitchProfile: switchProfileSpec,
  Switch: switchSpec,
  ServerProfile: serverProfileSpec,
  Server: serverSpec,
  Connection: connectionSpec,
  IPv4Namespace: ipv4NamespaceSpec,
  VPC: vpcSpec,
  VPCAttachment: vpcAttachmentSpec,
  VPCPeering: vpcPeeringSpec,
  External: externalSpec,
  ExternalAttachment: { ...externalAttachmentSpec, required: 'by-author' },
  ExternalPeering: externalPeeringSpec,
  GatewayGroup: gatewayGroupSpec,
  Gateway: gatewaySpec,
  VPCInfo: vpcInfoSpec,
  GatewayPeering: gatewayPeeringSpec,
};

/** The rest of Kubernetes' ObjectMeta: the system writes it, and exported resources have it. */
const ofTheSystem = [
  'generateName',
  'selfLink',
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'ownerReferences',
  'finalizers',
  'managedFields',
];

/** Metadata of Kubernetes. */
const metadataSchema = needed(
  object(
    'Name and marks of the resource.',
    {
      name: needed(text('The name: small letters, digits, dashes and dots.')),
      namespace: text('`default`, or left out.'),
      labels: mapOf('Marks that can be selected by.', text('Value of the label.')),
      annotations: mapOf('Notes of tools.', text('Value of the annotation.')),
    },
    { open: true, others: ofTheSystem },
  ),
);

const whole = (kind: KindName): ObjectSchema =>
  object(kindNamed(kind).doc, {
    apiVersion: needed(text('Group and version of the kind.')),
    kind: needed(text('The kind.')),
    metadata: metadataSchema,
    spec: specs[kind],
    status: object('What the fabric observed. Written by the system.', {}, { open: true }),
  });

const documents = new Map<KindName, ObjectSchema>();

/** The schema of a whole document of this kind. */
export function schemaOfKind(kind: KindName): ObjectSchema {
  const known = documents.get(kind) ?? whole(kind);
  documents.set(kind, known);
  return known;
}

/** The schema for `group` and `kind`; null for kinds that are not the fabric's. */
export function schemaFor(group: string, kind: string): ObjectSchema | null {
  const found = kindOf(group, kind);
  return found ? schemaOfKind(found.kind) : null;
}
