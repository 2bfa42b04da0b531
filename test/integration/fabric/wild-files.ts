import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { findDisabled } from '../../../src/core/yaml/disabled';
import type { Files } from '../../support/repository';
import { fabric, vpc } from './worked-fabric';

const foreign = (name: string): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\ndata: {text: "# no comment"}\n`;
export const commented = (text: string): string => text.trimEnd().replace(/^/gm, '# ') + '\n';
const script = (name: string, style: string): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\ndata:\n  run: ${style}\n    # not a comment\n    --- no separator\n\n    kind: VPC\n\n\n  last: "two\n    lines"\n`;
const attachment = (vpcName: string): string =>
  `apiVersion: vpc.githedgehog.com/v1beta1\nkind: VPCAttachment\nmetadata:\n  name: at-${vpcName}\nspec:\n  subnet: ${vpcName}/default # the place\n  connection: c1\n`;
const inNamespace = (name: string): string => vpc(name, 1004).replace('metadata:', 'metadata:\n  namespace: other');
const annotated = (name: string): string =>
  vpc(name, 1001).replace('metadata:', 'metadata:\n  annotations:\n    hnp.githedgehog.com/managed-by: x # keep');
const listOf = (name: string): string =>
  `apiVersion: v1\nkind: List\nitems:\n${vpc(name, 1001).trimEnd().replace(/^/gm, '    ').replace('    api', '  - api')}\n`;
const anchored = (name: string): string =>
  vpc(name, 1001).replace('spec:', 'spec: &s').replace('default:', 'default: &d') + '    second: *d\n';
const asJson = (name: string): string =>
  `{"apiVersion": "vpc.githedgehog.com/v1beta1", "kind": "VPC",\n "metadata": {"name": "${name}"},\n "spec": {"subnets": {"default": {"subnet": "10.0.1.0/24", "vlan": 1001}}}}\n`;

const names = ['a', 'b', 'c', 'd'] as const;
const anyName = fc.constantFrom(...names);
const anyDocument = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(anyName, fc.constantFrom(1001, 1002), fc.constantFrom('x', 'y'))
      .map(([name, vlan, comment]) => vpc(name, vlan, comment)),
  },
  {
    weight: 4,
    arbitrary: fc
      .tuple(fc.constantFrom(attachment, inNamespace, annotated, listOf, anchored, asJson), anyName)
      .map(([write, name]) => write(name)),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(foreign('f'), foreign('g'), script('s', '|+'), script('t', '>-'), script('u', '|2')),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      '',
      '\n\n',
      commented(vpc('z', 1003)),
      `# Disabled by hand\n${commented(vpc('z', 1003))}#\n`,
      `${vpc('a', 1001)}${commented(vpc('y', 1003))}`,
      `${vpc('b', 1001)}\n# off for now\n${commented(vpc('y', 1003))}\n# remember: ticket\n`,
      `${commented(vpc('x', 1003))}${vpc('a', 1002)}`,
      `# about it\n\n${commented(vpc('x', 1003))}\n${vpc('c', 1002)}# ---\n${commented(vpc('y', 1003))}`,
      '# only a remark\n',
      'text: {{ .Values.x }}\n',
      'broken: [1, 2\n',
      `<<<<<<< ours\n${vpc('a', 1001)}=======\n>>>>>>> theirs\n`,
      'just text\n',
      `${vpc('a', 1001)}...\n${vpc('b', 1001)}`,
    ),
  },
);

/** What may stand before the first document and between two. */
const heads = [
  '',
  '---\n',
  '# header\n---\n',
  '\uFEFF',
  '\uFEFF---\n',
  '%YAML 1.2\n---\n',
  '\n\n',
  '# lone\n\n',
  '--- # said\n',
];
const seams = [
  '---\n',
  '\n---\n',
  '---\n# about it\n',
  '# tail\n\n---\n',
  '\n# about the next\n---\n',
  '...\n---\n',
  '...\n',
  '...\n# after the end\n---\n',
  '---\n---\n',
  '--- \n',
  '--- # next one\n',
  '  \n\t\n---\n',
  '---\n\n\n',
];

