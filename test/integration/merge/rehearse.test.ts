import { readdir } from 'node:fs/promises';
import { afterAll, describe, expect, test } from 'vitest';
import { quietContext } from '../../../src/engine/call-context';
import { rehearseAll } from '../../../src/engine/merge/rehearse/rehearse-all';
import type { RehearseOptions } from '../../../src/engine/merge/rehearse/rehearse';
import { rehearse } from '../../../src/engine/merge/rehearse/rehearse';
import type { MergeThreads } from '../../../src/engine/merge/threads/merge-threads';
import { withMergeThreads } from '../../../src/engine/merge/threads/merge-threads';
import { threadAnswers } from '../../../src/engine/merge/threads/thread-questions';
import type { Rehearsal } from '../../../src/contract/rehearsal';
import { bareProject, failureOf, valueOf } from '../../support/project';
import { divergedRepository } from '../../support/diverged';
import type { Files, TestRepository } from '../../support/repository';
import { createRepository } from '../../support/repository';
import { removeAllFolders } from '../../support/temporary-folder';

afterAll(removeAllFolders);

const vpc = (name: string, vlan: number, mtu: number, subnet = '10.1.0.0/24'): string =>
  `apiVersion: vpc.githedgehog.com/v1beta1\nkind: VPC\nmetadata:\n  name: ${name}\nspec:\n  ipv4Namespace: default\n  vlanNamespace: default\n  mtu: ${mtu}\n  subnets:\n    web:\n      vlan: ${vlan}\n      subnet: ${subnet}\n`;

/** The work of the threads, in this one: starting them from source takes seconds. One test starts them. */
const answer = threadAnswers();
const here: MergeThreads = {
  merge: async (files, options) =>
    Promise.resolve(answer('merge', { files, ...options }) as Awaited<ReturnType<MergeThreads['merge']>>),
  startRules: () => undefined,
  readSides: async (job) => Promise.resolve(void answer('read-sides', job)),
  judgeResult: async (result) =>
    Promise.resolve(answer('judge-result', result) as Awaited<ReturnType<MergeThreads['judgeResult']>>),
  outcomes: async () => Promise.resolve([]),
  gate: async () => Promise.resolve([]),
};

const ask = async (repo: TestRepository, options: Partial<RehearseOptions> = {}): Promise<Rehearsal> => {
  const project = await bareProject(repo.root);
  const wanted = { ours: 'main', theirs: 'topic', rules: false, ...options };
  return valueOf(await rehearse(project, here, wanted, quietContext()));
};

/** Everything below `.git` and the working tree, by name. */
const everything = (repo: TestRepository): Promise<string[]> => readdir(repo.root, { recursive: true });

