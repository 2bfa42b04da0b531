import { describe, expect, it } from 'vitest';
import { planStructure, wantedFolders } from '../../../../../src/core/fabric/layout/directory-structure';
import { archiveStep, planIngest } from '../../../../../src/core/fabric/layout/plan-ingest';
import { applySteps } from '../../../../../src/core/fabric/plan/apply-steps';
import { defaultPolicy } from '../../../../../src/core/fabric/policy/policy';
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

function ingest(before: Files): { after: Files; steps: number; review: string[] } {
  const plan = planIngest(fabricOf(before));
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
    expect(after['f/raw/all.yaml']).toBe(`---\nkind: ConfigMap\napiVersion: v1\nmetadata: {name: c}\n---\n${vpc('a')}`);
    expect(after['f/raw/bad.yaml']).toBe(files['f/raw/bad.yaml']);
    expect(after['f/managed/vpcs/old.yaml']).toBe(files['f/managed/vpcs/old.yaml']);
    expect(review).toEqual([
      'VPC a: it stands in f/raw/all.yaml too; only one copy is taken',
      'raw/all.yaml: 2 of its documents stay, because they are no resources that can be placed',
      'raw/bad.yaml: a document of it cannot be read; the file stays as it is',
      'VPC old: f/managed/vpcs/old.yaml holds it already, with the same meaning; clear up duplicates first',
    ]);
  });

  it('changes nothing the second time', () => {
    const { after } = ingest(files);
    expect(ingest(after).steps).toBe(0);
  });

  it('keeps the original as the policy says', () => {
    const fabric = fabricOf(files);
    expect(archiveStep(fabric, 'f/raw/all.yaml', 'text', new Set(['f/raw/all.yaml.archived']))).toEqual({
      action: 'create-file',
      path: 'f/raw/all.yaml.archived.1',
      text: 'text',
    });
    const moving = {
      ...fabric,
      policy: { ...defaultPolicy, directories: { ...defaultPolicy.directories, archive: 'move' as const } },
    };
    expect(archiveStep(moving, 'f/raw/all.yaml', 'text', new Set())).toMatchObject({ path: 'f/.archive/raw/all.yaml' });
  });

  it('makes the folders that are missing, and only those', () => {
    expect(wantedFolders(defaultPolicy)).toHaveLength(14);
    const first = planStructure('f', Object.keys(files), defaultPolicy);
    expect(first.steps.map(({ step }) => step.action === 'create-file' && step.path)).toContain(
      'f/managed/switches/.gitkeep',
    );
    expect(first.steps).toHaveLength(12);
    const made = first.steps.map(({ step }) => (step.action === 'create-file' ? step.path : ''));
    expect(planStructure('f', [...Object.keys(files), ...made], defaultPolicy).steps).toEqual([]);
  });
});
