import { expect, it } from 'vitest';
import { vpcsOf } from '../../../../../src/core/fabric/references/vpc-members';
import { fabricOf } from '../read-fabric';

const api = (group: string): string => `${group}.githedgehog.com/v1beta1`;
const one = (group: string, kind: string, name: string, spec: string): string =>
  `apiVersion: ${api(group)}\nkind: ${kind}\nmetadata: {name: ${name}}\nspec: ${spec}\n---\n`;

it('a VPC has attachments, peerings, connections and servers', () => {
  const fabric = fabricOf({
    'f/all.yaml': [
      one('vpc', 'VPC', 'web', '{subnets: {default: {}}}'),
      one('vpc', 'VPC', 'app', '{subnets: {default: {}}}'),
      one('vpc', 'VPCAttachment', 'at', '{subnet: web/default, connection: cable}'),
      one('vpc', 'VPCPeering', 'web--app', '{permit: [{web: {}, app: {}}]}'),
      one('wiring', 'Server', 'server-1', '{}'),
      one('wiring', 'Server', 'server-2', '{}'),
      one('wiring', 'Switch', 'leaf-1', '{}'),
      one(
        'wiring',
        'Connection',
        'cable',
        '{unbundled: {link: {server: {port: server-1/eth0}, switch: {port: leaf-1/E1/1}}}}',
      ),
    ].join(''),
  });
  const found = [...vpcsOf(fabric)].map(([key, vpcs]) => `${key.split('/').at(-1)}: ${vpcs.join(' ')}`).sort();
  expect(found).toEqual(['app: app', 'at: web', 'cable: web', 'server-1: web', 'web--app: app web', 'web: web']);
});
