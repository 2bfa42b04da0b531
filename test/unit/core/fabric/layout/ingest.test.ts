import { describe, expect, it } from 'vitest';
import {
  findMisplaced,
  planFolders,
  planStructure,
  wantedFolders,
} from '../../../../../src/core/fabric/layout/directory-structure';
import { archivePath } from '../../../../../src/core/fabric/layout/ingest-log';
import { planIngest } from '../../../../../src/core/fabric/layout/plan-ingest';
import { applySteps } from '../../../../../src/core/fabric/plan/apply-steps';
import { defaultPolicy, readPolicy } from '../../../../../src/core/fabric/policy/policy';
import type { Policy } from '../../../../../src/core/fabric/policy/policy';
import { fabricOf } from '../read-fabric';

const vpc = (name: string, kind = 'VPC'): string =>
  `apiVersion: vpc.githedgehog.com/v1beta1\nkind: ${kind}\nmetadata: {name: ${name}} # keep\nspec: {}\n`;
type Files = Record<string, string>;
const files: Files = {
  'f/.hnp/manifest.yaml': '{}',
  'f/raw/all.yaml': `# head\n${vpc('a')}---\n# about b\n${vpc('b')}---\nkind: ConfigMap\napiVersion: v1\nmetadata: {name: c}\n---\n${vpc('a')}`,
  'f/raw/bad.yaml': `${vpc('z')}---\nfoo: [\n`,
  'f/raw/late.yaml': vpc('old'),
  'f/managed/vpcs/old.yaml': `# mine\n${vpc('old')}`,
  'f/raw/one.yaml': `# only\n${vpc('solo')}`,
};

const plain: Policy = { ...defaultPolicy, ingest: { annotations: false, log: false } };
const at = '2026-01-05T08:00:00.000Z';

function ingest(
  before: Files,
  policy: Policy = plain,
  fromRoot = false,
): { after: Files; steps: number; review: string[] } {
  const plan = planIngest(fabricOf(before, policy), { at, taken: new Set(Object.keys(before)), fromRoot });
  const applied = applySteps(
    new Map(Object.entries(before)),
    plan.steps.map((one) => one.step),
  );
  expect(applied.refused).toEqual([]);
  const after = { ...before };
  for (const [path, text] of applied.files) {
    if (text === null) delete after[path];
    else after[path] = text;
  }
  return { after, steps: plan.steps.length, review: plan.review.map((one) => `${one.what}: ${one.why}`) };
}

