import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Prefix } from '../../../../../src/core/fabric/net/ip';
import { isSubset, networkOf, overlaps, parsePrefix } from '../../../../../src/core/fabric/net/ip';
import type { NextFree } from '../../../../../src/core/fabric/next-free/next-free';
import {
  firstGap,
  nextFreeAsn,
  nextFreeLink,
  nextFreePort,
  nextFreeSequence,
  nextFreeSubnet,
  nextFreeVlan,
} from '../../../../../src/core/fabric/next-free/next-free';
import { fabricOf } from '../read-fabric';
import { baseFiles, patchedFabric } from '../rules/patched-fabric';

const said = <T>(next: NextFree<T>): string =>
  next.found ? `${String(next.value)}: ${next.reason}` : `none: ${next.reason}`;
const folderOf = (files: Readonly<Record<string, string>>): string =>
  Object.keys(files)
    .find((path) => path.endsWith('.yaml'))!
    .replace(/\/[^/]*$/, '');
const base = (patch = ''): ReturnType<typeof patchedFabric> => patchedFabric(patch);

describe('the next free value, with its reason', () => {
  it.each<[string, string, string]>([
    [
      'VLAN',
      said(nextFreeVlan(base())),
      '1000: lowest of 1000–2999 in VLAN namespace default that none of its 3 VLANs in use takes',
    ],
    [
      'VLAN behind used ones',
      said(nextFreeVlan(base('VLANNamespace/default: {ranges: [{from: 2000}, {from: 1001, to: 1004}]}'))),
      '1004: lowest of 1001–1004 in VLAN namespace default that none of its 3 VLANs in use takes',
    ],
    [
      'no VLAN',
      said(nextFreeVlan(base('VLANNamespace/default: {ranges: [{from: 1001, to: 1003}]}'))),
      'none: all VLANs of namespace default (1001–1003) are in use',
    ],
    [
      'unknown namespace',
      said(nextFreeVlan(base(), 'other')),
      'none: VLAN namespace other is not in this directory, so its ranges are not known',
    ],
    [
      'subnet',
      said(nextFreeSubnet(base())),
      '10.0.0.0/24: lowest free /24 of 10.0.0.0/16 in IPv4 namespace default, beside 3 prefixes in use',
    ],
    [
      'bigger subnet',
      said(nextFreeSubnet(base(), 22)),
      '10.0.4.0/22: lowest free /22 of 10.0.0.0/16 in IPv4 namespace default, beside 3 prefixes in use',
    ],
    [
      'no room',
      said(nextFreeSubnet(base('IPv4Namespace/default: {subnets: [10.0.0.0/22]}'), 23)),
      'none: IPv4 namespace default (10.0.0.0/22) has no room for a /23',
    ],
    [
      'not in what the fabric keeps',
      said(nextFreeSubnet(base('IPv4Namespace/default: {subnets: [172.30.0.0/18]}'))),
      '172.30.20.0/24: lowest free /24 of 172.30.0.0/18 in IPv4 namespace default, beside 3 prefixes in use',
    ],
    [
      'AS number',
      said(nextFreeAsn(base('Switch/leaf-2: {asn: 65105}'))),
      '65102: lowest of 65101–65533, the range for leaves, that no switch has',
    ],
    ['port', said(nextFreePort(base(), 'leaf-1')), 'leaf-1/E1/3: first of 30 free ports of leaf-1 (Celestica DS3000)'],
    [
      'lane',
      said(nextFreePort(base('Connection/spine-1--fabric--leaf-2: null'), 'spine-1')),
      'spine-1/E1/1/2: first of 33 free ports of spine-1 (Celestica DS4000)',
    ],
    [
      'port of an unknown model',
      said(nextFreePort(base('Switch/leaf-1: {profile: own}'), 'leaf-1')),
      'none: the ports of switch leaf-1 are not known, because its model is not',
    ],
    ['access line', said(nextFreeSequence(base(), 'leaf-3--ext-1')), '20: the next ten behind 10, the highest of 1'],
    ['first access line', said(nextFreeSequence(base(), 'leaf-3--ext-s')), '10: numbers start at 10'],
    [
      'cable addresses',
      said(nextFreeLink(base())),
      '172.30.128.6/31,172.30.128.7/31: lowest free /31 of the fabric subnet 172.30.128.0/17',
    ],
  ])('%s', (_what, next, expected) => expect(next).toBe(expected));

  it('the VLANs that the fabric keeps for itself are passed over', () => {
    const one = patchedFabric('VLANNamespace/default: {ranges: [{from: 3899, to: 4000}]}');
    expect(nextFreeVlan(one)).toMatchObject({ found: true, value: 4000 });
    const two = patchedFabric('VLANNamespace/default: {ranges: [{from: 3000, to: 3999}]}');
    expect(said(nextFreeVlan(two))).toBe(
      'none: all VLANs of namespace default (3000–3999) are in use or kept by the fabric (routing (IRB) 3000–3899, TH5 workaround 3900–3999)',
    );
  });

  it('a port of an MCLAG cable is plugged in', () => {
    const files = baseFiles();
    const cable = [
      'apiVersion: wiring.githedgehog.com/v1beta1',
      'kind: Connection',
      'metadata: {name: old}',
      'spec: {mclag: {links: [{server: {port: server-1/x}, switch: {port: leaf-1/E1/3}}]}}',
    ];
    const fabric = fabricOf({ ...files, [`${folderOf(files)}/old.yaml`]: cable.join('\n') });
    expect(nextFreePort(fabric, 'leaf-1')).toMatchObject({ value: 'leaf-1/E1/4' });
    const domain = cable
      .join('\n')
      .replace(
        /spec:.*/,
        'spec: {mclagDomain: {peerLinks: [{switch1: {port: leaf-1/E1/3}, switch2: {port: leaf-2/E1/9}}]}}',
      );
    const other = fabricOf({ ...files, [`${folderOf(files)}/old.yaml`]: domain });
    expect(nextFreePort(other, 'leaf-1')).toMatchObject({ value: 'leaf-1/E1/4' });
  });

  it('one free port after another, none twice and none left out', () => {
    const fabric = base();
    const given: string[] = [];
    for (let next = nextFreePort(fabric, 'leaf-3'); next.found; next = nextFreePort(fabric, 'leaf-3', given))
      given.push(next.value);
    expect(given[0]).toBe('leaf-3/E1/1');
    expect(given.some((port) => /^leaf-3\/E1\/1\d/.test(port))).toBe(true);
    expect(given).not.toContain('leaf-3/E1/5');
    expect(new Set(given).size).toBe(given.length);
  });

  it('more than one cable and access line', () => {
    expect(nextFreeLink(base(), ['172.30.128.6/31'])).toMatchObject({
      value: ['172.30.128.10/31', '172.30.128.11/31'],
    });
    expect(nextFreeSequence(base(), 'leaf-3--ext-1', [20])).toMatchObject({ value: 30 });
  });

  it('a gap is inside, aligned, free, and the lowest', () => {
    const outer = parsePrefix('10.0.0.0/24')!;
    const inner = fc.tuple(fc.nat(255), fc.integer({ min: 26, max: 32 })).map(([offset, bits]): Prefix => {
      const prefix: Prefix = { family: 4, address: outer.address + BigInt(offset), bits };
      return { ...prefix, address: networkOf(prefix) };
    });
    fc.assert(
      fc.property(fc.array(inner, { maxLength: 8 }), fc.integer({ min: 24, max: 30 }), (taken, bits) => {
        const gap = firstGap(outer, bits, taken);
        const size = 1 << (32 - bits);
        const candidates = Array.from({ length: 256 / size }, (_, index): Prefix => ({
          family: 4,
          address: outer.address + BigInt(index * size),
          bits,
        }));
        const lowest = candidates.find((candidate) => !taken.some((one) => overlaps(one, candidate))) ?? null;
        expect(gap).toEqual(lowest);
        if (gap) expect(isSubset(gap, outer)).toBe(true);
      }),
    );
  });
});
