import { existsSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import type { Meanings } from '../../../src/engine/history/meanings';
import { createMeanings } from '../../../src/engine/history/meanings';
import { readCommitMeaning, readResourceHistory, searchHistory } from '../../../src/engine/history/ask-history';
import { readTimeline } from '../../../src/engine/history/read-timeline';
import { safeProject, valueOf } from '../../support/project';
import type { TestRepository } from '../../support/repository';
import { createRepository, existingRepository } from '../../support/repository';
import { removeAllFolders, temporaryFolder } from '../../support/temporary-folder';

const open: Meanings[] = [];
afterAll(async () => {
  await Promise.all(open.map((meanings) => meanings.close()));
  await removeAllFolders();
});

async function historyOf(repo: TestRepository) {
  const meanings = createMeanings();
  open.push(meanings);
  const sources = { ...(await safeProject(repo.root)), meanings };
  const ask = { namespace: 'default', field: null, under: '', limit: 100 };
  return {
    meaning: async (commit: string) => valueOf(await readCommitMeaning(sources, { commit })),
    resource: async (kind: string, name: string, more: { under?: string; field?: string } = {}) =>
      valueOf(await readResourceHistory(sources, { kind, name, ...ask, ...more })),
    search: async (text: string, under = '') => valueOf(await searchHistory(sources, { text, under, limit: 100 })),
    timeline: async (text = '') =>
      valueOf(
        await readTimeline(sources, { path: null, kinds: ['commit'], text, cursor: null, limit: 500, unfolded: false }),
      ).entries,
  };
}

const vpc = (name: string, vlan: number, more = ''): string =>
  `apiVersion: vpc.githedgehog.com/v1beta1\nkind: VPC\nmetadata:\n  name: ${name}\nspec:\n  subnets:\n    default:\n      subnet: 10.0.1.0/24\n      vlan: ${vlan}\n${more}`;
const commented = (text: string): string => text.replace(/^/gm, '# ').trimEnd() + '\n';

async function story() {
  const repo = await createRepository();
  const ids = {
    added: await repo.commit('new tenant', { 'f/a.yaml': vpc('web', 1001), 'f/b.yaml': vpc('app', 1100) }),
    edited: await repo.commit('clash', { 'f/a.yaml': vpc('web', 1002) }),
    format: await repo.commit('tidy', {
      'f/a.yaml': vpc('web', 1002)
        .replace('      vlan: 1002\n', '')
        .replace('subnet: 10', 'vlan: 1002\n      subnet: 10'),
    }),
    quotes: await repo.commit('tidy again', { 'f/a.yaml': vpc('web', 1002).replace('10.0.1.0/24', '"10.0.1.0/24"') }),
    remark: await repo.commit('explain', { 'f/a.yaml': vpc('web', 1002, '# agreed with Iris\n') }),
    moved: await repo.commit('sort', { 'f/a.yaml': null, 'f/vpcs/web.yaml': vpc('web', 1002) }),
    renamed: await repo.commit('rename', { 'f/vpcs/web.yaml': null, 'f/vpcs/www.yaml': vpc('www', 1002) }),
    off: await repo.commit('maintenance', { 'f/vpcs/www.yaml': commented(vpc('www', 1002)) }),
    on: await repo.commit('back', { 'f/vpcs/www.yaml': vpc('www', 1002) }),
    wrong: await repo.commit('try', { 'f/vpcs/www.yaml': vpc('www', 1003) }),
    back: await repo.commit('take it back', { 'f/vpcs/www.yaml': vpc('www', 1002) }),
    other: await repo.commit('another fabric', { 'g/a.yaml': vpc('www', 1002) }),
  };
  return { repo, ids };
}

describe('what really changed', () => {
  test('in words in the timeline; what changed no meaning is folded, what somebody wrote is not', async () => {
    const { repo } = await story();
    const entries = await (await historyOf(repo)).timeline();
    expect(
      entries.map((entry) => `${entry.title}: ${entry.kind === 'commit' ? (entry.meaning ?? '-') : entry.kind}`),
    ).toEqual([
      'another fabric: VPC www added (subnets: default: subnet 10.0.1.0/24, vlan 1002)',
      'take it back: vlan of www/default: 1003 → 1002',
      'try: vlan of www/default: 1002 → 1003',
      'back: VPC www brought back from its comment',
      'maintenance: VPC www commented out',
      'rename: VPC web renamed to www',
      'sort: VPC web moved from f/a.yaml to f/vpcs/web.yaml',
      'explain: -',
      '2 commits that changed no meaning: fold',
      'clash: vlan of web/default: 1001 → 1002',
      'new tenant: 2 resources added: VPC web, VPC app',
    ]);
    expect(await (await historyOf(repo)).timeline('1001')).toHaveLength(1);
  });

  test('of a resource, through moves and renames; who changed one value', async () => {
    const { repo, ids } = await story();
    const history = await historyOf(repo);
    const all = await history.resource('VPC', 'www', { under: 'f' });
    expect(all.entries.map(({ commit, change }) => [commit, change.what])).toEqual([
      [ids.back, 'changed'],
      [ids.wrong, 'changed'],
      [ids.on, 'enabled'],
      [ids.off, 'disabled'],
      [ids.renamed, 'renamed'],
      [ids.moved, 'moved'],
      [ids.edited, 'changed'],
      [ids.added, 'added'],
    ]);
    expect(all.entries[0]).toMatchObject({ author: { name: 'Iris Weaver' }, returnsTo: { commit: ids.on } });
    const vlan = await history.resource('VPC', 'www', { under: 'f', field: 'subnets.default.vlan' });
    expect(vlan.entries.map(({ change }) => change.values.map(({ before, after }) => [before, after]))).toEqual([
      [['1003', '1002']],
      [['1002', '1003']],
      [[null, '1002']],
      [['1002', null]],
      [['1001', '1002']],
      [[null, '1001']],
    ]);
    expect(await history.resource('VPC', 'nothing')).toEqual({ key: null, total: 0, entries: [] });
    expect((await history.resource('VPC', 'www', { under: 'g' })).entries.map(({ commit }) => commit)).toEqual([
      ids.other,
    ]);
  });

  test('under a name that was given up, and of the resource that took the name later', async () => {
    const { repo, ids } = await story();
    const history = await historyOf(repo);
    const commits = async (name: string) =>
      (await history.resource('VPC', name, { under: 'f' })).entries.map(({ commit }) => commit);
    expect(await commits('web')).toEqual(await commits('www'));
    const taken = await repo.commit('another web', { 'f/b2.yaml': vpc('web', 1500) });
    expect(await commits('web')).toEqual([taken]);
    expect(await commits('www')).toContain(ids.added);
  });

  test('of one field in words about it alone; a field that no such kind has gets a sentence', async () => {
    const { repo } = await story();
    const history = await historyOf(repo);
    const vlan = await history.resource('VPC', 'www', { under: 'f', field: 'vlan' });
    expect(vlan.entries.map(({ change }) => change.words)).toEqual([
      ['vlan of www/default: 1003 → 1002'],
      ['vlan of www/default: 1002 → 1003'],
      ['vlan of www/default: set to 1002 (brought back from its comment)'],
      ['vlan of www/default: 1002 removed (commented out)'],
      ['vlan of web/default: 1001 → 1002'],
      ['vlan of web/default: set to 1001 (the resource was added)'],
    ]);
    expect((await history.resource('VPC', 'www', { field: 'mode' })).entries).toEqual([]);
    await expect(history.resource('VPC', 'www', { field: 'vlna' })).rejects.toThrow(/VPC has no field vlna.*vlan\?/);
  });

  test('in what people wrote: defaults are nobody’s first use, names are found', async () => {
    const { repo, ids } = await story();
    const history = await historyOf(repo);
    expect((await history.search('10.0.1.1')).entries.every(({ inside }) => inside)).toBe(true);
    expect(await history.search('ipv4Namespace default')).toMatchObject({ first: null });
    expect((await history.search('web', 'f')).first).toMatchObject({
      commit: ids.added,
      value: { at: 'metadata.name' },
    });
    expect((await history.search('v1beta1', 'f')).first).toMatchObject({ commit: ids.added });
    expect(await history.search('24')).toMatchObject({ first: null });
  });

  test('by what the policy calls volatile, as it stands now', async () => {
    const { repo, ids } = await story();
    const history = await historyOf(repo);
    const kinds = async () =>
      (await history.resource('VPC', 'www', { under: 'f' })).entries.map(({ commit }) => commit);
    expect(await kinds()).toContain(ids.wrong);
    const folder = `${repo.root}/.selvedge`;
    const { mkdir, writeFile } = await import('node:fs/promises');
    await mkdir(folder);
    await writeFile(`${folder}/policy.yaml`, 'version: 1\nvolatile: [spec.subnets.*.vlan]\n');
    expect(await kinds()).toEqual([ids.on, ids.off, ids.renamed, ids.moved, ids.added]);
    const entries = await history.timeline();
    expect(entries.find(({ title }) => /^2 commits that changed no meaning/.test(title))).toMatchObject({
      kind: 'fold',
    });
  });

  test('in JSON, and in the items of a List', async () => {
    const repo = await createRepository();
    const json = (vlan: number) => ({
      apiVersion: 'vpc.githedgehog.com/v1beta1',
      kind: 'VPC',
      metadata: { name: 'j' },
      spec: { subnets: { default: { subnet: '10.0.1.0/24', vlan } } },
    });
    const list = (vlan: number): string =>
      JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [json(vlan)] }, null, '\t');
    await repo.commit('one', { 'f/j.json': JSON.stringify(json(1001)), 'f/package.json': '{"name": "x"}' });
    await repo.commit('two', { 'f/j.json': JSON.stringify(json(1002)) });
    await repo.commit('three', { 'f/j.json': list(1003) });
    const found = await (await historyOf(repo)).resource('VPC', 'j');
    expect(found.entries.flatMap(({ change }) => change.words)).toEqual([
      'vlan of j/default: 1002 → 1003',
      'vlan of j/default: 1001 → 1002',
      'VPC j added (subnets: default: subnet 10.0.1.0/24, vlan 1001)',
    ]);
  });

  test('over time: when a value was first used, and when it went', async () => {
    const { repo, ids } = await story();
    const history = await historyOf(repo);
    for (const text of ['1002', 'vlan 1002', 'vlan=1002', 'spec.subnets.default.vlan: 1002']) {
      const found = await history.search(text, 'f');
      expect(found.first).toMatchObject({
        commit: ids.edited,
        event: 'came',
        value: { before: '1001', after: '1002' },
      });
      expect(found.entries.map(({ commit, event }) => [commit, event])).toEqual([
        [ids.back, 'came'],
        [ids.wrong, 'went'],
        [ids.on, 'came'],
        [ids.off, 'went'],
        [ids.edited, 'came'],
      ]);
    }
    expect(await history.search('subnet 1002')).toMatchObject({ first: null, total: 0 });
    expect((await history.search('10.0.1.0')).first).toMatchObject({ commit: ids.added });
  });

  test('a rebase finds everything again in the cache, a broken cache is judged anew', async () => {
    const { repo, ids } = await story();
    const sources = await safeProject(repo.root);
    let asked = 0;
    const counting = (): Meanings => {
      const real = createMeanings();
      open.push(real);
      return {
        ...real,
        judge: (question) => {
          asked += question.changes.length;
          return real.judge(question);
        },
      };
    };
    const told = async (meanings: Meanings) =>
      valueOf(await readCommitMeaning({ ...sources, meanings }, { commit: 'HEAD' }));
    const first = await told(counting());
    expect(asked).toBe(12);
    await repo.git('commit', '--amend', '-q', '-m', 'another word');
    expect((await told(counting())).summary).toBe(first.summary);
    expect(asked).toBe(12);
    const { appendFile, writeFile } = await import('node:fs/promises');
    await appendFile(`${sources.dataFolder}/meanings.v3.jsonl`, '{"change":"00');
    expect((await told(counting())).summary).toBe(first.summary);
    await writeFile(`${sources.dataFolder}/meanings.v3.jsonl`, '\u0000 nonsense');
    expect((await told(counting())).summary).toBe(first.summary);
    expect(asked).toBe(24);
    expect(ids.added).toHaveLength(40);
  });
});

