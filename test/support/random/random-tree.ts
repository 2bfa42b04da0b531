import type { FileChange, Target } from '../../../src/engine/operations/operation-request';
import { pathFromBytes } from '../../../src/engine/files/path-bytes';
import { change } from '../safety-project';
import type { FileValue } from '../repository';

export type Random = (below: number) => number;

/** Names that make trouble somewhere: two forms of one letter, no UTF-8 at all, as long as a name may be, spaces. */
const names = [
  'plain.yaml',
  'with space and \'quote".yaml',
  'é.yaml',
  'é.yaml',
  pathFromBytes(Buffer.from([0x66, 0xff, 0xfe, 0x2e, 0x79])),
  `${'n'.repeat(250)}.yaml`,
  '-dash',
  'über/straße/ß.yaml',
  'dir/a.yaml',
  'dir/b.yaml',
  'dir/deep/er/c.yaml',
  'link',
  'run.sh',
  '#comment',
  ':(glob)star*',
];

/** Bytes of any kind: empty, without a last line end, CRLF, binary, larger than a pipe's buffer. */
function randomBytes(random: Random): Buffer {
  switch (random(7)) {
    case 0:
      return Buffer.alloc(0);
    case 1:
      return Buffer.from(`no end ${random(1e6)}`);
    case 2:
      return Buffer.from(`a: ${random(1e6)}\r\nb: 2\r\n`);
    case 3:
      return Buffer.from(Array.from({ length: 1 + random(400) }, () => random(256)));
    case 4:
      return Buffer.alloc(70_000 + random(200_000), random(256));
    default:
      return Buffer.from(`key: ${random(1e6)}\nother:\n  - ${random(9)}\n`);
  }
}

function randomTarget(random: Random): Target {
  if (random(8) === 0) return { kind: 'symlink', target: ['plain.yaml', '../outside', 'nowhere'][random(3)] ?? '.' };
  return { kind: 'file', bytes: randomBytes(random), executable: random(5) === 0 };
}

/** A few changes of different paths; `absent` among them. */
export function randomChanges(random: Random): FileChange[] {
  const chosen = new Set(Array.from({ length: 1 + random(5) }, () => names[random(names.length)] ?? 'plain.yaml'));
  return [...chosen].map((path) => change(path, random(4) === 0 ? { kind: 'absent' } : randomTarget(random)));
}

/** What a first commit holds; names that raw git can be given as an argument. */
export function randomFiles(random: Random): Record<string, FileValue> {
  const files: Record<string, FileValue> = {};
  for (const name of names)
    if (!/[\ud800-\udfff]/.test(name) && random(3) > 0)
      files[name] = random(6) === 0 ? { executable: `#!/bin/sh\n# ${random(99)}\n` } : randomBytes(random);
  return { 'always.yaml': 'a: 1\n', ...files };
}