describe('sorting raw into managed', () => {
  it('moves whole documents with their comments; what cannot be placed stays and is told about', () => {
    const { after, review } = ingest(files);
    expect(after['f/managed/vpcs/a.yaml']).toBe(`# head\n${vpc('a')}`);
    expect(after['f/managed/vpcs/b.yaml']).toBe(`# about b\n${vpc('b')}`);
    expect(after['f/managed/vpcs/solo.yaml']).toBe(`# only\n${vpc('solo')}`);
    expect(after['f/raw/one.yaml']).toBeUndefined();
    expect(after['f/raw/one.yaml.archived']).toBe(files['f/raw/one.yaml']);
    expect(after['f/raw/all.yaml.archived']).toBe(files['f/raw/all.yaml']);
    expect(after['f/raw/all.yaml']).toBe(`---\nkind: ConfigMap\napiVersion: v1\nmetadata: {name: c}\n---\n${vpc('a')}`);
    expect(after['f/managed/vpcs/z.yaml']).toBe(vpc('z'));
    expect(after['f/raw/bad.yaml']).toBe('---\nfoo: [\n');
    expect(after['f/raw/bad.yaml.archived']).toBe(files['f/raw/bad.yaml']);
    expect(after['f/managed/vpcs/old.yaml']).toBe(files['f/managed/vpcs/old.yaml']);
    expect(review).toEqual([
      'VPC a: it stands in f/raw/all.yaml too; only one copy is taken',
      'raw/all.yaml: 1 of its documents stays, because it is no resource that can be placed (f/raw/all.yaml:13)',
      'raw/bad.yaml: the document at f/raw/bad.yaml:6 cannot be read; it stays as it is',
      'VPC old: f/managed/vpcs/old.yaml holds it already, with the same meaning; clear up duplicates first',
    ]);
  });

  it('a name that leads out of the folder stays for review; the rest is sorted', () => {
    const { after, review } = ingest({
      'f/.hnp/manifest.yaml': '{}',
      'f/raw/x.yaml': `${vpc('../../evil')}---\n${vpc('good')}`,
    });
    expect(after['f/managed/vpcs/good.yaml']).toBe(vpc('good'));
    expect(after['f/raw/x.yaml']).toBe(vpc('../../evil'));
    expect(review).toEqual([
      'VPC ../../evil: its name, f/raw/x.yaml:1, cannot become the name of a file; it stays where it is',
    ]);
  });

  it('tells about a list although nothing else is there', () => {
    const list = 'apiVersion: v1\nkind: List\nitems: []\n';
    const { steps, review } = ingest({
      'f/.hnp/manifest.yaml': '{}',
      'f/raw/l.yaml': list,
      'f/managed/vpcs/a.yaml': vpc('a'),
    });
    expect(steps).toBe(0);
    expect(review).toEqual([
      'raw/l.yaml: 1 of its documents stays, because it is no resource that can be placed (f/raw/l.yaml:1)',
    ]);
  });

  it('changes nothing the second time', () => {
    const { after } = ingest(files);
    expect(ingest(after).steps).toBe(0);
  });

  it('says where each came from, and writes the log of the field, in either of its shapes', () => {
    const first = ingest(
      { 'f/.hnp/manifest.yaml': '{}', 'f/raw/x.yaml': `${vpc('a')}---\n${vpc('b')}` },
      defaultPolicy,
    );
    expect(first.after['f/managed/vpcs/b.yaml']).toBe(
      `${vpc('b').replace(
        '{name: b}',
        "{name: b, annotations: {hnp.githedgehog.com/managed-by: selvedge, hnp.githedgehog.com/fabric: f, hnp.githedgehog.com/original-file: raw/x.yaml, hnp.githedgehog.com/original-document-index: '2', hnp.githedgehog.com/ingested-at: '2026-01-05T08:00:00.000Z', hnp.githedgehog.com/ingestion-version: '1.0'}}",
      )}`,
    );
    expect(first.after['f/.hnp/archive-log.yaml']).toBe(
      `version: '1.0'\ncreated_at: '${at}'\noperations:\n- operation: ingestion\n  timestamp: '${at}'\n  original_file: raw/x.yaml\n  document_count: 2\n  documents_created:\n  - managed/vpcs/a.yaml\n  - managed/vpcs/b.yaml\n  archived_to: raw/x.yaml.archived\n`,
    );
    const second = ingest({ ...first.after, 'f/raw/x.yaml': vpc('c') }, defaultPolicy);
    expect(second.after['f/.hnp/archive-log.yaml']).toBe(
      `${first.after['f/.hnp/archive-log.yaml']}- operation: ingestion\n  timestamp: '${at}'\n  original_file: raw/x.yaml\n  document_count: 1\n  documents_created:\n  - managed/vpcs/c.yaml\n  archived_to: raw/x.yaml.archived.1\n`,
    );
    const json = { ...first.after, 'f/.hnp/archive-log.yaml': '# HNP\n\n{ "version": "1.0", "operations": [] }' };
    expect(ingest({ ...json, 'f/raw/x.yaml': vpc('c') }, defaultPolicy).after['f/.hnp/archive-log.yaml']).toMatch(
      /^# HNP\n\n\{ "version": "1\.0", "operations": \[\{"operation": "ingestion", .*"archived_to": "raw\/x\.yaml\.archived\.1"\}\] \}$/,
    );
  });

  it('takes what lies beside the folders only when asked', () => {
    const older = { 'f/.hnp/manifest.yaml': '{}', 'f/prepop.yaml': vpc('a'), 'f/mkdocs.yml': vpc('b') };
    expect(ingest(older).steps).toBe(0);
    expect(Object.keys(ingest(older, plain, true).after).sort()).toEqual([
      'f/.hnp/manifest.yaml',
      'f/managed/vpcs/a.yaml',
      'f/mkdocs.yml',
      'f/prepop.yaml.archived',
    ]);
  });

  it.each([
    ['rename_with_extension', 'f/raw/one.yaml.archived'],
    ['move_to_archive_dir', 'f/.archive/raw/one.yaml'],
    ['backup_with_timestamp', 'f/.archive/raw/one.yaml.20260105_080000.backup'],
    ['none', null],
  ])('keeps the original as the manifest says where the policy says nothing: %s', (word, to) => {
    const one = (manifest: string): Files => ({
      'f/.hnp/manifest.yaml': manifest,
      'f/raw/one.yaml': files['f/raw/one.yaml'] ?? '',
    });
    for (const manifest of [`archive_strategy: ${word}\n`, `# HNP\n\n{ "archive_strategy": "${word}" }`]) {
      const { after } = ingest(one(manifest));
      expect(Object.keys(after).filter((path) => /archive/.test(path))).toEqual(to === null ? [] : [to]);
    }
    const { policy } = readPolicy({ version: 1, directories: { archive: 'keep' } });
    const said = ingest(one(`archive_strategy: ${word}\n`), { ...policy, ingest: plain.ingest });
    expect(Object.keys(said.after).filter((path) => /archive/.test(path))).toEqual([]);
  });

  it('tells of an archive strategy that means nothing, and keeps the original', () => {
    const { after, review } = ingest({ ...files, 'f/.hnp/manifest.yaml': 'archive_strategy: burn\n' });
    expect(after['f/raw/one.yaml.archived']).toBe(files['f/raw/one.yaml']);
    expect(review.join('\n')).toContain('the archive strategy of the manifest: burn is none that is known');
  });

  it.each([
    ['rename', 'f/raw/all.yaml.archived.1'],
    ['move', 'f/.archive/raw/all.yaml'],
    ['timestamp', 'f/.archive/raw/all.yaml.20260105_080000.backup'],
    ['keep', null],
  ] as const)('keeps the original as the policy says: %s', (archive, to) => {
    const policy = { ...plain, directories: { ...plain.directories, archive } };
    expect(archivePath(fabricOf(files, policy), 'f/raw/all.yaml', new Set(['f/raw/all.yaml.archived']), at)).toBe(to);
  });
});

