import type { ContentHash } from '../../../src/contract/basics';
import type { DuplicateGroup, PlanPreview } from '../../../src/contract/fabric/plans';
import type { ReferencePlace, ResourceRow } from '../../../src/contract/fabric/resources';
import type { Problem, RuleDescription } from '../../../src/contract/problems';
import type { Answers } from '../fake-bridge';
import { path } from './sample-content';
import { vpcAfter, vpcBefore } from './sample-texts';

const root = 'gitops/hedgehog/fabric-1';
const none = { error: 0, warning: 0, note: 0 };

/** One row of the list; what is not said is a live resource of the fabric in a file of its own. */
export function row(kind: string | null, name: string | null, more: Partial<ResourceRow> = {}): ResourceRow {
  const file = more.path ?? path(`${root}/managed/${(kind ?? 'other').toLowerCase()}s/${name ?? 'notes'}.yaml`);
  const document = more.document ?? 0;
  return {
    id: `${file}#${document}`,
    fabric: root,
    state: 'live',
    group: kind === null ? null : 'vpc.githedgehog.com',
    version: kind === null ? null : 'v1beta1',
    kind,
    namespace: name === null ? null : 'default',
    name,
    path: file,
    document,
    line: 0,
    endLine: 20,
    area: 'managed',
    copies: 1,
    vpcs: [],
    problems: none,
    ...more,
  };
}

const storage = row('VPC', 'vpc-storage', {
  vpcs: ['vpc-storage'],
  copies: 2,
  problems: { error: 1, warning: 1, note: 0 },
});
const spare = row('VPC', 'vpc-storage', {
  state: 'copy',
  path: path(`${root}/raw/vpc-storage.yaml`),
  area: 'raw',
  copies: 2,
});

export const rows: readonly ResourceRow[] = [
  row('Switch', 'leaf-01'),
  row('Switch', 'leaf-02'),
  storage,
  spare,
  row('VPC', 'vpc-web', { vpcs: ['vpc-web'] }),
  row('VPCAttachment', 'vpc-storage--server-04', { vpcs: ['vpc-storage'] }),
  row('VPCPeering', 'storage--web', {
    state: 'disabled',
    path: path(`${root}/managed/vpcpeerings/storage--web.yaml`),
  }),
  row('ConfigMap', 'console-notes', { state: 'foreign', group: '', path: path(`${root}/unmanaged/notes.yaml`) }),
  row(null, null, { state: 'template', path: path(`${root}/templates/vpc.yaml`), area: 'templates' }),
  row(null, null, {
    state: 'broken',
    path: path(`${root}/raw/half.yaml`),
    problems: { error: 1, warning: 0, note: 0 },
  }),
];

const at = (file: string, line: number, column = 12) => ({
  path: path(file),
  document: 0,
  line,
  column,
  endLine: line,
  endColumn: column + 4,
});

export const problem = (id: string, more: Partial<Problem> = {}): Problem => ({
  ...at(storage.path, 13),
  id,
  rule: 'vlan-twice',
  severity: 'error',
  message: 'VLAN 1204 of subnet backup is used by VPC vpc-web, subnet default, already (VLAN namespace default)',
  source: 'fabric v0.126, VPC.Validate',
  fabric: root,
  resource: { kind: 'VPC', namespace: 'default', name: 'vpc-storage' },
  field: 'spec.subnets.backup.vlan',
  related: [{ ...at(`${root}/managed/vpcs/vpc-web.yaml`, 11), message: 'VLAN 1204 of vpc-web' }],
  fix: null,
  ...more,
});

export const problems: readonly Problem[] = [
  problem('p-vlan'),
  problem('p-typo', {
    ...at(storage.path, 15),
    rule: 'unknown-field',
    message: 'VPC knows no field “rang” here; did you mean “range”?',
    field: 'spec.subnets.backup.dhcp.rang',
    related: [],
    fix: { title: 'Rename to range' },
  }),
  problem('p-note', {
    ...at(`${root}/managed/vpcs/vpc-web.yaml`, 3),
    severity: 'note',
    rule: 'vpc-without-attachment',
    message: 'VPC vpc-web is attached to nothing',
    source: 'own',
    resource: { kind: 'VPC', namespace: 'default', name: 'vpc-web' },
    field: 'metadata.name',
    related: [],
  }),
];

const countsOf = (list: readonly Problem[]) => ({
  error: list.filter(({ severity }) => severity === 'error').length,
  warning: list.filter(({ severity }) => severity === 'warning').length,
  note: list.filter(({ severity }) => severity === 'note').length,
});

const reference = (more: Partial<ReferencePlace>): ReferencePlace => ({
  ...at(`${root}/managed/vpcattachments/vpc-storage--server-04.yaml`, 6),
  from: { kind: 'VPCAttachment', name: 'vpc-storage--server-04' },
  to: { kind: 'VPC', name: 'vpc-storage', part: 'backup' },
  field: 'spec.subnet',
  resolution: 'found',
  target: at(storage.path, 3),
  ...more,
});