describe('a pair', () => {
  test('says of each file what becomes of it, and touches nothing, not even the objects', async () => {
    const texts = (a: string, b: string): string => `a: ${a}\nb: ${b}\n`;
    const repo = await divergedRepository({
      base: { 'both.yaml': texts('1', '1'), 'one.yaml': texts('1', '1'), 'gone.yaml': 'x: 1\n', 'n.txt': 'one\n' },
      ours: { 'both.yaml': texts('2', '1'), 'one.yaml': texts('2', '1'), 'gone.yaml': null, 'n.txt': 'two\n' },
      theirs: { 'both.yaml': texts('1', '2'), 'one.yaml': texts('3', '1'), 'gone.yaml': 'x: 2\n', 'n.txt': 'three\n' },
    });
    const before = await everything(repo);
    const pair = await ask(repo);
    expect(await everything(repo)).toEqual(before);
    expect(pair).toMatchObject({
      relation: 'diverged',
      depth: 'structural',
      counts: { touched: 4, touchedByBoth: 4, gitConflicts: 4, settled: 1, asking: 3, cleanButAsked: 0 },
    });
    expect(pair.files.map(({ path, git, outcome }) => [path, git, outcome])).toEqual([
      ['both.yaml', 'conflict', 'settled'],
      ['gone.yaml', 'conflict', 'whole'],
      ['n.txt', 'conflict', 'asks'],
      ['one.yaml', 'conflict', 'asks'],
    ]);
    expect(pair.files[3]?.questions).toMatchObject([{ path: ['a'], reason: 'both-changed', level: 'structure' }]);
    expect(pair.files[1]?.reason).toBe('ours deleted it, the other side changed it');
  });

  test('git merges it cleanly, and still something is wrong', async () => {
    const filler = 'k1: 1\nk2: 1\nk3: 1\nk4: 1\nk5: 1\nk6: 1\nk7: 1\nk8: 1\n';
    const repo = await divergedRepository({
      base: { 'x.yaml': filler },
      ours: { 'x.yaml': `same: 1\n${filler}` },
      theirs: { 'x.yaml': `${filler}same: 2\n` },
    });
    const pair = await ask(repo);
    expect(pair.counts).toMatchObject({ gitConflicts: 0, asking: 1, cleanButAsked: 1 });
    expect(pair.files).toMatchObject([{ path: 'x.yaml', git: 'clean', outcome: 'asks' }]);
    expect(pair.depth).toBe('structural');
  });

  test('the combination of two sound sides breaks a rule: semantic', async () => {
    const namespaces: Files = {
      'fabric/ns.yaml':
        'apiVersion: vpc.githedgehog.com/v1beta1\nkind: IPv4Namespace\nmetadata:\n  name: default\nspec:\n  subnets:\n    - 10.1.0.0/16\n',
      'fabric/vlans.yaml':
        'apiVersion: wiring.githedgehog.com/v1beta1\nkind: VLANNamespace\nmetadata:\n  name: default\nspec:\n  ranges:\n    - from: 1000\n      to: 2999\n',
    };
    const repo = await divergedRepository({
      base: namespaces,
      ours: { 'fabric/one.yaml': vpc('one', 1001, 1500, '10.1.1.0/24') },
      theirs: { 'fabric/two.yaml': vpc('two', 1002, 1500, '10.1.1.0/24') },
    });
    const pair = await ask(repo, { rules: true });
    expect(pair.counts).toMatchObject({ gitConflicts: 0, asking: 0 });
    expect(pair).toMatchObject({ depth: 'semantic', rulesSkipped: null });
    expect(pair.combined.map(({ rule }) => rule).join(' ')).toMatch(/overlap/);
    expect((await ask(repo)).rulesSkipped).toBe('the rules were not asked for');
  });

  test('what is merged already, a fast-forward, strangers, an unknown name', async () => {
    const repo = await divergedRepository();
    expect(await ask(repo, { theirs: 'main' })).toMatchObject({ relation: 'same' });
    expect(await ask(repo, { theirs: 'main~1' })).toMatchObject({ relation: 'contains' });
    expect(await ask(repo, { ours: 'main~1' })).toMatchObject({ relation: 'fast-forward', depth: 'none' });
    await repo.git('checkout', '--quiet', '--orphan', 'alone');
    await repo.commit('alone', { 'a.yaml': 'a: alone\n' });
    expect(await ask(repo, { theirs: 'alone' })).toMatchObject({ relation: 'unrelated', bases: [] });
    const project = await bareProject(repo.root);
    for (const [theirs, code] of [
      ['nowhere', 'unknown-revision'],
      ['--upload-pack=x', 'git-failed'],
    ] as const) {
      const options = { ours: 'main', theirs, rules: false };
      expect(failureOf(await rehearse(project, here, options, quietContext()))).toMatchObject({ code });
    }
  });

  test('SHA-256 repositories', async () => {
    const repo = await createRepository({ objectFormat: 'sha256' });
    await repo.commit('base', { 'a.yaml': 'a: 1\nb: 1\n' });
    await repo.git('checkout', '--quiet', '-b', 'topic');
    await repo.commit('theirs', { 'a.yaml': 'a: 1\nb: 2\n' });
    await repo.git('checkout', '--quiet', 'main');
    await repo.commit('ours', { 'a.yaml': 'a: 2\nb: 1\n' });
    expect((await ask(repo)).counts).toMatchObject({ gitConflicts: 1, settled: 1, asking: 0 });
  });
});

test('the matrix: one branch against every open one', async () => {
  const repo = await divergedRepository();
  await repo.git('branch', 'merged', 'main~1');
  await repo.git('update-ref', 'refs/remotes/origin/topic', 'topic');
  await repo.git('checkout', '--quiet', '-b', 'calm', 'main~1');
  await repo.commit('calm', { 'c.yaml': 'c: 1\n' });
  await repo.git('update-ref', 'refs/remotes/origin/elsewhere', 'HEAD');
  await repo.commit('calmer', { 'd.yaml': 'd: 1\n' });
  const project = await bareProject(repo.root);
  const options = { branch: 'main', rules: false };
  const { rows } = valueOf(
    await withMergeThreads(null, (threads) => rehearseAll(project, threads, options, quietContext())),
  );
  expect(rows.map(({ theirs, depth, counts }) => [theirs.revision, depth, counts.asking])).toEqual([
    ['calm', 'none', 0],
    ['origin/elsewhere', 'none', 0],
    ['topic', 'structural', 1],
  ]);
});
