import { describe, expect, it } from 'vitest';
import { describeImbalance } from '../../../../src/core/merge/gate/describe-imbalance';

const things = [
  [
    '\u0000env\u0000DEBUG=strue',
    [0, 0],
    1,
    'env.DEBUG: “true” stands there, although both changes together leave none',
  ],
  ['\u0000env\u0000DEBUG=true', [1, 1], 0, 'env.DEBUG: true is missing, although both changes together leave it there'],
  [
    'vpc.githedgehog.com/VPC/default/red\u0000spec\u0000vlan=n12',
    [1, 1],
    2,
    'spec.vlan: 12 in VPC default/red stands there twice, although both changes together leave it there once',
  ],
  [
    '\u0000args\u0000*=s--a=b',
    [2, 3],
    1,
    'args: the entry “--a=b” stands there once, although both changes together leave it there twice to 3 times',
  ],
  ['=null', [1, 1], 0, 'null is missing, although both changes together leave it there'],
] as const;

describe('describeImbalance', () => {
  it.each(things)('%j', (thing, expected, found, sentence) => {
    expect(describeImbalance({ thing, expected, found })).toBe(sentence);
  });
});
