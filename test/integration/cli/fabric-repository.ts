import type { Files, TestRepository } from '../../support/repository';
import { createRepository } from '../../support/repository';

const wiring = (kind: string, name: string, spec: string): string =>
  `apiVersion: wiring.githedgehog.com/v1beta1\nkind: ${kind}\nmetadata:\n  name: ${name}\nspec:${spec}\n`;
const vpcKind = (kind: string, name: string, spec: string): string =>
  `apiVersion: vpc.githedgehog.com/v1beta1\nkind: ${kind}\nmetadata:\n  name: ${name}\nspec:${spec}\n`;

export const vpcText = (name: string, vlan: number, net = vlan - 1000): string =>
  vpcKind('VPC', name, `\n  subnets:\n    default:\n      subnet: 10.0.${net}.0/24\n      vlan: ${vlan} # agreed`);

/** One spine, two leaves, two servers, two VPCs: valid, closed, and as small as it can be. */
const small: Files = {
  '.hnp/manifest.yaml': 'version: "1.0"\nfabric_name: small\n',
  'managed/vlannamespaces/default.yaml': wiring(
    'VLANNamespace',
    'default',
    '\n  ranges:\n    - from: 1001\n      to: 1099',
  ),
  'managed/ipv4namespaces/default.yaml': vpcKind('IPv4Namespace', 'default', '\n  subnets:\n    - 10.0.0.0/16'),
  'managed/switches/spine-1.yaml': wiring(
    'Switch',
    'spine-1',
    '\n  role: spine\n  profile: dell-s5232f-on\n  boot: {mac: "0c:20:12:ff:00:00"}',
  ),
  ...Object.fromEntries(
    [1, 2].map((index) => [
      `managed/switches/leaf-${index}.yaml`,
      wiring(
        'Switch',
        `leaf-${index}`,
        `\n  role: server-leaf\n  profile: dell-s5248f-on\n  boot: {mac: "0c:20:12:ff:00:0${index}"}`,
      ),
    ]),
  ),
  ...Object.fromEntries(
    [1, 2].map((index) => [
      `managed/connections/spine-1--fabric--leaf-${index}.yaml`,
      wiring(
        'Connection',
        `spine-1--fabric--leaf-${index}`,
        `\n  fabric:\n    links:\n      - spine: {port: spine-1/E1/${index}}\n        leaf: {port: leaf-${index}/E1/49}`,
      ),
    ]),
  ),
  ...Object.fromEntries(
    [1, 2].flatMap((index) => [
      [`managed/servers/server-${index}.yaml`, wiring('Server', `server-${index}`, ' {}')],
      [
        `managed/connections/server-${index}--unbundled--leaf-${index}.yaml`,
        wiring(
          'Connection',
          `server-${index}--unbundled--leaf-${index}`,
          `\n  unbundled:\n    link:\n      server: {port: server-${index}/enp2s1}\n      switch: {port: leaf-${index}/E1/1}`,
        ),
      ],
    ]),
  ),
  'managed/vpcs/web.yaml': vpcText('web', 1001),
  'managed/vpcs/app.yaml': vpcText('app', 1002),
  'managed/vpcattachments/web-1.yaml': vpcKind(
    'VPCAttachment',
    'web-1',
    '\n  subnet: web/default\n  connection: server-1--unbundled--leaf-1',
  ),
  'managed/vpcpeerings/web--app.yaml': vpcKind('VPCPeering', 'web--app', '\n  permit:\n    - web: {}\n      app: {}'),
};

/** A committed repository with the small fabric below `root` (the top unless told). */
export async function smallFabric(root = '', more: Files = {}): Promise<TestRepository> {
  const repo = await createRepository();
  const at = (path: string): string => (root === '' ? path : `${root}/${path}`);
  await repo.commit(
    'a small fabric',
    Object.fromEntries([...Object.entries(small), ...Object.entries(more)].map(([path, text]) => [at(path), text])),
  );
  return repo;
}
