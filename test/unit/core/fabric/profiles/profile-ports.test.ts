import { describe, expect, it } from 'vitest';
import { builtInProfiles } from '../../../../../src/core/fabric/profiles/built-in';
import { cableablePorts, isCableable, parseBreakout } from '../../../../../src/core/fabric/profiles/profile-ports';

const ds4000 = builtInProfiles.get('celestica-ds4000')!;

describe('ports of a switch model', () => {
  it.each([
    ['E1/1', {}, true],
    ['E1/1/1', {}, true],
    ['E1/1/2', {}, false],
    ['E1/1/4', { 'E1/1': '4x100G' }, true],
    ['E1/1/5', { 'E1/1': '4x100G' }, false],
    ['E1/33', {}, true],
    ['E1/33/1', {}, false],
    ['E1/99', {}, false],
    ['M1', {}, false],
    ['E1/1/0', {}, false],
  ])('%s with %j: %s', (port, breakouts, expected) => {
    expect(isCableable(ds4000, port, breakouts)).toBe(expected);
  });

  it('lists lanes one by one', () => {
    const ports = cableablePorts(ds4000, { 'E1/2': '2x200G' });
    expect(ports.slice(0, 4)).toEqual(['E1/1/1', 'E1/2/1', 'E1/2/2', 'E1/3/1']);
    expect(ports).toHaveLength(34);
  });

  it('reads breakouts', () => {
    expect(parseBreakout('4x25G')).toEqual({ lanes: 4, speed: '25G' });
    expect(parseBreakout('3x25G')).toBeNull();
    expect(parseBreakout('4x25')).toBeNull();
  });
});
