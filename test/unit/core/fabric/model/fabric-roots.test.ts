import { describe, expect, it } from 'vitest';
import { findFabricRoots } from '../../../../../src/core/fabric/model/fabric-roots';

/** `path`, `path = key key`, or `path = key > named named`. */
const roots = (tree: string, named: string[] | null = null): string[] =>
  findFabricRoots(
    tree
      .trim()
      .split('\n')
      .map((line) => {
        const [path = '', resources = ''] = line.trim().split(' = ');
        const [keys = '', names = ''] = resources.split('>').map((part) => part.trim());
        return { path, keys: keys.split(' ').filter(Boolean), names: () => names.split(' ').filter(Boolean) };
      }),
    named,
  ).map(({ root, mark }) => `${root || '.'} by ${mark}`);

describe('fabric directories are found', () => {
  it.each<[string, string, string[]]>([
    ['by manifest', 'g/fab-1/.hnp/manifest.yaml\ng/fab-1/managed/vpcs/a.yaml = a', ['g/fab-1 by manifest']],
    ['by two of the plugin’s directories', 'g/f/raw/.gitkeep\ng/f/managed/.gitkeep', ['g/f by directories']],
    ['not by one of them', 'g/f/raw/notes.txt\nx/a.yaml = a', ['x by resources']],
    ['by a raw folder with all there is', 'f/raw/x.yaml = a b\nf/note.yaml = c\nf/README.md', ['f by directories']],
    ['not by a raw folder beside others', 'f/raw/x.yaml = a\nf/vpcs/y.yaml = b', ['f by resources']],
    [
      'a fabric inside unmanaged/ is none',
      'f/.hnp/manifest.yaml\nf/unmanaged/managed/a.yaml = a\nf/unmanaged/raw/b.yaml',
      ['f by manifest'],
    ],
    ['several in one repository', 'a/.hnp/manifest.yaml\nb/.hnp/manifest.yaml', ['a by manifest', 'b by manifest']],
    [
      'flat, one directory per environment',
      'env-1/demo.yaml = v1 v2\nenv-3/demo.yaml = v1\nREADME.md',
      ['env-1 by resources', 'env-3 by resources'],
    ],
    ['flat, directories named for kinds', 'vpcs/a.yaml = a\nvpcattachments/b.yaml = b', ['. by resources']],
    [
      'flat and nested: the topmost holds all',
      'f/a.yaml = a\nf/more/b.yaml = b\nf/other/c.yaml = c',
      ['f by resources'],
    ],
    [
      'nested environments stay apart',
      'a.yaml = a\nenv-1/d.yaml = v1\nenv-2/d.yaml = v1',
      ['. by resources', 'env-1 by resources', 'env-2 by resources'],
    ],
    ['several top folders are one fabric', 'wiring/w.yaml = s\noverlay/o.yaml = v', ['. by resources']],
    ['the nearest folder around them', 'g/wiring/w.yaml = s\ng/overlay/o.yaml = v', ['g by resources']],
    [
      'a slip that repeats one resource cuts nothing apart that names each other',
      'wiring/w.yaml = s c1 c2\noverlay/o.yaml = v s a1 a2 > c1 c2 s v',
      ['. by resources'],
    ],
    [
      'environments of several folders each',
      'eu/wiring/w.yaml = s\neu/overlay/o.yaml = v > s\nus/wiring/w.yaml = s\nus/overlay/o.yaml = v > s',
      ['eu by resources', 'us by resources'],
    ],
    [
      'a slip that names another environment joins nothing',
      'env-1/d.yaml = v1 v2 s1 > s1\nenv-2/d.yaml = v1 v2 > s1',
      ['env-1 by resources', 'env-2 by resources'],
    ],
    ['the repository itself', '.hnp/manifest.yaml', ['. by manifest']],
    ['nothing', 'README.md', []],
  ])('%s', (_what, tree, expected) => expect(roots(tree)).toEqual(expected));

  it('takes the policy’s word', () => {
    expect(roots('a/.hnp/manifest.yaml\nb/c.yaml = x', ['b'])).toEqual(['b by policy']);
  });

  it('grows linearly with lone directories', () => {
    const tree = Array.from({ length: 30_000 }, (_, index) => `d/x${index}/a.yaml = k${index}`).join('\n');
    expect(roots(`d/top.yaml = t\n${tree}`)).toEqual(['d by resources']);
  });
});
