import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import type { PlanRequest } from '../../../src/contract/fabric';
import { buildModel } from '../../../src/core/fabric/model/fabric-model';
import { defaultPolicy, readPolicy } from '../../../src/core/fabric/policy/policy';
import type { Policy } from '../../../src/core/fabric/policy/policy';
import { quietContext } from '../../../src/engine/call-context';
import { otherFile, readModelFile } from '../../../src/engine/fabric/desk/read-yaml';
import { applyOutcome } from '../../../src/engine/fabric/plans/apply-plan';
import { planOutcome } from '../../../src/engine/fabric/plans/plan-outcome';
import type { Outcome } from '../../../src/engine/fabric/plans/work-out-plan';
import { hashBytes } from '../../../src/engine/files/hash';
import { failureOf, safeProject, valueOf } from '../../support/project';
import type { Files } from '../../support/repository';
import { createRepository } from '../../support/repository';
import { removeAllFolders } from '../../support/temporary-folder';

afterAll(removeAllFolders);

const at = '2026-01-05T08:00:00.000Z';
const fabric = 'gitops/hedgehog/fabric-1';
const marker: Files = { [`${fabric}/.hnp/manifest.yaml`]: '# HNP\n\n{ "version": "1.0", "fabric_name": "Two Words" }' };

/** A repository whose files are known as bytes, with plans over it. */
async function worked(files: Files, policy: Policy = defaultPolicy) {
  const repo = await createRepository();
  await repo.commit('start', { ...marker, ...files });
  const project = await safeProject(repo.root);
  const listed = async (): Promise<string[]> =>
    (await repo.git('ls-files', '-z', '--cached', '--others')).split('\0').filter((path) => path !== '');
  const bytes = async (): Promise<Map<string, Buffer>> =>
    new Map(
      (await listed()).flatMap((path) => {
        try {
          return [[path, readFileSync(repo.path(path))] as const];
        } catch {
          return [];
        }
      }),
    );
  const model = async () =>
    buildModel(
      [...(await bytes())].map(([path, content]) =>
        /\.ya?ml$/.test(path) ? readModelFile(path, content, hashBytes(content)) : otherFile(path),
      ),
      policy,
    );
  const plan = async (request: PlanRequest, root = fabric) =>
    planOutcome({ root: repo.root, model: await model(), fabric: root, request, at });
  const apply = (outcome: Outcome, request: PlanRequest) =>
    applyOutcome(project, outcome, request.kind, outcome.preview.digest, quietContext());
  const undo = () => project.operations.undo(null, quietContext());
  return { repo, bytes, model, plan, apply, undo, project };
}

const vpc = (name: string, vlan: number, comment = 'why'): string =>
  `apiVersion: vpc.githedgehog.com/v1beta1\nkind: VPC\nmetadata:\n  name: ${name} # ${comment}\nspec:\n  subnets:\n    default: {subnet: 10.0.1.0/24, vlan: ${vlan}}\n`;
