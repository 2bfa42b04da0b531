import { describe, expect, it } from 'vitest';
import { normalizeMac } from '../../../../../src/core/fabric/net/mac';
import { basePort, comparePorts, parsePortReference, portKey } from '../../../../../src/core/fabric/net/ports';
import { closeRange, formatRange, isValidRange, rangesOverlap } from '../../../../../src/core/fabric/net/vlan';

describe('ports', () => {
  it('splits at the first slash', () => {
    expect(parsePortReference('leaf-01/E1/4')).toEqual({ device: 'leaf-01', port: 'E1/4' });
    for (const bad of ['leaf-01', '/E1/4', 'leaf-01/', '']) expect(parsePortReference(bad)).toBeNull();
  });
  it('knows that E1/4 is E1/4/1', () => {
    expect(portKey({ device: 's', port: 'E1/4' })).toBe(portKey({ device: 's', port: 'E1/4/1' }));
    expect(portKey({ device: 's', port: 'E1/4/2' })).not.toBe(portKey({ device: 's', port: 'E1/4' }));
    expect(basePort('E1/4/2')).toBe('E1/4');
    expect(basePort('enp2s1')).toBe('enp2s1');
  });
  it('counts as people do', () => {
    expect(['E1/10', 'E1/2', 'E1/1/3', 'M1'].sort(comparePorts)).toEqual(['E1/1/3', 'E1/2', 'E1/10', 'M1']);
  });
});

describe('VLAN ranges and MAC addresses', () => {
  it('reads a range of one', () => {
    expect(closeRange(5, 0)).toEqual({ from: 5, to: 5 });
    expect(formatRange({ from: 1000, to: 2999 })).toBe('1000–2999');
    expect(isValidRange({ from: 0, to: 5 })).toBe(false);
    expect(isValidRange({ from: 5, to: 4095 })).toBe(false);
    expect(rangesOverlap({ from: 1, to: 5 }, { from: 5, to: 9 })).toBe(true);
  });
  it.each([
    ['AA:BB:CC:DD:EE:01', 'aa:bb:cc:dd:ee:01'],
    ['aa-bb-cc-dd-ee-01', 'aa:bb:cc:dd:ee:01'],
    ['aabb.ccdd.ee01', 'aa:bb:cc:dd:ee:01'],
    ['aa:bb:cc:dd:ee', null],
    ['aa:bb-cc:dd:ee:01', null],
  ])('%s', (text, expected) => expect(normalizeMac(text)).toBe(expected));
});
