import { afterAll, describe, expect, it } from 'vitest';
import { failureOf, valueOf } from '../../support/project';
import { createRepository } from '../../support/repository';
import { gitRequest, openSafety, quickFolder } from '../../support/safety-project';
import { removeAllFolders } from '../../support/temporary-folder';

afterAll(removeAllFolders);

describe('undo of history that was pushed', () => {
  const pushed = async () => {
    const repo = await createRepository({ root: await quickFolder('repository') });
    await repo.commit('one', { 'a.yaml': 'a: 1\n', 'b.yaml': 'b: 1\n' });
    const remote = await quickFolder('remote');
    await repo.git('init', '-q', '--bare', remote);
    await repo.git('remote', 'add', 'origin', remote);
    await repo.git('push', '-q', '-u', 'origin', 'main');
    const safety = await openSafety(repo.root);
    await repo.write({ 'a.yaml': 'a: 2\n' });
    await repo.git('add', 'a.yaml');
    const committed = valueOf(await safety.run(gitRequest(['commit', '-q', '-m', 'two'], { protects: [] })));
    return { repo, committed, ...safety };
  };

  it('puts the branch back as long as nobody has the commit', async () => {
    const { repo, operations, undo } = await pushed();
    const before = await repo.git('rev-parse', 'main~1');
    expect(valueOf(await operations.previewUndo(null)).how).toBe('put-back');
    valueOf(await undo());
    expect(await repo.git('rev-parse', 'main')).toBe(before);
  });

  it('makes a commit that takes it back, says so before, and can be redone', async () => {
    const { repo, operations, committed, undo, redo } = await pushed();
    await repo.git('push', '-q');
    const tip = (await repo.git('rev-parse', 'main')).trim();
    expect(valueOf(await operations.previewUndo(null))).toMatchObject({
      operationId: committed.operationId,
      how: 'revert-commit',
      sentence: expect.stringContaining('Its commit is on origin/main already'),
    });
    await repo.write({ 'b.yaml': 'b: mine, not committed\n' });
    valueOf(await undo());
    expect((await repo.git('rev-parse', 'main~1')).trim()).toBe(tip);
    expect(await repo.read('a.yaml')).toBe('a: 1\n');
    expect(await repo.read('b.yaml')).toBe('b: mine, not committed\n');
    expect(await repo.status()).toEqual([' M b.yaml']);
    valueOf(await redo());
    expect((await repo.git('rev-parse', 'main')).trim()).toBe(tip);
    expect(await repo.read('a.yaml')).toBe('a: 2\n');
  });

  it('takes a pushed merge back against its first parent, also after later commits', async () => {
    const { repo, undo, run } = await pushed();
    await repo.git('checkout', '-q', '-b', 'side', 'main~1');
    await repo.commit('side', { 'side.yaml': 's\n' });
    await repo.git('checkout', '-q', 'main');
    const merged = valueOf(await run(gitRequest(['merge', '-q', '--no-ff', '--no-edit', 'side'])));
    await repo.git('push', '-q');
    await repo.commit('later', { 'later.yaml': 'l\n' });
    valueOf(await undo(merged.operationId));
    expect(await repo.exists('side.yaml')).toBe(false);
    expect(await repo.read('later.yaml')).toBe('l\n');
  });

  it('takes back a fast-forward onto a merge that has the branch as its second parent', async () => {
    const { repo, undo, run } = await pushed();
    await repo.git('push', '-q');
    const before = await repo.git('rev-parse', 'main^{tree}');
    await repo.git('checkout', '-q', '-b', 'other', 'main~1');
    await repo.commit('theirs', { 'theirs.yaml': 't\n' });
    await repo.git('merge', '-q', '--no-edit', 'main');
    await repo.git('checkout', '-q', 'main');
    valueOf(await run(gitRequest(['merge', '-q', '--ff-only', 'other'])));
    await repo.git('push', '-q');
    valueOf(await undo());
    expect(await repo.git('rev-parse', 'main^{tree}')).toBe(before);
    expect(await repo.read('a.yaml')).toBe('a: 2\n');
    expect(await repo.exists('theirs.yaml')).toBe(false);
    expect(await repo.status()).toEqual([]);
  });

  it('refuses with staged work, with an overlap, and on another branch; nothing is touched', async () => {
    const { repo, undo, committed } = await pushed();
    await repo.git('push', '-q');
    await repo.write({ 'b.yaml': 'b: staged\n' });
    await repo.git('add', 'b.yaml');
    expect(failureOf(await undo(committed.operationId))).toEqual({
      code: 'state-changed-since',
      what: 'what is staged',
    });
    expect(await repo.status()).toEqual(['M  b.yaml']);
    await repo.git('reset', '-q', '--hard');
    await repo.commit('three', { 'a.yaml': 'a: 3\n' });
    const tip = await repo.git('rev-parse', 'HEAD');
    expect(failureOf(await undo(committed.operationId))).toMatchObject({
      code: 'rolled-back',
      reason: expect.stringContaining('changed again since'),
    });
    expect(await repo.git('rev-parse', 'HEAD')).toBe(tip);
    expect(await repo.status()).toEqual([]);
    expect(await repo.exists('.git/REVERT_HEAD')).toBe(false);
    await repo.git('checkout', '-q', '-b', 'elsewhere');
    expect(failureOf(await undo(committed.operationId))).toMatchObject({
      reason: expect.stringContaining('Check main out first'),
    });
  });
});
