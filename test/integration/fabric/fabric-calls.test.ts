import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProjectPath } from '../../../src/contract/basics';
import type { AppEvent } from '../../../src/contract/events';
import { quietContext } from '../../../src/engine/call-context';
import type { Engine } from '../../../src/engine/index';
import { createEngine } from '../../../src/engine/index';
import { generatedFabric } from '../../support/generated-fabric';
import type { TestRepository } from '../../support/repository';
import { createRepository } from '../../support/repository';
import { removeAllFolders, temporaryFolder } from '../../support/temporary-folder';

const context = quietContext();
const now = { kind: 'working-tree' } as const;
const root = 'fabrics/main';
const vpcPath = `${root}/managed/vpcs/v1-1.yaml` as ProjectPath;

let repo: TestRepository;
let engine: Engine;
let projectId = '';
const events: AppEvent[] = [];

const must = <T>(result: { ok: true; value: T } | { ok: false; failure: unknown }): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
};
const list = async (filter: object = {}) =>
  must(await engine.calls['problems.list']({ projectId, moment: now, offset: 0, limit: 1000, ...filter }, context));

beforeAll(async () => {
  repo = await createRepository();
  await repo.commit('fabric', Object.fromEntries(generatedFabric(320)));
  engine = await createEngine({
    dataFolder: await temporaryFolder('data'),
    emit: (event) => events.push(event),
    onBug: (error) => {
      throw error;
    },
  });
  projectId = must(await engine.calls['projects.open']({ path: repo.root, remember: false }, context)).projectId;
});

afterAll(async () => {
  await engine.close();
  await removeAllFolders();
});

describe('the fabric of a repository, through a worker', () => {
  it('says what is there', async () => {
    const overview = must(await engine.calls['fabric.overview']({ projectId, moment: now }, context));
    expect(overview.fabrics).toMatchObject([
      { root, name: 'main', mark: 'manifest', hydration: 'hydrated', duplicates: 0 },
    ]);
    expect(overview.fabrics[0]?.problems.error).toBe(0);
    const resources = must(
      await engine.calls['fabric.resources'](
        { projectId, moment: now, kinds: ['VPC'], text: 'v1-1', order: 'kind', offset: 0, limit: 2 },
        context,
      ),
    );
    expect(resources.rows.map(({ name, state, vpcs }) => [name, state, vpcs])).toContainEqual([
      'v1-1',
      'live',
      ['v1-1'],
    ]);
    const shown = must(
      await engine.calls['fabric.resource']({ projectId, moment: now, path: vpcPath, document: 0 }, context),
    );
    expect(shown.text).toContain('name: v1-1');
    expect(shown.references.map(({ to, resolution }) => [to.kind, to.name, resolution])).toEqual([
      ['IPv4Namespace', 'default', 'found'],
      ['VLANNamespace', 'vlans-1', 'found'],
    ]);
    expect(shown.referrers).toMatchObject([{ from: { kind: 'VPCAttachment' }, field: 'spec.subnet', column: 10 }]);
  });

  it('completes, explains and finds in a text that is not saved', async () => {
    const text = (await repo.read(vpcPath)).replace(/vlan: \d+/, 'vlan: ').replace('gateway: ', 'gatewy: ');
    const line = text.split('\n').findIndex((one) => one.includes('vlan:'));
    const cursor = { projectId, path: vpcPath, text, line };
    const completed = must(await engine.calls['fabric.completions']({ ...cursor, column: 12 }, context));
    // The text that is typed gave the resource's own VLAN back.
    expect(completed.completions[0]).toMatchObject({ kind: 'next-free', label: '1000' });
    const hover = must(await engine.calls['fabric.hover']({ ...cursor, line: 14, column: 18 }, context));
    expect(hover?.title).toBe('VLANNamespace vlans-1');
    const at = must(await engine.calls['fabric.references-at']({ ...cursor, line: 6, column: 9 }, context));
    expect(at).toMatchObject({ kind: 'VPC', name: 'v1-1', references: [{ from: { kind: 'VPCAttachment' } }] });
    const checked = must(await engine.calls['fabric.check-text']({ projectId, path: vpcPath, text }, context));
    expect(checked.problems.map(({ rule }) => rule)).toContain('unknown-field');
  });

  it('gives free values and pictures', async () => {
    const free = must(
      await engine.calls['fabric.next-free'](
        { projectId, moment: now, fabric: root, question: { what: 'vlan', namespace: 'vlans-1' }, count: 2 },
        context,
      ),
    );
    expect(free.candidates.map(({ value }) => value)).toEqual(['1028', '1029']);
    const topology = must(await engine.calls['fabric.topology']({ projectId, moment: now, fabric: root }, context));
    expect(topology.nodes.filter(({ kind }) => kind === 'leaf').length).toBeGreaterThan(1);
    const nowhere = await engine.calls['fabric.topology']({ projectId, moment: now, fabric: 'nowhere' }, context);
    expect(nowhere).toMatchObject({ ok: false, failure: { code: 'bad-input' } });
  });

  it('hears of an edit, compares moments, fixes and plans as one operation', async () => {
    const before = await list();
    events.length = 0;
    const text = await repo.read(vpcPath);
    await repo.write({ [vpcPath]: text.replace('gateway: ', 'gatewy: ').replace('vlan: 1000', 'vlan: 1001') });
    await expect.poll(() => events.map(({ kind }) => kind), { timeout: 20_000 }).toContain('problems-changed');
    const after = await list({ severities: ['error'] });
    expect(after.generation).toBeGreaterThan(before.generation);
    expect(after.problems.map(({ rule }) => rule).sort()).toEqual(['unknown-field', 'vlan-twice']);

    const head = { kind: 'revision', revision: 'HEAD' } as const;
    const against = must(await engine.calls['problems.against']({ projectId, before: head, after: now }, context));
    expect(against.introduced.map(({ rule }) => rule).sort()).toEqual(['unknown-field', 'vlan-twice']);
    const staged = must(
      await engine.calls['problems.against']({ projectId, before: head, after: { kind: 'index' } }, context),
    );
    expect(staged).toMatchObject({ introduced: [], changes: [], resolved: 0 });
    const difference = must(
      await engine.calls['fabric.topology-difference']({ projectId, fabric: root, before: head, after: now }, context),
    );
    expect(difference.vpcs.changed).toHaveLength(1);

    const slip = after.problems.find(({ rule }) => rule === 'unknown-field');
    const fixed = await engine.calls['problems.apply-fix'](
      { projectId, problemIds: [slip?.id ?? ''], expected: {} },
      context,
    );
    expect(must(fixed).changedPaths).toEqual([vpcPath]);
    expect(await repo.read(vpcPath)).toBe(text.replace('vlan: 1000', 'vlan: 1001'));
    expect((await list({ severities: ['error'] })).problems.map(({ rule }) => rule)).toEqual(['vlan-twice']);
    const again = await engine.calls['problems.apply-fix'](
      { projectId, problemIds: [slip?.id ?? ''], expected: {} },
      context,
    );
    expect(again).toMatchObject({ ok: false, failure: { code: 'state-changed-since' } });

    const request = { kind: 'rename', resource: { kind: 'VPC', name: 'v1-3' }, to: 'v1-new' } as const;
    const plan = must(await engine.calls['fabric.plan']({ projectId, fabric: root, request }, context));
    const done = await engine.calls['fabric.apply']({ projectId, fabric: root, request, digest: plan.digest }, context);
    expect(must(done).undoable).toBe(true);
    const rows = must(
      await engine.calls['fabric.resources'](
        { projectId, moment: now, text: 'v1-new', kinds: ['VPC'], order: 'kind', offset: 0, limit: 5 },
        context,
      ),
    );
    expect(rows.rows.map(({ name }) => name)).toEqual(['v1-new']);
    expect((await list({ severities: ['error'] })).problems.map(({ rule }) => rule)).toEqual(['vlan-twice']);
  });

  it('says that a moment does not exist', async () => {
    const moment = { kind: 'revision', revision: 'no-such-branch' } as const;
    const asked = await engine.calls['fabric.overview']({ projectId, moment }, context);
    expect(asked).toMatchObject({ ok: false, failure: { code: 'unknown-revision' } });
  });
});