const foreign = (name: string): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\ndata: {text: "# no comment"}\n`;
const commented = (text: string): string => text.trimEnd().replace(/^/gm, '# ') + '\n';

const anyDocument = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .record({
        name: fc.constantFrom('a', 'b', 'c', 'd'),
        vlan: fc.constantFrom(1001, 1002),
        comment: fc.constantFrom('x', 'y'),
      })
      .map(({ name, vlan, comment }) => vpc(name, vlan, comment)),
  },
  { weight: 1, arbitrary: fc.constantFrom(foreign('f'), foreign('g')) },
  { weight: 1, arbitrary: fc.constantFrom(commented(vpc('z', 1003)), '# only a remark\n', 'text: {{ .Values.x }}\n') },
);
const anyFile = fc
  .record({
    documents: fc.array(anyDocument, { minLength: 1, maxLength: 4 }),
    head: fc.constantFrom('', '---\n', '# header\n---\n', '\uFEFF'),
    between: fc.constantFrom('---\n', '\n---\n', '---\n# about it\n', '# tail\n\n---\n'),
    crlf: fc.boolean(),
    open: fc.boolean(),
  })
  .map(({ documents, head, between, crlf, open }) => {
    const text = head + documents.join(between);
    const ended = open ? text.replace(/\n$/, '') : text;
    return crlf ? ended.replace(/\n/g, '\r\n') : ended;
  });
const places = [
  'raw/one.yaml',
  'raw/deep/two.yml',
  'managed/vpcs/a.yaml',
  'managed/vpcs/b-1.yaml',
  'unmanaged/c.yaml',
  'root.yaml',
];
const anyFabric = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...places), anyFile), {
    selector: ([path]) => path,
    minLength: 1,
    maxLength: 4,
  })
  .map((entries): Files => Object.fromEntries(entries.map(([path, text]) => [`${fabric}/${path}`, text])));

const requests: readonly PlanRequest[] = [
  { kind: 'ingest', fromRoot: true },
  { kind: 'duplicates', winners: {} },
  { kind: 'duplicates', winners: {}, action: 'disable' },
  { kind: 'duplicates', winners: {}, action: 'move' },
  { kind: 'duplicates', winners: {}, action: 'archive' },
  { kind: 'structure', moves: true },
  { kind: 'rename', resource: { kind: 'VPC', name: 'a' }, to: 'renamed' },
];

/** Every line that somebody wrote, without the sign of a comment; separators and blank lines may come and go. */
function linesOf(files: ReadonlyMap<string, Buffer>): Map<string, number> {
  const lines = new Map<string, number>();
  for (const [path, content] of files) {
    if (!/\.ya?ml$/.test(path) || path.includes('/.hnp/')) continue;
    for (const line of content
      .toString('utf8')
      .replace(/^\uFEFF/, '')
      .split(/\r?\n/)) {
      const plain = line.replace(/^(?:# ?)+/, '').trim();
      if (plain !== '' && !/^---/.test(plain)) lines.set(plain, (lines.get(plain) ?? 0) + 1);
    }
  }
  return lines;
}

describe('whatever lies there', () => {
  test('nothing is lost but what the plan says, twice changes nothing more, undo restores every byte', async () => {
    let changed = 0;
    await fc.assert(
      fc.asyncProperty(anyFabric, fc.constantFrom(...requests), async (files, request) => {
        const { repo, bytes, plan, apply, undo } = await worked(files);
        try {
          const before = await bytes();
          const outcome = await plan(request);
          if (!outcome.ok) {
            expect(request.kind).toBe('rename');
            return;
          }
          const { steps, refused } = outcome.value.preview;
          expect(await bytes()).toEqual(before);
          if (outcome.value.changes.length === 0 || refused.length > 0) {
            expect((await apply(outcome.value, request)).ok).toBe(false);
            expect(await bytes()).toEqual(before);
            return;
          }
          changed += 1;
          valueOf(await apply(outcome.value, request));
          const after = await bytes();
          const mayGo = request.kind === 'rename' || steps.some(({ action }) => action === 'delete');
          if (!mayGo) {
            const [old, now] = [linesOf(before), linesOf(after)];
            for (const [line, count] of old) expect([line, (now.get(line) ?? 0) >= count]).toEqual([line, true]);
          }
          for (const [path, content] of before)
            if (!outcome.value.files.some((file) => file.path === path)) expect(after.get(path)).toEqual(content);
          const again = await plan(request);
          if (again.ok) expect(again.value.changes).toEqual([]);
          else expect(request.kind).toBe('rename');
          valueOf(await undo());
          expect(await bytes()).toEqual(before);
        } finally {
          await repo.remove();
        }
      }),
      { numRuns: 45, seed: 20260105 },
    );
    expect(changed).toBeGreaterThan(20);
  }, 120_000);
});

describe('what the preview saw is what is changed', () => {
  const start = { [`${fabric}/raw/x.yaml`]: `${vpc('a', 1001)}---\n${vpc('b', 1002)}` };
  const request: PlanRequest = { kind: 'ingest', fromRoot: false };

  test('a file that changed between the look and the deed, or in between the two reads', async () => {
    const { repo, plan, apply, model, bytes } = await worked(start);
    const outcome = valueOf(await plan(request));
    const seen = await model();
    await repo.write({ [`${fabric}/raw/x.yaml`]: `${vpc('a', 1001)}---\n${vpc('b', 1003)}` });
    const before = await bytes();
    expect(failureOf(await apply(outcome, request)).code).toBe('file-changed-since');
    const stale = await planOutcome({ root: repo.root, model: seen, fabric, request, at });
    expect(failureOf(stale)).toMatchObject({ code: 'state-changed-since' });
    expect(await bytes()).toEqual(before);
  });

  test('another outcome than the one that was shown; the same one at another time', async () => {
    const { repo, plan, model, project } = await worked(start);
    const first = valueOf(await plan(request));
    const later = valueOf(
      await planOutcome({ root: repo.root, model: await model(), fabric, request, at: '2026-02-01T00:00:00.000Z' }),
    );
    expect(later.preview.digest).toBe(first.preview.digest);
    expect(later.files).not.toEqual(first.files);
    const other = await applyOutcome(project, first, 'ingest', '0'.repeat(64), quietContext());
    expect(failureOf(other).code).toBe('state-changed-since');
  });

  test('what is not UTF-8 stays, is told about, and the rest goes on', async () => {
    const odd = Buffer.from(vpc('u', 1005), 'utf16le');
    const { repo, plan, apply, bytes } = await worked({
      ...start,
      [`${fabric}/raw/odd.yaml`]: Buffer.concat([Buffer.from([0xff, 0xfe]), odd]),
    });
    const outcome = valueOf(await plan(request));
    expect(outcome.preview.review.map(({ why }) => why).join('\n')).toContain('it is not UTF-8');
    valueOf(await apply(outcome, request));
    expect((await bytes()).get(`${fabric}/raw/odd.yaml`)?.subarray(2)).toEqual(odd);
    expect(await repo.exists(`${fabric}/managed/vpcs/b.yaml`)).toBe(true);
  });
});

/** Twins of the states that a public repository of this field went through; names and sizes are ours. */
describe('duplicates as they were seen in the wild', () => {
  const many = (count: number): string[] => Array.from({ length: count }, (_, index) => `net-${index}`);
  const prepop = (names: readonly string[]): string =>
    names.map((name, index) => vpc(name, 1001 + index)).join('---\n');
  const managed = (names: readonly string[], root = fabric): Files =>
    Object.fromEntries(
      names.map((name, index) => [
        `${root}/managed/vpcs/${name}.yaml`,
        `# VPC: ${name}\n# Generated by HNP at 2025-08-06 10:00:00 UTC\n---\n${vpc(name, 1001 + index)}`,
      ]),
    );
  const clear: PlanRequest = { kind: 'duplicates', winners: {} };

  async function cleared(files: Files, policy?: Policy) {
    const world = await worked(files, policy);
    const outcome = valueOf(await world.plan(clear));
    if (outcome.changes.length > 0) valueOf(await world.apply(outcome, clear));
    const again = valueOf(await world.plan(clear));
    expect(again.changes).toEqual([]);
    return { ...world, outcome, left: again.preview.review, steps: outcome.preview.steps };
  }

  test('two byte-identical files at the root: one goes', async () => {
    const { steps, repo } = await cleared({
      [`${fabric}/test-vpc.yaml`]: vpc('t', 1001),
      [`${fabric}/test-vpc-2.yaml`]: vpc('t', 1001),
    });
    expect(steps.map(({ action, path }) => [action, path])).toEqual([['delete', `${fabric}/test-vpc.yaml`]]);
    expect(await repo.exists(`${fabric}/test-vpc-2.yaml`)).toBe(true);
  });

  test('47 duplicated identities in two files of 46 documents, and one more: every one is told and cleared', async () => {
    const names = many(46);
    const { steps } = await cleared({
      [`${fabric}/prepop.yaml`]: prepop(names),
      [`${fabric}/raw/prepop.yaml`]: `${prepop(names)}# changed\n`,
      [`${fabric}/raw/vpc.yaml`]: vpc('extra', 1099),
      [`${fabric}/test-vpc.yaml`]: vpc('extra', 1098),
    });
    expect(steps).toHaveLength(47);
  });

  test('three copies of one VPC: one counts', async () => {
    const { steps } = await cleared({
      [`${fabric}/vpc.yaml`]: vpc('three', 1001),
      [`${fabric}/raw/vpc.yaml`]: vpc('three', 1002),
      ...managed(['three']),
    });
    expect(steps.map(({ path }) => path).sort()).toEqual([`${fabric}/raw/vpc.yaml`, `${fabric}/vpc.yaml`]);
  });

  test('raw beside managed, and the same name in another fabric, which is no duplicate', async () => {
    const names = many(46);
    const other = 'gitops/hedgehog/other-fabric';
    const { steps, bytes } = await cleared({
      [`${fabric}/raw/prepop.yaml`]: prepop(names),
      ...managed(names),
      [`${other}/raw/vpc.yaml`]: vpc('net-0', 1001),
      [`${other}/unmanaged/.gitkeep`]: '',
    });
    expect(steps).toHaveLength(46);
    expect(steps.every(({ path }) => path === `${fabric}/raw/prepop.yaml`)).toBe(true);
    expect((await bytes()).get(`${other}/raw/vpc.yaml`)?.toString()).toBe(vpc('net-0', 1001));
  });

  test('exactly one duplicate, and a clean fabric', async () => {
    expect((await cleared({ ...managed(many(5)), [`${fabric}/raw/x.yaml`]: vpc('net-3', 2000) })).steps).toHaveLength(
      1,
    );
    expect((await cleared(managed(many(5)))).steps).toEqual([]);
  });

  test('several managed copies: the annotated one stays; two annotated ones go to a person, who may say', async () => {
    const note = (text: string): string =>
      text.replace('  name:', '  annotations: {hnp.githedgehog.com/fabric: x}\n  name:');
    const one = await cleared({ ...managed(['a']), [`${fabric}/managed/vpcs/a-1.yaml`]: note(vpc('a', 1002)) });
    expect(one.steps.map(({ path, to }) => [path, to])).toEqual([
      [`${fabric}/managed/vpcs/a.yaml`, `${fabric}/unmanaged/a_conflict_1.yaml`],
    ]);
    const files = {
      [`${fabric}/managed/vpcs/a.yaml`]: note(vpc('a', 1001)),
      [`${fabric}/managed/vpcs/a-1.yaml`]: note(vpc('a', 1002)),
    };
    const two = await cleared(files);
    expect([two.steps, two.left.length]).toEqual([[], 1]);
    const key = 'vpc.githedgehog.com/VPC/default/a';
    const said = valueOf(
      await two.plan({ ...clear, winners: { [key]: `${fabric}/managed/vpcs/a.yaml#0` } } as PlanRequest),
    );
    expect(said.preview.steps.map(({ path }) => path)).toEqual([`${fabric}/managed/vpcs/a-1.yaml`]);
  });

  test('empty and comment-only twins take no part; more deletions than the policy allows go to a person', async () => {
    const empty = await cleared({ [`${fabric}/raw/a.yaml`]: '# nothing\n', [`${fabric}/raw/b.yaml`]: '# nothing\n' });
    expect(empty.steps).toEqual([]);
    const { policy } = readPolicy({ version: 1, duplicates: { deleteLimit: 1 } });
    const names = many(3);
    const twins: Files = Object.fromEntries(
      names.flatMap((name) =>
        [`${fabric}/raw/${name}.yaml`, `${fabric}/raw/copy/${name}.yaml`].map((path) => [path, vpc(name, 1001)]),
      ),
    );
    const limited = await cleared(twins, policy);
    expect([limited.steps, limited.left.length]).toEqual([[], 3]);
  });
});
