import type { InstallKindName, KindName } from '../kinds';
import { installKindOf, kindNamed, kindOf } from '../kinds';
import { connectionSpec } from './connection';
import { externalAttachmentSpec, externalPeeringSpec, externalSpec } from './external';
import { gatewayGroupSpec, gatewayPeeringSpec, gatewaySpec, vpcInfoSpec } from './gateway';
import { installSpecs } from './install';
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
const metadataSchema = (namespace: string): ObjectSchema =>
  needed(
    object(
      'Name and marks of the resource.',
      {
        name: needed(text('The name: small letters, digits, dashes and dots.')),
        namespace: text(namespace),
        labels: mapOf('Marks that can be selected by.', text('Value of the label.')),
        annotations: mapOf('Notes of tools.', text('Value of the annotation.')),
      },
      { open: true, others: ofTheSystem },
    ),
  );

const whole = (doc: string, spec: ObjectSchema, namespace: string): ObjectSchema =>
  object(doc, {
    apiVersion: needed(text('Group and version of the kind.')),
    kind: needed(text('The kind.')),
    metadata: metadataSchema(namespace),
    spec,
    status: object('What the fabric observed. Written by the system.', {}, { open: true }),
  });

const documents = new Map<KindName | InstallKindName, ObjectSchema>();

function remembered(kind: KindName | InstallKindName, make: () => ObjectSchema): ObjectSchema {
  const schema = documents.get(kind) ?? make();
  documents.set(kind, schema);
  return schema;
}

/** The schema of a whole document of this kind. */
export const schemaOfKind = (kind: KindName): ObjectSchema =>
  remembered(kind, () => whole(kindNamed(kind).doc, specs[kind], '`default`, or left out.'));

/** The same of one of the installer's kinds. */
const schemaOfInstallKind = (kind: InstallKindName): ObjectSchema =>
  remembered(kind, () => whole(installSpecs[kind].doc, installSpecs[kind], '`fab`.'));

/** The schema for `group` and `kind`; null for kinds that are neither the fabric's nor the installer's. */
export function schemaFor(group: string, kind: string): ObjectSchema | null {
  const found = kindOf(group, kind);
  if (found) return schemaOfKind(found.kind);
  const installed = installKindOf(group, kind);
  return installed && schemaOfInstallKind(installed);
}