const anyText = fc
  .record({
    documents: fc.array(anyDocument, { minLength: 0, maxLength: 5 }),
    head: fc.constantFrom(...heads),
    seams: fc.array(fc.constantFrom(...seams), { minLength: 5, maxLength: 5 }),
    tail: fc.constantFrom('', '', '', '\n\n', '---\n', '...\n', '# end\n', '   ', '--- '),
    spaces: fc.boolean(),
    crlf: fc.boolean(),
    open: fc.boolean(),
  })
  .map(({ documents, head, seams: between, tail, spaces, crlf, open }) => {
    const text = head + documents.map((one, at) => (at === 0 ? '' : (between[at - 1] ?? '')) + one).join('') + tail;
    const wide = spaces ? text.replace(/kind: VPC$/gm, 'kind: VPC  ') : text;
    const ended = open ? wide.replace(/\n$/, '') : wide;
    return crlf ? ended.replace(/\n/g, '\r\n') : ended;
  });

const yamlPlaces = [
  'raw/one.yaml',
  'raw/deep/two.yml',
  'raw/with space.yaml',
  'raw/überlänge ✓.yaml',
  'raw/one.yaml.archived',
  'managed/vpcs/a.yaml',
  'managed/vpcs/b-1.yaml',
  'managed/vpcs/B.yaml',
  'managed/tests/odd.yaml',
  'managed/.gitkeep',
  'unmanaged/c.yaml',
  'unmanaged/managed/d.yaml',
  'templates/t.yaml',
  '.archive/raw/one.yaml',
  '.backups/a.yaml',
  'root.yaml',
];
const anyEntry = fc.oneof(
  { weight: 9, arbitrary: fc.tuple(fc.constantFrom(...yamlPlaces), anyText) },
  { weight: 1, arbitrary: fc.tuple(fc.constantFrom('raw/j.json', 'managed/vpcs/j.json'), anyName.map(asJson)) },
);

/** Files of one fabric directory, in every way that people and programs have been seen to write them, and some more. */
export const anyFabric = fc
  .uniqueArray(anyEntry, { selector: ([path]) => path, minLength: 1, maxLength: 5 })
  .map((entries): Files => Object.fromEntries(entries.map(([path, text]) => [`${fabric}/${path}`, text])));

type Contents = ReadonlyMap<string, Buffer>;

const textsIn = (files: Contents): string[] =>
  [...files].flatMap(([path, content]) =>
    /\.(?:ya?ml|json)$/.test(path) && !path.includes('/.hnp/') ? content.toString('utf8').replaceAll('\uFEFF', '') : [],
  );

/** Lines that somebody wrote, without the sign of a comment; separators and blank lines may come and go. */
function linesIn(files: Contents): Map<string, number> {
  const lines = new Map<string, number>();
  for (const line of textsIn(files).flatMap((text) => text.split(/\r?\n/))) {
    const plain = line.replace(/^(?:# ?)+/, '').trim();
    // An annotation goes into the line of JSON's metadata.
    const isWritten = plain !== '' && plain !== '...' && !plain.startsWith('---') && !plain.startsWith('"metadata"');
    if (isWritten) lines.set(plain, (lines.get(plain) ?? 0) + 1);
  }
  return lines;
}

/** Lines that are there less often than before. */
export function lossIn(before: Contents, after: Contents): string[] {
  const now = linesIn(after);
  return [...linesIn(before)].flatMap(([line, count]) => ((now.get(line) ?? 0) < count ? line : []));
}

/** Our own words about where a document came from, which sorting adds. */
function withoutOrigin(value: unknown): unknown {
  const { metadata, ...rest } = value as { metadata?: { annotations?: object } };
  if (typeof metadata !== 'object') return value;
  const { annotations, ...own } = metadata;
  const kept = Object.entries(annotations ?? {}).filter(([name]) => !name.startsWith('hnp.githedgehog.com/'));
  return { ...rest, metadata: { ...own, ...(kept.length === 0 ? {} : { annotations: Object.fromEntries(kept) }) } };
}

/** What another reader of YAML finds in all files, sorted; broken documents are counted. */
export function valuesIn(files: Contents): string[] {
  const documents = textsIn(files).flatMap((text) => parseAllDocuments(text, { uniqueKeys: false }));
  return documents
    .flatMap((document) => {
      if (document.errors.length > 0) return 'broken';
      const value: unknown = document.toJS({ mapAsMap: false });
      return value === null || value === undefined ? [] : JSON.stringify(withoutOrigin(value));
    })
    .sort();
}

/** Every commented-out resource with its lines as they are written; each copy counts. */
export const disabledIn = (files: Contents): string[] =>
  textsIn(files).flatMap((text) =>
    findDisabled(text, { start: 0, end: text.length }).map(({ range }) => text.slice(range.start, range.end).trimEnd()),
  );
