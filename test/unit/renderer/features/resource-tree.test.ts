import { describe, expect, it } from 'vitest';
import { resourceTree, type Grouping } from '../../../../src/renderer/features/resources/model/resource-tree';
import { nextProblem } from '../../../../src/renderer/features/resources/model/next-problem';
import { whatOfLine } from '../../../../src/renderer/features/resources/next-free-store';
import { path } from '../../../support/gallery/sample-content';
import { row } from '../../../support/gallery/sample-fabric';

const rows = [
  row('Switch', 'leaf-1'),
  row('VPC', 'web', { vpcs: ['web'], problems: { error: 1, warning: 2, note: 0 } }),
  row('VPC', 'app', { vpcs: ['app'], path: path('f/all.yaml'), document: 1, line: 9, endLine: 12 }),
  row('VPCPeering', 'app--web', { vpcs: ['app', 'web'], path: path('f/all.yaml'), line: 0, endLine: 8 }),
  row(null, null, { state: 'broken', path: path('f/half.yaml') }),
];

const drawn = (grouping: Grouping, closed: readonly string[] = [], from = rows): string[] =>
  resourceTree(from, grouping, new Set(closed)).map((line) =>
    line.type === 'group'
      ? `${'  '.repeat(line.level - 1)}${line.title} ${line.counts.rows}/${line.counts.errors}`
      : `${'  '.repeat(line.level - 1)}- ${line.row.name ?? line.row.path}`,
  );

describe('the tree of resources', () => {
  it('by kind, in the order of the rows', () => {
    expect(drawn('kind')).toEqual([
      'Switch 1/0',
      '  - leaf-1',
      'VPC 2/1',
      '  - web',
      '  - app',
      'VPCPeering 1/0',
      '  - app--web',
      'Cannot be read 1/0',
      '  - f/half.yaml',
    ]);
  });

  it('by file, documents of one file in the order of lines', () => {
    expect(drawn('file')).toEqual([
      'f 3/0',
      '  all.yaml 2/0',
      '    - app--web',
      '    - app',
      '  - f/half.yaml',
      'gitops/hedgehog/fabric-1/managed/switchs 1/0',
      '  - leaf-1',
      'gitops/hedgehog/fabric-1/managed/vpcs 1/1',
      '  - web',
    ]);
  });

  it('by VPC, the VPC itself first, what has none last', () => {
    expect(drawn('vpc')).toEqual([
      'VPC app 2/0',
      '  - app',
      '  - app--web',
      'VPC web 2/1',
      '  - web',
      '  - app--web',
      'Belongs to no VPC 2/0',
      '  - leaf-1',
      '  - f/half.yaml',
    ]);
  });

  it('a closed group hides its members, and keeps its counts', () => {
    expect(drawn('kind', ['kind/VPC'])).toContain('VPC 2/1');
    expect(drawn('kind', ['kind/VPC'])).not.toContain('  - web');
  });

  it('several fabrics get a head each', () => {
    const two = [row('VPC', 'web'), row('VPC', 'web', { fabric: 'other', path: path('other/web.yaml') })];
    expect(drawn('kind', [], two)).toEqual([
      'gitops/hedgehog/fabric-1 1/0',
      '  VPC 1/0',
      '    - web',
      'other 1/0',
      '  VPC 1/0',
      '    - web',
    ]);
  });

  it('takes 50,000 rows in less than a second', () => {
    const many = Array.from({ length: 50_000 }, (_, at) => row('Server', `server-${at}`));
    const began = performance.now();
    for (const grouping of ['kind', 'file', 'vpc'] as const) resourceTree(many, grouping, new Set());
    expect(performance.now() - began).toBeLessThan(3_000);
  });
});

describe('walking through problems', () => {
  const at = (line: number) => ({
    id: String(line),
    rule: 'r',
    severity: 'error' as const,
    message: 'm',
    fix: null,
    line,
    column: 0,
    endLine: line,
    endColumn: 1,
  });
  const problems = [at(9), at(2), at(5)];
  it.each<[number, 1 | -1, number]>([
    [0, 1, 2],
    [2, 1, 5],
    [9, 1, 2],
    [5, -1, 2],
    [2, -1, 9],
  ])('from line %d in direction %d to %d', (line, direction, expected) => {
    expect(nextProblem(problems, { line, column: 0 }, direction)?.line).toBe(expected);
  });
  it('nowhere when there is none', () => {
    expect(nextProblem([], { line: 0, column: 0 }, 1)).toBeNull();
  });
});

describe('what a line asks for', () => {
  it.each([
    ['    vlan: 1001', 'vlan'],
    ['    subnet:', 'subnet'],
    ['  asn: 1', 'asn'],
    ['  - seq: 10', 'acl-sequence'],
    ['  - port: leaf/E1/1', 'port'],
    ['anything', 'vlan'],
    ['constructor: 1', 'vlan'],
  ])('%s', (line, what) => {
    expect(whatOfLine(line)).toBe(what);
  });
});