const rules: readonly RuleDescription[] = [
  {
    id: 'vlan-twice',
    title: 'VPCs in one VLAN namespace have different VLANs',
    severity: 'error',
    effective: 'error',
    source: 'fabric v0.126, VPC.Validate',
    kinds: ['VPC'],
    numbers: [44],
    looksAt: 'fabric',
  },
  {
    id: 'vpc-without-attachment',
    title: 'A VPC is attached to something',
    severity: 'note',
    effective: 'off',
    source: 'own',
    kinds: ['VPC'],
    numbers: [],
    looksAt: 'fabric',
  },
];

const duplicate: DuplicateGroup = {
  key: 'vpc.githedgehog.com/VPC/default/vpc-storage',
  fabric: root,
  kind: 'VPC',
  namespace: 'default',
  name: 'vpc-storage',
  winner: 0,
  row: 2,
  reason: 'managed copies go before all others',
  copies: [
    { ...copyAt(storage.path), area: 'managed', likeness: 'bytes', annotated: true },
    { ...copyAt(spare.path), area: 'raw', likeness: 'different', annotated: false },
  ],
};

function copyAt(file: ResourceRow['path']) {
  return { path: file, document: 0, line: 0, endLine: 20 };
}

const plan: PlanPreview = {
  title: 'Rename VPC vpc-storage to vpc-files',
  digest: 'd1',
  steps: [
    {
      action: 'edit',
      path: `${root}/managed/vpcattachments/vpc-storage--server-04.yaml`,
      document: 0,
      to: null,
      words: 'Sets spec.subnet to vpc-files/backup',
      why: 'VPCAttachment vpc-storage--server-04 names it',
    },
    { action: 'edit', path: storage.path, document: 0, to: null, words: 'Sets metadata.name', why: 'the new name' },
  ],
  review: [],
  refused: [],
  files: [
    { path: path(`${root}/managed/vpcattachments/vpc-storage--server-04.yaml`), change: 'modified' },
    { path: storage.path, change: 'modified' },
  ],
};

export const hash = (digit: string): ContentHash => digit.repeat(64) as ContentHash;

const receipt = (title: string, changed: readonly string[]) => ({
  operationId: 'o9',
  title,
  undoable: true,
  changedPaths: [...changed],
});

/** Answers of a small fabric: a collision, a typing mistake, a duplicate, and one document of each state. */
export function fabricAnswers(): Answers {
  return {
    'fabric.resources': ({ fields }) => {
      const shown = fields === undefined ? rows : rows.filter((one) => one.name === 'vpc-storage');
      return { total: shown.length, states: states(shown), kinds: [], rows: [...shown], generation: 1 };
    },
    'fabric.resource': ({ path: of, document }) => ({
      row: rows.find((one) => one.path === of && one.document === document) ?? storage,
      disabled: [],
      text: of.includes('/raw/') ? vpcBefore : vpcAfter,
      startLine: 0,
      references: [reference({ from: { kind: 'VPC', name: 'vpc-storage' }, resolution: 'ambient', target: null })],
      referrers: [reference({})],
      copies: [storage, spare],
      problems: problems.filter((one) => one.path === of),
    }),
    'fabric.check-text': ({ path: of }) => ({ problems: problems.filter((one) => one.path === of) }),
    'fabric.duplicates': () => ({ groups: [duplicate] }),
    'fabric.next-free': () => ({
      candidates: [
        { value: '1003', reason: 'lowest of 1000-2999 in VLAN namespace default that none of its 12 VLANs takes' },
        { value: '1004', reason: 'the next one' },
      ],
      reason: null,
    }),
    'fabric.plan': () => plan,
    'fabric.plan-file': ({ path: of }) => ({ path: of, before: vpcBefore, after: vpcAfter, expected: hash('1') }),
    'fabric.apply': ({ request }) => receipt(`Done: ${request.kind}`, [storage.path]),
    'problems.list': ({ limit }) => ({
      total: problems.length,
      counts: countsOf(problems),
      rules: [],
      files: [],
      problems: problems.slice(0, limit),
      generation: 1,
    }),
    'problems.rules': () => ({
      rules: [...rules],
      notOffline: [{ numbers: [12], why: 'The running fabric knows which switches answer.' }],
    }),
    'problems.against': () => ({
      changes: [],
      introduced: problems.slice(0, 1),
      resolved: 2,
      counts: countsOf(problems.slice(0, 1)),
      beforeCommit: null,
      afterCommit: null,
    }),
    'problems.preview-fix': ({ problemId }) => ({
      title: problems.find(({ id }) => id === problemId)?.fix?.title ?? '',
      files: [{ path: storage.path, before: vpcBefore, after: vpcAfter, expected: hash('1') }],
    }),
    'problems.apply-fix': () => receipt('Rename to range', [storage.path]),
    'changes.read-file': () => ({
      kind: 'text',
      text: vpcBefore,
      traits: { encoding: 'utf-8', eol: 'lf', finalNewline: true },
      hash: hash('1'),
      sizeBytes: vpcBefore.length,
      executable: false,
    }),
    'changes.write-file': ({ path: of }) => receipt(`Save ${of.split('/').at(-1) ?? ''}`, [of]),
  };
}

function states(list: readonly ResourceRow[]) {
  const counts = { live: 0, copy: 0, disabled: 0, foreign: 0, template: 0, broken: 0 };
  for (const { state } of list) counts[state] += 1;
  return counts;
}
