import { beforeEach, expect, test, vi } from 'vitest';
import type { AppEvent } from '../../../../src/contract/events';
import { installBridge } from '../../../../src/renderer/app/client/bridge';
import { registerCommands } from '../../../../src/renderer/app/commands/commands';
import { onEvent } from '../../../../src/renderer/app/client/on-event';
import { useProjectStore } from '../../../../src/renderer/app/project-store';
import { everyProjectTopic, onRefresh, type Topic } from '../../../../src/renderer/app/client/refresh';
import { useRunningWork, workEnded, workStarted } from '../../../../src/renderer/app/client/running-work';
import { FakeBridge } from '../../../support/fake-bridge';

let heard: Topic[];
let projectId = 'p0';

beforeEach(() => {
  vi.useFakeTimers();
  installBridge(new FakeBridge({}));
  heard = [];
  projectId = `p${Number(projectId.slice(1)) + 1}`;
  const project = { projectId, name: 'fabric', root: '/fabric', gitDir: '/fabric/.git', notices: [] };
  useProjectStore.setState({ project, gone: false });
  const stops = everyProjectTopic.map((topic) => onRefresh([topic], () => heard.push(topic)));
  return () => stops.forEach((stop) => stop());
});

const tell = async (event: AppEvent): Promise<Topic[]> => {
  heard = [];
  onEvent(event);
  await vi.advanceTimersByTimeAsync(50);
  return heard;
};

test('each fact refreshes what it puts out of date, once', async () => {
  const changed: AppEvent = { kind: 'working-tree-changed', projectId, revision: 1, paths: [], everything: true };
  expect(new Set(await tell(changed))).toEqual(new Set(['status', 'merge', 'files']));
  expect(await tell({ kind: 'head-changed', projectId, revision: 2 })).toContain('history');
  expect(await tell({ kind: 'operation-recorded', projectId, revision: 3, operationId: 'o1' })).toContain('vault');
});

test('a gap in the revisions refreshes everything', async () => {
  await tell({ kind: 'head-changed', projectId, revision: 7 });
  expect(await tell({ kind: 'watching-changed', projectId, revision: 8, watching: 'events', reason: null })).toEqual([
    'status',
  ]);
  const afterGap = await tell({ kind: 'watching-changed', projectId, revision: 10, watching: 'events', reason: null });
  expect(new Set(afterGap)).toEqual(new Set(everyProjectTopic));
});

test('another project’s facts are nobody’s business here', async () => {
  expect(await tell({ kind: 'head-changed', projectId: 'somebody-else', revision: 1 })).toEqual([]);
});

test('a repository that went away is said, and its return too', async () => {
  await tell({ kind: 'repository-gone', projectId, revision: 1 });
  expect(useProjectStore.getState().gone).toBe(true);
  await tell({ kind: 'head-changed', projectId, revision: 2 });
  expect(useProjectStore.getState().gone).toBe(false);
});

test('the application menu runs commands of the registry, and only those that can run', async () => {
  const run = vi.fn();
  const stop = registerCommands([
    { id: 'one', title: 'One', group: 'Test', run },
    { id: 'two', title: 'Two', group: 'Test', when: () => false, run },
  ]);
  for (const command of ['one', 'two', 'three']) await tell({ kind: 'command-requested', command });
  expect(run).toHaveBeenCalledTimes(1);
  stop();
});

test('progress shows only for calls that are under way', async () => {
  const step = { kind: 'progress', title: 'Reading', done: 1, total: 4, unit: 'files' } as const;
  workStarted('a');
  await tell({ ...step, callId: 'a' });
  await tell({ ...step, callId: 'a', done: 2 });
  await tell({ ...step, callId: 'b' });
  expect(useRunningWork.getState().work).toEqual([{ ...step, callId: 'a', done: 2 }]);
  workEnded('a');
  await tell({ ...step, callId: 'a', done: 3 });
  expect(useRunningWork.getState().work).toEqual([]);
});
