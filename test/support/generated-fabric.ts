/**
 * A fabric of any size for benchmarks and tests: racks of two leaves, 96 servers and 28 VPCs each, one resource a
 * file, hydrated and without a mistake up to 200 racks. The same size gives the same bytes.
 */
export function generatedFabric(fileCount: number, root = 'fabrics/main'): Map<string, string> {
  const files = new Map<string, string>();
  const add = (plural: string, kind: string, name: string, spec: string): void => {
    if (files.size < fileCount) files.set(`${root}/managed/${plural}/${name}.yaml`, resource(kind, name, spec));
  };
  files.set(`${root}/.hnp/manifest.yaml`, "version: '1.0'\nfabric_name: generated\n");
  add('ipv4namespaces', 'IPv4Namespace', 'default', '  subnets:\n  - 10.0.0.0/8\n');
  for (let rack = 0; files.size < fileCount; rack += 1) addRack(rack, add);
  return files;
}

type Add = (plural: string, kind: string, name: string, spec: string) => void;

const groups: Readonly<Record<string, string>> = { VPC: 'vpc', VPCAttachment: 'vpc', IPv4Namespace: 'vpc' };

const resource = (kind: string, name: string, spec: string): string =>
  `# ${kind}: ${name}
# Generated for measuring
---
apiVersion: ${groups[kind] ?? 'wiring'}.githedgehog.com/v1beta1
kind: ${kind}
metadata:
  name: ${name}
  namespace: default
  annotations:
    hnp.githedgehog.com/managed-by: hedgehog-netbox-plugin
    hnp.githedgehog.com/fabric: generated
    hnp.githedgehog.com/last-synced: '2025-08-06T10:14:31.118277+00:00'
spec:
${spec}`;

const address = (base: readonly [number, number, number], offset: number): string =>
  `${base[0]}.${base[1]}.${base[2] + Math.floor(offset / 256)}.${offset % 256}`;

const mac = (number: number): string =>
  `0c:20:12:ff:${[number >> 8, number & 255].map((part) => part.toString(16).padStart(2, '0')).join(':')}`;

const racksPerNamespace = 50;
const leavesPerSpine = 30;

function addSwitch(add: Add, name: string, number: number, spec: string): void {
  add(
    'switches',
    'Switch',
    name,
    `  boot:
    mac: ${mac(number)}
  description: ${name} of the generated fabric
${spec}  ip: ${address([172, 30, 0], number + 5)}/21
  protocolIP: ${address([172, 30, 8], number)}/32
`,
  );
}

function addRack(rack: number, add: Add): void {
  const namespace = `vlans-${Math.floor(rack / racksPerNamespace) + 1}`;
  if (rack % racksPerNamespace === 0)
    add('vlannamespaces', 'VLANNamespace', namespace, '  ranges:\n  - from: 1000\n    to: 2999\n');
  for (const side of [0, 1]) addLeaf(rack * 2 + side, namespace, add);
  for (let number = 0; number < 96; number += 1) addServer(rack, number, add);
  for (let number = 0; number < 28; number += 1) addVpc(rack, number, namespace, add);
}

function addLeaf(leaf: number, namespace: string, add: Add): void {
  const name = `leaf-${leaf + 1}`;
  const spine = `spine-${Math.floor(leaf / leavesPerSpine) + 1}`;
  if (leaf % leavesPerSpine === 0)
    addSwitch(
      add,
      spine,
      500 + Math.floor(leaf / leavesPerSpine),
      '  role: spine\n  profile: celestica-ds3000\n  asn: 65100\n',
    );
  addSwitch(
    add,
    name,
    leaf,
    `  role: server-leaf
  profile: dell-s5248f-on
  asn: ${65101 + leaf}
  vlanNamespaces:
  - ${namespace}
  vtepIP: ${address([172, 30, 12], leaf)}/32
`,
  );
  const [near, far] = [leaf * 2, leaf * 2 + 1].map((offset) => address([172, 30, 128], offset));
  add(
    'connections',
    'Connection',
    `${spine}--fabric--${name}`,
    `  fabric:
    links:
    - leaf:
        ip: ${far}/31
        port: ${name}/E1/49
      spine:
        ip: ${near}/31
        port: ${spine}/E1/${(leaf % leavesPerSpine) + 1}
`,
  );
}

const serverName = (rack: number, number: number): string => `server-${rack + 1}-${number + 1}`;
const cableName = (rack: number, number: number): string =>
  `${serverName(rack, number)}--unbundled--leaf-${rack * 2 + (number % 2) + 1}`;

function addServer(rack: number, number: number, add: Add): void {
  const leaf = `leaf-${rack * 2 + (number % 2) + 1}`;
  const server = serverName(rack, number);
  add('servers', 'Server', server, `  description: Rack ${rack + 1}, unit ${number + 1}\n`);
  add(
    'connections',
    'Connection',
    cableName(rack, number),
    `  unbundled:
    link:
      server:
        port: ${server}/enp2s1
      switch:
        port: ${leaf}/E1/${Math.floor(number / 2) + 1}
`,
  );
}

function addVpc(rack: number, number: number, namespace: string, add: Add): void {
  const name = `v${rack + 1}-${number + 1}`;
  const prefix = `10.${rack}.${number}`;
  add(
    'vpcs',
    'VPC',
    name,
    `  ipv4Namespace: default
  vlanNamespace: ${namespace}
  subnets:
    default:
      subnet: ${prefix}.0/24
      gateway: ${prefix}.1
      vlan: ${1000 + (rack % racksPerNamespace) * 28 + number}
      dhcp:
        enable: true
        range:
          start: ${prefix}.10
          end: ${prefix}.99
        options:
          dnsServers:
          - 10.255.0.53
          interfaceMTU: 9000
`,
  );
  add(
    'vpcattachments',
    'VPCAttachment',
    `${name}--${serverName(rack, number)}`,
    `  connection: ${cableName(rack, number)}\n  subnet: ${name}/default\n`,
  );
}
