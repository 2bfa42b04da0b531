import { describe, expect, test } from 'vitest';
import { checkResult } from '../../../../../src/core/merge/editing/check-result';
import { valueAt } from '../../../../../src/core/merge/editing/value-at';

const vpc = (vlan: string, extra = ''): string => `apiVersion: vpc.githedgehog.com/v1beta1
kind: VPC
metadata:
  name: vpc-1
spec:
  subnets:
    default:
      subnet: 10.0.1.0/24
      vlan: ${vlan}
${extra}`;

const input = {
  path: 'vpc.yaml',
  gitResult: { clean: false, text: '' },
  base: vpc('1001'),
  ours: vpc('1002', '    red:\n      vlan: 5 # for the red team\n'),
  theirs: vpc('1003', '    blue:\n      vlan: 6\n'),
};
const both = '    red:\n      vlan: 5 # for the red team\n    blue:\n      vlan: 6\n';

describe('a text that a person made of a merge', () => {
  test('is right when every change is in it, whatever was answered', () => {
    for (const vlan of ['1001', '1002', '1003', '1234']) {
      expect(checkResult(input, vpc(vlan, both)).findings).toEqual([]);
    }
  });

  test('a value that was lost is named, with who has it', () => {
    const { findings } = checkResult(input, vpc('1002', '    red:\n      vlan: 5 # for the red team\n'));
    expect(findings).toEqual([
      expect.objectContaining({
        check: 'ledger',
        weight: 'doubt',
        sentence: 'spec.subnets.blue.vlan is not 6 any more, which theirs has.',
      }),
    ]);
  });

  test('a comment that was lost is named', () => {
    const { findings } = checkResult(input, vpc('1002', both.replace(' # for the red team', '')));
    expect(findings.map(({ sentence }) => sentence)).toEqual(['A comment is lost: # for the red team']);
  });

  test('broken YAML, a double key and a marker are wrong, each with its line', () => {
    const broken = checkResult(input, vpc('1002', `${both}   bad\n`)).findings[0];
    expect(broken).toMatchObject({ check: 'readable', weight: 'wrong', line: 13 });
    const double = checkResult(input, vpc('1002\n      vlan: 1003', both)).findings;
    expect(double).toContainEqual(expect.objectContaining({ check: 'doubles', weight: 'wrong', line: 9 }));
    const marker = checkResult(
      input,
      vpc('1002\n<<<<<<< main\n      vlan: 1003\n=======\n>>>>>>> feature', both),
    ).findings;
    expect(marker).toContainEqual(expect.objectContaining({ check: 'markers', weight: 'wrong', line: 9 }));
  });

  test('what is no YAML is looked at for markers only, and says so', () => {
    const verdict = checkResult({ ...input, path: 'notes.txt' }, 'anything\n');
    expect(verdict).toEqual({ findings: [], held: ['markers'], unchecked: 'not a YAML file' });
  });
});

describe('the value at a place', () => {
  const list = `kind: Connection\napiVersion: wiring.githedgehog.com/v1beta1\nmetadata: {name: c}\nspec:\n  links:\n    - name: a\n      port: E1/1\n    - name: b\n      port: E1/2\n`;

  test.each([
    [['spec', 'links', '[name=b]', 'port'], 'E1/2', 8],
    [['spec', 'links', '[name=a]'], 'name: a\nport: E1/1', 5],
    [['metadata', 'name'], 'c', 2],
  ])('%j', (path, value, line) => {
    expect(valueAt(list, 'Connection default/c', path)).toMatchObject({ written: value, startLine: line });
  });

  test('is null where there is nothing, and the whole list where an item has no name', () => {
    expect(valueAt(list, 'Connection default/c', ['spec', 'links', '[name=z]', 'port'])).toBeNull();
    expect(valueAt(list, 'Connection default/other', ['spec'])).toBeNull();
    expect(valueAt(list, 'Connection default/c', ['spec', 'links', '[1]', 'port'])?.written).toContain('name: a');
  });
});
