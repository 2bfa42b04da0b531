import { beforeEach, expect, test, vi } from 'vitest';
import { installBridge } from '../../../../src/renderer/app/client/bridge';
import { forgetProjectState } from '../../../../src/renderer/app/client/per-project';
import { createQuery } from '../../../../src/renderer/app/client/query';
import { refresh } from '../../../../src/renderer/app/client/refresh';
import { FakeBridge, failing } from '../../../support/fake-bridge';

const answerOf = (version: string) => ({ version, path: '/usr/bin/git' });
let bridge: FakeBridge;
let release: ((version: string) => void)[];

beforeEach(() => {
  vi.useFakeTimers();
  release = [];
  bridge = new FakeBridge({
    'app.check-git': () => new Promise((resolve) => release.push((version) => resolve(answerOf(version)))),
  });
  installBridge(bridge);
});

const settled = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);
const gitQuery = (perProject = true) => createQuery('app.check-git', { topics: ['settings'], perProject });

test('the newest request wins, and the older is cancelled', async () => {
  const query = gitQuery();
  void query.ask({});
  void query.ask({});
  await settled();
  expect(bridge.cancelled).toEqual([bridge.recorded[0]?.callId]);
  release[1]?.('2.47');
  await settled();
  release[0]?.('1.0');
  await settled();
  expect(query.store.getState().answer).toEqual({ state: 'ready', value: answerOf('2.47') });
});

test('the last answer stays while a newer one is fetched, and after a failure', async () => {
  const query = gitQuery();
  void query.ask({});
  await settled();
  release[0]?.('2.47');
  await settled();
  bridge.answer({ 'app.check-git': () => failing({ code: 'git-missing' }) });
  void query.again();
  expect(query.store.getState().answer).toEqual({ state: 'loading', stale: answerOf('2.47') });
  await settled();
  expect(query.store.getState().answer).toEqual({
    state: 'failed',
    problem: { kind: 'failure', failure: { code: 'git-missing' } },
    stale: answerOf('2.47'),
  });
});

test('is asked again when refreshed while shown, or when shown next', async () => {
  const query = gitQuery();
  const leave = query.show({});
  await settled();
  release[0]?.('2.47');
  await settled();
  refresh(['settings']);
  refresh(['settings']);
  await vi.advanceTimersByTimeAsync(50);
  expect(bridge.recorded).toHaveLength(2);
  release[1]?.('2.48');
  await settled();
  leave();
  refresh(['settings']);
  await vi.advanceTimersByTimeAsync(50);
  expect(bridge.recorded).toHaveLength(2);
  query.show({});
  await settled();
  expect(bridge.recorded).toHaveLength(3);
});

test('showing what is known and fresh asks nothing', async () => {
  const query = gitQuery();
  const leave = query.show({});
  await settled();
  release[0]?.('2.47');
  await settled();
  leave();
  query.show({});
  await settled();
  expect(bridge.recorded).toHaveLength(1);
});

test('what belongs to a project is forgotten with it, even what is on its way', async () => {
  const query = gitQuery();
  void query.ask({});
  await settled();
  forgetProjectState();
  release[0]?.('2.47');
  await settled();
  expect(query.store.getState().answer).toEqual({ state: 'idle' });
});

test('a strict query never shows the answer to another question', async () => {
  installBridge(
    new FakeBridge({
      'projects.open': ({ path }) => ({ projectId: path, name: path, root: path, gitDir: path, notices: [] }),
    }),
  );
  const query = createQuery('projects.open', { topics: [], strict: true });
  const loose = createQuery('projects.open', { topics: [] });
  for (const one of [query, loose]) void one.ask({ path: '/a' });
  await settled();
  for (const one of [query, loose]) void one.ask({ path: '/b' });
  expect(query.store.getState().answer).toEqual({ state: 'loading', stale: null });
  expect(loose.store.getState().answer).toMatchObject({ state: 'loading', stale: { root: '/a' } });
  await settled();
  void query.again();
  expect(query.store.getState().answer).toMatchObject({ state: 'loading', stale: { root: '/b' } });
});

test('what failed is asked again when it is shown again', async () => {
  bridge.answer({ 'app.check-git': () => failing({ code: 'git-missing' }) });
  const query = gitQuery();
  query.show({})();
  await settled();
  query.show({});
  await settled();
  expect(bridge.recorded).toHaveLength(2);
});
