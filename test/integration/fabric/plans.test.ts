import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import type { PlanRequest } from '../../../src/contract/fabric/plans';
import { quietContext } from '../../../src/engine/call-context';
import { applyOutcome } from '../../../src/engine/fabric/plans/apply-plan';
import { planOutcome } from '../../../src/engine/fabric/plans/plan-outcome';
import { failureOf, valueOf } from '../../support/project';
import type { Files } from '../../support/repository';
import { removeAllFolders } from '../../support/temporary-folder';
import { at, fabric, vpc, worked } from './worked-fabric';

afterAll(removeAllFolders);

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
    const log = await repo.read(`${fabric}/.hnp/archive-log.yaml`);
    expect(log.match(/original_file: .*/g)).toEqual(['original_file: raw/x.yaml']);
    expect(log).toContain('managed/vpcs/b.yaml');
    expect([...(await bytes()).keys()].filter((path) => path.includes('odd'))).toEqual([`${fabric}/raw/odd.yaml`]);
  });
});

describe('a rename that meets an obstacle', () => {
  const peering = (name: string, permit: string): string =>
    `apiVersion: vpc.githedgehog.com/v1beta1\nkind: VPCPeering\nmetadata: {name: ${name}}\nspec:\n  permit:\n  - ${permit}\n`;
  const request: PlanRequest = { kind: 'rename', resource: { kind: 'VPC', name: 'a' }, to: 'new' };

  test('does the rest, tells what it left and who still speaks of the old name', async () => {
    const { repo, plan, apply } = await worked({
      [`${fabric}/a.yaml`]: vpc('a', 1001),
      [`${fabric}/good.yaml`]: peering('good', '{a: {}, b: {}}'),
      [`${fabric}/odd.yaml`]: peering('odd', '? a\n    : {}\n    b: {}'),
      [`${fabric}/off.yaml`]: commented(peering('off', '{a: {}, b: {}}')),
    });
    const outcome = valueOf(await plan(request));
    expect(outcome.preview.refused).toEqual([]);
    expect(outcome.preview.review.map(({ what, why, paths }) => [what, why, paths[0]])).toEqual([
      [
        `commented-out VPCPeering off (${fabric}/off.yaml:1)`,
        'it says a; what is commented out is left as it is',
        `${fabric}/off.yaml`,
      ],
      [expect.stringContaining('odd.yaml'), 'left out: The key is written in an unusual way', `${fabric}/odd.yaml`],
    ]);
    valueOf(await apply(outcome, request));
    expect(await repo.read(`${fabric}/good.yaml`)).toContain('{new: {}, b: {}}');
    expect(await repo.read(`${fabric}/odd.yaml`)).toContain('? a');
  });

  test('changes nothing when its own name cannot be written', async () => {
    const { plan, apply } = await worked({
      [`${fabric}/a.yaml`]: vpc('a', 1001).replace('name: a # why', 'name: >-\n    a'),
      [`${fabric}/good.yaml`]: peering('good', '{a: {}, b: {}}'),
    });
    const outcome = valueOf(await plan(request));
    expect(outcome.preview.refused).toHaveLength(1);
    expect(failureOf(await apply(outcome, request)).code).toBe('bad-input');
  });
});