describe('copies between which only their age decides', () => {
  it('the one whose last commit is the oldest stays, whatever the times of the files are', async () => {
    const place = (name: string) => `fab/managed/vpcs/${name}.yaml` as ProjectPath;
    const copy = (vlan: number): string =>
      `apiVersion: vpc.githedgehog.com/v1beta1\nkind: VPC\nmetadata: {name: a, annotations: {hnp.githedgehog.com/fabric: x}}\nspec: {subnets: {default: {subnet: 10.0.1.0/24, vlan: ${vlan}}}}\n`;
    const twins = await createRepository();
    await twins.commit('first', {
      'fab/.hnp/manifest.yaml': '{}',
      [place('a-1')]: copy(1001),
      [place('a')]: copy(1002),
    });
    await twins.commit('later', {
      [place('a')]: copy(1003),
      '.selvedge/policy.yaml': 'version: 1\nduplicates: {preferOldest: true}\n',
    });
    const opened = must(await engine.calls['projects.open']({ path: twins.root, remember: false }, context)).projectId;
    const { groups } = must(await engine.calls['fabric.duplicates']({ projectId: opened }, context));
    expect(groups.map(({ winner, copies, row, reason }) => [copies[winner ?? -1]?.path, row, reason])).toEqual([
      [place('a-1'), 5, 'of several annotated managed copies, its last change is the oldest'],
    ]);
    const request = { kind: 'duplicates', winners: {} } as const;
    const plan = must(await engine.calls['fabric.plan']({ projectId: opened, fabric: 'fab', request }, context));
    expect(plan.steps.map(({ action, path }) => [action, path])).toEqual([['move', place('a')]]);
  });
});