describe('the structure of a fabric directory', () => {
  const context = (paths: readonly string[]): { at: string; paths: readonly string[] } => ({ at, paths });

  it('makes the folders that are missing, and only those', () => {
    expect(wantedFolders(defaultPolicy)).toHaveLength(14);
    const first = planFolders('f', context(Object.keys(files)), defaultPolicy);
    const made = first.steps.map(({ step }) => (step.action === 'create-file' ? step.path : ''));
    expect(made).toContain('f/managed/switches/.gitkeep');
    expect(made).toHaveLength(12);
    expect(planFolders('f', context([...Object.keys(files), ...made]), defaultPolicy).steps).toEqual([]);
  });

  it('writes a manifest that its own reader recognises, also for folders of one’s own', () => {
    const { policy, problems } = readPolicy({
      version: 1,
      directories: { managed: 'applied', raw: 'inbox', kinds: { VPC: 'networks', Gateway: 'gw' } },
    });
    expect(problems).toEqual([]);
    const steps = planFolders('', context([]), policy).steps.map(({ step }) => step);
    const paths = steps.map((step) => ('path' in step ? step.path : ''));
    expect(paths).toEqual(
      expect.arrayContaining([
        'inbox/.gitkeep',
        'applied/networks/.gitkeep',
        'applied/gw/.gitkeep',
        '.hnp/manifest.yaml',
      ]),
    );
    const manifest = steps.find((step) => step.action === 'create-file' && step.path === '.hnp/manifest.yaml');
    expect(manifest).toMatchObject({
      text: expect.stringContaining('directories:\n  raw: inbox\n  managed: applied\n') as unknown,
    });
  });

  it('moves what stands in the wrong file when asked, explains what cannot move, and is done after that', () => {
    const wrong: Files = {
      'f/.hnp/manifest.yaml': '{}',
      'f/managed/vpcs/two.yaml': `# both\n${vpc('one')}---\n${vpc('two')}`,
      'f/managed/vpcs/three.yaml': vpc('four'),
      'f/managed/vpcs/four.yaml': 'not: a resource\n',
      'f/managed/servers/three.yaml': vpc('three'),
    };
    const fabric = fabricOf(wrong, plain);
    expect(
      planStructure(fabric, context(Object.keys(wrong)), false).steps.every(
        ({ step }) => step.action === 'create-file',
      ),
    ).toBe(true);
    const plan = planStructure(fabric, context(Object.keys(wrong)), true);
    const after = new Map(Object.entries(wrong));
    const applied = applySteps(
      after,
      plan.steps.map(({ step }) => step),
    );
    expect(applied.refused).toEqual([]);
    for (const [path, text] of applied.files) {
      if (text === null) after.delete(path);
      else after.set(path, text);
    }
    expect(after.get('f/managed/vpcs/one.yaml')).toBe(`# both\n${vpc('one')}`);
    expect(after.get('f/managed/vpcs/two.yaml')).toBe(`---\n${vpc('two')}`);
    expect(plan.review.map(({ what, why }) => `${what}: ${why}`)).toEqual([
      'VPC three: f/managed/vpcs/three.yaml is taken',
      'VPC four: f/managed/vpcs/four.yaml is taken',
    ]);
    const again = fabricOf(Object.fromEntries(after), plain);
    expect(findMisplaced(again).every(({ obstacle }) => obstacle !== null)).toBe(true);
    expect(planStructure(again, context([...after.keys()]), true).steps).toEqual([]);
  });

  it('needs one run where one file makes room for another, and where a folder becomes empty', () => {
    const wrong: Record<string, string> = {
      'f/managed/vpcs/one.yaml': vpc('two'),
      'f/managed/vpcs/two.yaml': vpc('three'),
      'f/managed/servers/x.yaml': vpc('one'),
      'f/raw/.gitkeep': '',
    };
    const plan = planStructure(fabricOf(wrong, plain), context(Object.keys(wrong)), true);
    const applied = applySteps(
      new Map(Object.entries(wrong)),
      plan.steps.map(({ step }) => step),
    );
    expect(applied.refused).toEqual([]);
    const after = new Map([...Object.entries(wrong), ...applied.files].filter(([, text]) => text !== null)) as Map<
      string,
      string
    >;
    expect([1, 2, 3].map((at) => after.get(`f/managed/vpcs/${['one', 'two', 'three'][at - 1]}.yaml`))).toEqual([
      vpc('one'),
      vpc('two'),
      vpc('three'),
    ]);
    expect(after.has('f/managed/servers/.gitkeep')).toBe(true);
    expect(planStructure(fabricOf(Object.fromEntries(after), plain), context([...after.keys()]), true).steps).toEqual(
      [],
    );
  });

  it('leaves a directory of somebody’s own order alone', () => {
    expect(planStructure(fabricOf({ 'env/a.yaml': vpc('a') }), context([]), true)).toEqual({
      title: 'env has an order of its own, which stays as it is',
      steps: [],
      review: [],
    });
  });
});
