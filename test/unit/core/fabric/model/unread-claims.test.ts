import { describe, expect, it } from 'vitest';
import { updateModel } from '../../../../../src/core/fabric/model/fabric-model';
import { claimsIn } from '../../../../../src/core/fabric/model/unread-claims';
import {
  nextFreeAsn,
  nextFreePort,
  nextFreeSubnet,
  nextFreeVlan,
} from '../../../../../src/core/fabric/next-free/next-free';
import { fabricOf, fileOf, modelOf } from '../read-fabric';

const resource = (kind: string, name: string, spec: string): string =>
  `apiVersion: ${/VPC|IPv4/.test(kind) ? 'vpc' : 'wiring'}.githedgehog.com/v1beta1\nkind: ${kind}\nmetadata:\n  name: ${name}\nspec:\n${spec}\n`;
const vpc = (name: string, vlan: string, net: number): string =>
  resource('VPC', name, `  subnets:\n    default:\n      subnet: 10.0.${net}.0/24\n      vlan: ${vlan}`);
const space = {
  'ns/vlan.yaml': resource('VLANNamespace', 'default', '  ranges: [{from: 1001, to: 1009}]'),
  'ns/ip.yaml': resource('IPv4Namespace', 'default', '  subnets: [10.0.0.0/16]'),
  'sw.yaml': resource('Switch', 'leaf-1', '  role: server-leaf\n  profile: dell-s5248f-on\n  asn: 65101'),
};

describe('what a text that cannot be read seems to hold', () => {
  it.each<[string, string, Partial<ReturnType<typeof claimsIn>>]>([
    ['a bracket too many', vpc('app', '[1002', 1), { vlans: [1002], prefixes: ['10.0.1.0/24'] }],
    ['both sides of a conflict', '<<<<<<< a\nvlan: 1003\n=======\nvlan: "1004"\n>>>>>>> b\n', { vlans: [1003, 1004] }],
    ['a flow mapping', '{"vlan":1005,subnet: "10.0.5.0/24"', { vlans: [1005], prefixes: ['10.0.5.0/24'] }],
    ['comments claim nothing', '# vlan: 1006\n- [\n', { vlans: [] }],
    ['a port', 'switch: {port: leaf-1/E1/1\n', { ports: ['leaf-1/E1/1'] }],
    ['an address as a key', 'hostBGPExtraPrefixes:\n  10.9.0.0/24: {\n', { prefixes: ['10.9.0.0/24'] }],
    [
      'who it is',
      `${vpc('one', '[', 1)}${vpc('two', '[', 1).replace('metadata:', 'metadata:\n  namespace: other')}`,
      { keys: ['vpc.githedgehog.com/VPC/default/one', 'vpc.githedgehog.com/VPC/other/two'] },
    ],
    ['not who others are', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x', { keys: [] }],
  ])('%s', (_, text, wanted) => {
    expect(claimsIn(text)).toMatchObject(wanted);
  });

  it('ends soon on long texts of any form', () => {
    const started = process.cpuUsage();
    for (const part of ['\n', 'vlan', 'vlan:  ', 'subnet: 1', 'port: a', '::::', 'name: {', ' '])
      claimsIn(part.repeat(Math.ceil(1_000_000 / part.length)));
    expect(process.cpuUsage(started).user / 1000).toBeLessThan(10_000);
  });
});

describe('values that may be in use are not offered', () => {
  const broken = `${vpc('app', '[1001', 0)}asn: 65102\nport: leaf-1/E1/1\n`;
  const fabric = fabricOf({ ...space, 'app.yaml': broken });
  it.each([
    ['VLAN', nextFreeVlan(fabric), 1002],
    ['subnet', nextFreeSubnet(fabric), '10.0.1.0/24'],
    ['AS number', nextFreeAsn(fabric), 65103],
    ['port', nextFreePort(fabric, 'leaf-1'), 'leaf-1/E1/2'],
  ])('%s', (_, next, value) => {
    expect(next).toMatchObject({ found: true, value });
    expect(next.reason).toMatch(/; app\.yaml cannot be read: what seems to stand in it counts as used$/);
  });

  it('says so also where nothing is free, or the namespace may stand in the broken file', () => {
    expect(nextFreeVlan(fabric, 'other').reason).toContain('app.yaml cannot be read');
  });
});

describe('a directory whose resources cannot be read', () => {
  const files = { 'a/web.yaml': vpc('web', '1001', 0), 'b/web.yaml': vpc('web', '1001', 0) };
  it('stays a fabric of its own', () => {
    const broken = { ...files, 'b/web.yaml': vpc('web', '[1001', 0) };
    expect(modelOf(broken).fabrics.map(({ root }) => root)).toEqual(['a', 'b']);
    expect(modelOf({ 'web.yaml': vpc('web', '[1001', 0) }).fabrics).toHaveLength(1);
    const edited = updateModel(modelOf(files), [
      { path: 'b/web.yaml', file: fileOf('b/web.yaml', broken['b/web.yaml']) },
    ]);
    expect(edited.fabrics.map(({ root }) => root)).toEqual(['a', 'b']);
  });
  it('foreign YAML that cannot be read makes none', () => {
    expect(modelOf({ 'chart/values.yaml': 'kind: [\nname: x\n' }).fabrics).toEqual([]);
  });
});
