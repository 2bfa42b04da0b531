import { absent, textConflict, textContent, wholeConflict, fakeHash } from '../merge/fake-merge';
import type { FakeFile } from '../merge/fake-merge';
import { large, medium, small } from '../merge/sample-texts';

const deletedSwitch = (): FakeFile =>
  wholeConflict(
    'fabric/switches/leaf-03.yaml',
    {
      conflict: 'deleted-by-us',
      shape: 'delete-modify',
      sentence: 'main deleted this file; feature changed it since. Its change would be lost with the file.',
    },
    { base: textContent(medium.base), ours: absent, theirs: textContent(medium.theirs) },
  );

const picture = (): FakeFile =>
  wholeConflict(
    'docs/cabling.png',
    { conflict: 'both-modified', shape: 'binary', sentence: 'Both sides changed this binary file.' },
    {
      base: { kind: 'binary', hash: fakeHash('base'), sizeBytes: 81_000, executable: false },
      ours: { kind: 'binary', hash: fakeHash('ours'), sizeBytes: 92_340, executable: false },
      theirs: { kind: 'binary', hash: fakeHash('theirs'), sizeBytes: 74_113, executable: false },
    },
  );

const odd = { base: 'a: 1\n', ours: 'a: "\u202eesrever"\n', theirs: 'a: 2\u0007\n' };

/** Merges to look at. */
export const scenes: Readonly<Record<string, () => FakeFile[]>> = {
  mixed: () => [
    textConflict('fabric/vpcs/vpc-1.yaml', small),
    textConflict('fabric/connections/servers.yaml', medium),
    deletedSwitch(),
    picture(),
  ],
  small: () => [textConflict('fabric/vpcs/vpc-1.yaml', small)],
  large: () => [textConflict('generated/large.yaml', large(20_000))],
  added: () => [textConflict('fabric/new.yaml', { base: '', ours: small.ours, theirs: small.theirs })],
  odd: () => [textConflict('fabric/odd\u202eliame.yaml', odd)],
};
