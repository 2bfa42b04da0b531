import type { Fabric } from '../model/fabric-model';
import { findResource } from '../model/fabric-model';
import type { Resource } from '../model/model-file';
import { asName } from '../value';
import type { ConnectionView } from './connection-view';
import { connectionView } from './connection-view';
import type { SubnetView, VpcView } from './vpc-view';
import { vpcView } from './vpc-view';

/** What an attachment joins; null for whatever is not here. */
export interface AttachmentView {
  readonly vpcName: string;
  readonly subnetName: string;
  readonly connectionName: string | null;
  readonly native: boolean;
  readonly vpc: { readonly resource: Resource; readonly view: VpcView } | null;
  readonly subnet: SubnetView | null;
  readonly connection: { readonly resource: Resource; readonly view: ConnectionView } | null;
}

/** An attachment with the resources that it joins, as far as this fabric holds them. */
export function attachmentView(resource: Resource, fabric: Fabric): AttachmentView {
  const [vpcName = '', subnetName = 'default'] = (asName(resource.spec['subnet']) ?? '').split('/');
  const connectionName = asName(resource.spec['connection']);
  const vpc = findResource(fabric, 'VPC', vpcName);
  const connection = connectionName === null ? null : findResource(fabric, 'Connection', connectionName);
  const view = vpc ? vpcView(vpc) : null;
  return {
    vpcName,
    subnetName,
    connectionName,
    native: resource.spec['nativeVLAN'] === true,
    vpc: vpc && view ? { resource: vpc, view } : null,
    subnet: view?.subnets.find((subnet) => subnet.name === subnetName) ?? null,
    connection: connection ? { resource: connection, view: connectionView(connection) } : null,
  };
}
