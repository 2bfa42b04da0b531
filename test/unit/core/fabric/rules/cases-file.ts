/** Rules about files and documents need texts, not patches: path → text, and what is said, `path: message`. */
export interface FileCase {
  readonly rule: string;
  readonly files: Readonly<Record<string, string>>;
  readonly says: readonly string[];
}

const group = (name: string, more = ''): string =>
  `apiVersion: wiring.githedgehog.com/v1beta1\nkind: SwitchGroup\nmetadata: {name: ${name}}\nspec: {}\n${more}`;
const vpc = (name: string, number: number, spec = ''): string =>
  `apiVersion: vpc.githedgehog.com/v1beta1\nkind: VPC\nmetadata: {name: ${name}}\nspec: {subnets: {default: {subnet: 10.0.${number}.0/24, vlan: ${1000 + number}}${spec}}}\n`;
const manifest = { 'f/.hnp/manifest.yaml': '{}' };

export const fileCases: readonly FileCase[] = [
  { rule: 'readable', files: { 'f/a.yaml': group('a'), 'f/b.yaml': 'a: [\n' }, says: ['f/b.yaml'] },
  {
    rule: 'readable',
    files: { 'f/a.yaml': group('a', 'spec: {}\n') },
    says: ['f/a.yaml: The key "spec" stands here twice.'],
  },
  { rule: 'readable', files: { 'f/a.yaml': group('a') }, says: [] },
  {
    rule: 'not-a-resource',
    files: {
      'f/a.yaml': group('a'),
      'f/b.yaml': `apiVersion: v1\nkind: List\nitems:\n  - ${group('b').trimEnd().replaceAll('\n', '\n    ')}\n`,
    },
    says: ['f/b.yaml: A List is not allowed: hhfab refuses it, although kubectl takes it; split it into 1 document'],
  },
  {
    rule: 'not-a-resource',
    files: { 'f/a.yaml': group('a'), 'f/b.yaml': 'apiVersion: v1\nspec: 1\n' },
    says: ['f/b.yaml: This document has an apiVersion (v1), but no kind'],
  },
  {
    rule: 'not-a-resource',
    files: { 'f/a.yaml': group('a'), 'f/b.yaml': group('b').replace('name:', 'nme:') },
    says: ['f/b.yaml: This SwitchGroup has no metadata.name, so it is no resource'],
  },
  {
    rule: 'not-a-resource',
    files: { 'f/a.yaml': group('a'), 'f/kustomization.yaml': 'apiVersion: x/v1\nkind: Kustomization\n' },
    says: [],
  },
  {
    rule: 'template',
    files: { 'f/a.yaml': group('a'), 'f/t.yaml': 'a: {{ .Values.x }}\n' },
    says: ['f/t.yaml: This document is a template; only what it renders to could be checked'],
  },
  { rule: 'template', files: { 'f/a.yaml': group('a', 'x: "{{ in quotes }}"\n') }, says: [] },
  {
    rule: 'served-version',
    files: { 'f/a.yaml': group('a', '---\n') + group('b').replace('SwitchGroup', 'SwichGroup') },
    says: ['f/a.yaml: wiring.githedgehog.com has no kind SwichGroup; did you mean SwitchGroup?'],
  },
  {
    rule: 'served-version',
    files: { 'f/a.yaml': group('a', '---\n') + group('b').replace('wiring', 'vpc') },
    says: [
      'f/a.yaml: vpc.githedgehog.com has no kind SwitchGroup; SwitchGroup belongs to wiring.githedgehog.com/v1beta1',
    ],
  },
  {
    rule: 'served-version',
    files: {
      'f/a.yaml': group('a', '---\n') + group('b').replace('wiring', 'fabricator').replace('SwitchGroup', 'Fabricator'),
    },
    says: [
      'f/a.yaml: Fabricator of fabricator.githedgehog.com belongs to the installation or to the running system, not into a fabric directory',
    ],
  },
  {
    rule: 'foreign-kind',
    files: { 'f/a.yaml': group('a', '---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\n') },
    says: ['f/a.yaml: ConfigMap c (v1) is no resource of the fabric; hhfab would refuse this file'],
  },
  { rule: 'foreign-kind', files: { 'f/a.yaml': group('a') }, says: [] },
  {
    rule: 'document-without-kind',
    files: { 'f/a.yaml': group('a', '---\nfoo: 1\n---\n# only words\n') },
    says: [
      'f/a.yaml: This document has no apiVersion, kind and metadata.name; hhfab would fail on it, Argo CD skips it',
    ],
  },
  { rule: 'document-without-kind', files: { 'f/a.yaml': group('a'), 'f/values.yaml': 'foo: 1\n' }, says: [] },
  {
    rule: 'one-copy',
    files: { 'f/a.yaml': group('a', '---\n') + group('a'), 'f/b.yaml': group('b') },
    says: ['f/a.yaml: SwitchGroup a stands here and in 1 other place; f/a.yaml is taken for the real one'],
  },
  { rule: 'one-copy', files: { 'f/a.yaml': group('a'), 'f/b.yaml': group('b') }, says: [] },
  {
    rule: 'file-extension',
    files: { 'f/a.yml': group('a') },
    says: ['f/a.yml: hhfab reads files that end in .yaml only, so it would not see this one'],
  },
  { rule: 'file-extension', files: { 'f/a.yaml': group('a') }, says: [] },
  {
    rule: 'doubtful-value',
    files: {
      'f/a.yaml': group('a').replace(
        'name: a',
        'name: a, annotations: {a: yes, b: OFF, c: 0777, d: 1_000, e: 1:20, f: 1.10, g: 52:54:00:12:34:56, on: x, h: 0b11}',
      ),
    },
    says: [
      "f/a.yaml: yes is read as true by Kubernetes, and otherwise by YAML 1.2; write 'yes' if the text is meant, or what it stands for",
      'f/a.yaml: OFF is read as false by Kubernetes',
      'f/a.yaml: 0777 is read as the number 511 by Kubernetes',
      'f/a.yaml: 1_000 is read as the number 1000 by Kubernetes',
      'f/a.yaml: 1:20 is read as the number 80 by readers of YAML 1.1',
      "f/a.yaml: 1.10 is read as the number 1.1, so its last zero is lost; write '1.10' if the text is meant",
      'f/a.yaml: 52:54:00:12:34:56 is read as the number 41135085296',
      'f/a.yaml: The key on is read as true by Kubernetes',
      'f/a.yaml: 0b11 is read as the number 3 by Kubernetes',
    ],
  },
  {
    rule: 'doubtful-value',
    files: {
      'f/a.yaml': group('a').replace(
        'name: a',
        `name: a, annotations: {a: 'yes', b: "0777", c: 1.15, d: 10, e: nothing, 'on': x, f: 0x1F, g: 1:70}`,
      ),
    },
    says: [],
  },
  {
    rule: 'file-name',
    files: { ...manifest, 'f/managed/switchgroups/a-1.yaml': group('a') },
    says: ['f/managed/switchgroups/a-1.yaml: The file is called a-1.yaml, the resource a; the usual name is a.yaml'],
  },
  {
    rule: 'file-name',
    files: { ...manifest, 'f/managed/switchgroups/a.yaml': group('a'), 'f/raw/x.yaml': group('b') },
    says: [],
  },
  {
    rule: 'kind-directory',
    files: { ...manifest, 'f/managed/vpcs/a.yaml': group('a') },
    says: ['f/managed/vpcs/a.yaml: SwitchGroup a lies in managed/vpcs, but its kind belongs into managed/switchgroups'],
  },
  { rule: 'kind-directory', files: { ...manifest, 'f/managed/switchgroups/a.yaml': group('a') }, says: [] },
  {
    rule: 'unknown-field',
    files: { 'f/a.yaml': group('a').replace('name:', 'anotations: {a: b}, name:') },
    says: ['f/a.yaml: metadata has no field anotations; did you mean annotations?'],
  },
  {
    rule: 'unknown-field',
    files: { 'f/a.yaml': group('a').replace('name:', 'uid: x, resourceVersion: "1", finalizers: [], name:') },
    says: [],
  },
  {
    rule: 'folders-side-by-side',
    files: {
      'prod/a.yaml': vpc('p1', 1) + '---\n' + vpc('p2', 2),
      'test/a.yaml': vpc('t1', 1) + '---\n' + vpc('t2', 2),
    },
    says: [
      'test/a.yaml: prod and test use 4 VLANs and subnets twice and nothing of each other: if each is a fabric of its own, write fabrics: [prod, test] into .selvedge/policy.yaml',
    ],
  },
  {
    // One clash between teams is a slip.
    rule: 'folders-side-by-side',
    files: { 'team-a/a.yaml': vpc('p1', 1), 'team-b/a.yaml': vpc('t1', 1) },
    says: [],
  },
  {
    // Between environments it is none.
    rule: 'folders-side-by-side',
    files: {
      'env-1/a.yaml': vpc('p1', 1),
      'env-3/a.yaml': vpc('t1', 1).replace('vlan: 1001', 'vlan: 1099'),
    },
    says: [
      'env-3/a.yaml: env-1 and env-3 use a VLAN or subnet twice and nothing of each other: if each is a fabric of its own, write fabrics: [env-1, env-3] into .selvedge/policy.yaml',
    ],
  },
  {
    rule: 'folders-side-by-side',
    files: { 'prod/a.yaml': vpc('p1', 1), 'test/a.yaml': vpc('t1', 2) },
    says: [],
  },
  {
    // Folders that need each other are parts of one fabric.
    rule: 'folders-side-by-side',
    files: {
      'prod/a.yaml': vpc('p1', 1) + '---\n' + vpc('p2', 2),
      'test/a.yaml':
        vpc('t1', 1) +
        '---\n' +
        vpc('t2', 2, ', other: {subnet: 10.0.9.0/24, vlan: 1009, dhcp: {relay: 10.0.9.9/32, relayVPC: p1}}'),
    },
    says: [],
  },
];
