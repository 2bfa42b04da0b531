import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import type { PlanRequest } from '../../../src/contract/fabric/plans';
import type { FabricModel } from '../../../src/core/fabric/model/fabric-model';
import { resourcesOf } from '../../../src/core/fabric/model/model-file';
import { quietContext } from '../../../src/engine/call-context';
import { applyOutcome } from '../../../src/engine/fabric/plans/apply-plan';
import { planOutcome } from '../../../src/engine/fabric/plans/plan-outcome';
import { failureOf, valueOf } from '../../support/project';
import { projectPath } from '../../support/safety-project';
import { removeAllFolders } from '../../support/temporary-folder';
import { anyFabric, commented, disabledIn, lossIn, valuesIn } from './wild-files';
import { at, fabric, vpc, worked } from './worked-fabric';

afterAll(removeAllFolders);

const requests: readonly PlanRequest[] = [
  { kind: 'ingest', fromRoot: true },
  { kind: 'duplicates', winners: {} },
  { kind: 'duplicates', winners: {}, action: 'disable' },
  { kind: 'duplicates', winners: {}, action: 'move' },
  { kind: 'duplicates', winners: {}, action: 'archive' },
  { kind: 'structure', moves: true },
  { kind: 'rename', resource: { kind: 'VPC', name: 'a' }, to: 'renamed' },
];

type OnOne = 'delete' | 'move' | 'disable';

/** A request about the first resource there is. */
function onFirst(kind: OnOne, model: FabricModel): PlanRequest {
  const file = model.fabrics.find(({ root }) => root === fabric)?.files.find((one) => resourcesOf(one).length > 0);
  const documents = [
    { path: projectPath(file?.path ?? 'none.yaml'), document: file ? (resourcesOf(file)[0]?.documentIndex ?? 0) : 0 },
  ];
  if (kind === 'delete') return { kind, documents, withReferrers: false };
  return kind === 'move'
    ? { kind, documents, to: projectPath(`${fabric}/managed/elsewhere.yaml`) }
    : { kind, documents, reason: 'for now' };
}

const ofOne = new Set<PlanRequest['kind']>(['rename', 'delete', 'move', 'disable']);

describe('whatever lies there', () => {
  test('nothing is lost but what the plan says, twice changes nothing more, undo restores every byte', async () => {
    let changed = 0;
    await fc.assert(
      fc.asyncProperty(
        anyFabric,
        fc.constantFrom<PlanRequest | OnOne>(...requests, 'delete', 'move', 'disable'),
        async (files, wanted) => {
          const { repo, bytes, plan, apply, undo, model } = await worked(files);
          const request = typeof wanted === 'string' ? onFirst(wanted, await model()) : wanted;
          try {
            const before = await bytes();
            const outcome = await plan(request);
            if (!outcome.ok) {
              expect(ofOne).toContain(request.kind);
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
            if (!mayGo) expect(lossIn(before, after)).toEqual([]);
            // Sorting and putting in order change no resource; clearing up makes none.
            if (request.kind === 'ingest' || request.kind === 'structure')
              expect(valuesIn(after)).toEqual(valuesIn(before));
            if (request.kind === 'duplicates')
              expect(valuesIn(before)).toEqual(expect.arrayContaining(valuesIn(after)));
            for (const [path, content] of before)
              if (!outcome.value.files.some((file) => file.path === path)) expect(after.get(path)).toEqual(content);
            const disabled = disabledIn(after);
            for (const one of disabledIn(before)) {
              expect(disabled).toContain(one);
              disabled.splice(disabled.indexOf(one), 1);
            }
            const again = await plan(request);
            if (again.ok && typeof wanted !== 'string') expect(again.value.changes).toEqual([]);
            else if (!again.ok) expect(ofOne).toContain(request.kind);
            valueOf(await undo());
            expect(await bytes()).toEqual(before);
          } finally {
            await repo.remove();
          }
        },
      ),
      { numRuns: 45, seed: 20260105 },
    );
    expect(changed).toBeGreaterThan(20);
  }, 240_000);
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