const bundle = new URL('../../../../shared/data/repos/demo-gitops.bundle', import.meta.url).pathname;

if (!existsSync(bundle)) console.info('skipped: the public demo’s history is not here');
test.skipIf(!existsSync(bundle))('a public demo’s history: each commit is told as what it is', async () => {
  const root = await temporaryFolder('demo-gitops');
  const outside = await createRepository();
  await outside.git('clone', '--quiet', '--branch', 'ema/test-demo', bundle, root);
  const history = await historyOf(existingRepository(root));
  const told = async (commit: string) => {
    const { summary, returnsTo } = await history.meaning(commit);
    return [summary, returnsTo?.commit.slice(0, 7) ?? null];
  };
  expect(await told('8fecd52')).toEqual(['vlan of vpc-test/default: 1200 removed, and 1 more', null]);
  expect(await told('666f09e')).toEqual(['vlan of vpc-test/default: set to 1200, and 1 more', 'cd9ee90']);
  expect((await told('79923b0'))[0]).toBe(
    'connection of demo-vpc-2--server-4--bundled--sse-c4632-02: server-4--server-4--bundled--sse-c4632-02 → server-4--bundled--sse-c4632-02',
  );
  expect((await told('a03a061'))[0]).toMatch(/^4 resources commented out: VPC demo-vpc-3, /);
  expect(await told('fdeac68')).toEqual([
    expect.stringMatching(/^4 resources brought back from comments: /),
    'c468089',
  ]);
  expect((await told('08ce262'))[0]).toBe(
    'apiVersion: vpc.githedgehog.com/v1alpha2 → vpc.githedgehog.com/v1beta1 in 13 resources: VPC demo-vpc-3, VPCAttachment demo-vpc-3--server-3--bundled--s5248-01 and 11 more, and 1 more',
  );
  expect((await told('478b4cc'))[1]).not.toBeNull();
  // A move to another file goes back to nothing.
  expect((await told('346b337'))[1]).toBeNull();
  const blame = await history.resource('VPC', 'vpc-test', { field: 'subnets.default.vlan' });
  expect(blame.entries.map(({ commit }) => commit.slice(0, 7))).toEqual(expect.arrayContaining(['666f09e', '8fecd52']));
});
