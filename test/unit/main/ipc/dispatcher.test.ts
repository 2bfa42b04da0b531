import { describe, expect, it } from 'vitest';
import { fail, ok } from '../../../../src/contract/call';
import type { AppEvent } from '../../../../src/contract/events';
import type { CallContext, Handlers } from '../../../../src/main/handlers/handlers';
import { createDispatcher } from '../../../../src/main/ipc/dispatcher';

/** A door with only the handlers that a test needs; calls to others would be bugs. */
function door(handlers: Partial<Handlers>, checkOutput = true) {
  const bugs: string[] = [];
  const events: [string, AppEvent][] = [];
  const dispatcher = createDispatcher({
    handlers: handlers as Handlers,
    log: {
      bug: (where, error) => {
        bugs.push(`${where}: ${error instanceof Error ? error.message : String(error)}`);
        return `REF-${bugs.length}`;
      },
    },
    send: (caller, event) => events.push([caller, event]),
    checkOutput,
  });
  return { dispatcher, bugs, events };
}

const untilAborted = (context: CallContext): Promise<never> =>
  new Promise((_, reject) => {
    context.signal.addEventListener('abort', () => reject(new DOMException('stopped', 'AbortError')));
  });

describe('dispatcher', () => {
  it('answers with the value', async () => {
    const { dispatcher } = door({ 'projects.choose-folder': async ({ title }) => ok({ path: `/${title}` }) });
    expect(await dispatcher.call('page', 'projects.choose-folder', '1', { title: 'x' })).toEqual({
      kind: 'value',
      value: { path: '/x' },
    });
  });

  it('fills in defaults before the handler sees the input', async () => {
    let seen: unknown;
    const { dispatcher } = door({
      'operations.list': async (input) => {
        seen = input;
        return ok({ operations: [], undo: null, redo: null });
      },
    });
    await dispatcher.call('page', 'operations.list', '1', { projectId: 'p' });
    expect(seen).toEqual({ projectId: 'p', limit: 200, before: null });
  });

  it('answers a failure as data', async () => {
    const { dispatcher, bugs } = door({ 'app.check-git': async () => fail({ code: 'git-missing' }) });
    expect(await dispatcher.call('page', 'app.check-git', '1', {})).toEqual({
      kind: 'failure',
      failure: { code: 'git-missing' },
    });
    expect(bugs).toEqual([]);
  });

  it('answers a thrown error as a reference, without its text', async () => {
    const { dispatcher, bugs } = door({
      'app.check-git': async () => {
        throw new Error('secret detail');
      },
    });
    expect(await dispatcher.call('page', 'app.check-git', '1', {})).toEqual({ kind: 'bug', reference: 'REF-1' });
    expect(bugs).toEqual(['app.check-git: secret detail']);
  });

  it.each([
    'constructor',
    '__proto__',
    'toString',
    'hasOwnProperty',
    'no.such-call',
    '',
    7,
    null,
    undefined,
    {},
    ['app.info'],
  ])('calls nothing for the name %j', async (name) => {
    const { dispatcher, bugs } = door({});
    expect(await dispatcher.call('page', name, '1', {})).toEqual({ kind: 'bug', reference: 'REF-1' });
    expect(bugs[0]).toMatch(/^the door: a call that is not in the table/);
  });

  it.each([undefined, 7, '', 'x'.repeat(101), 'a b', 'é'])('takes no call with the id %j', async (callId) => {
    const { dispatcher, bugs } = door({ 'app.check-git': async () => ok({ version: '2', path: '/git' }) });
    expect((await dispatcher.call('page', 'app.check-git', callId, {})).kind).toBe('bug');
    expect(bugs[0]).toMatch(/proper id/);
  });

  it.each([undefined, null, 'text', {}, { title: 7 }, { title: null }])('lets no input %j through', async (input) => {
    let called = false;
    const { dispatcher } = door({
      'projects.choose-folder': async () => {
        called = true;
        return ok({ path: null });
      },
    });
    const reply = await dispatcher.call('page', 'projects.choose-folder', '1', input);
    expect(reply).toMatchObject({ kind: 'failure', failure: { code: 'bad-input' } });
    expect(called).toBe(false);
  });

  it('says where an input is wrong', async () => {
    const { dispatcher } = door({});
    const reply = await dispatcher.call('page', 'changes.stage', '1', { projectId: 'p', paths: ['a', 7] });
    expect(reply).toMatchObject({ failure: { where: 'changes.stage.paths.1' } });
  });

  it('refuses an input that is too large before any schema sees it', async () => {
    const { dispatcher } = door({});
    const reply = await dispatcher.call('page', 'app.check-git', '1', { x: 'x'.repeat(40 * 1024 * 1024) });
    expect(reply).toMatchObject({
      kind: 'failure',
      failure: { code: 'bad-input', problem: 'it is larger than 64 MB' },
    });
  });

  it('finds an answer that breaks the contract while developing', async () => {
    const broken = { 'app.check-git': async () => ok({ version: 7 } as never) };
    expect((await door(broken).dispatcher.call('page', 'app.check-git', '1', {})).kind).toBe('bug');
    expect((await door(broken, false).dispatcher.call('page', 'app.check-git', '1', {})).kind).toBe('value');
  });

  it('cancels the call of that caller and id alone', async () => {
    const { dispatcher, bugs } = door({ 'app.check-git': (_, context) => untilAborted(context) });
    const mine = dispatcher.call('mine', 'app.check-git', '1', {});
    const other = dispatcher.call('other', 'app.check-git', '1', {});
    dispatcher.cancel('mine', '2');
    dispatcher.cancel('mine', '1');
    expect(await mine).toEqual({ kind: 'failure', failure: { code: 'cancelled' } });
    dispatcher.cancelAll('other');
    expect(await other).toEqual({ kind: 'failure', failure: { code: 'cancelled' } });
    expect(bugs).toEqual([]);
  });

  it('keeps the calls of page-10 when page-1 leaves', async () => {
    const { dispatcher } = door({ 'app.check-git': (_, context) => untilAborted(context) });
    let settled = false;
    const ten = dispatcher.call('page-10', 'app.check-git', '1', {}).then(() => (settled = true));
    dispatcher.cancelAll('page-1');
    await new Promise((resolve) => setImmediate(resolve));
    expect(settled).toBe(false);
    dispatcher.cancelAll('page-10');
    await ten;
  });

  it('refuses a second call with the id of a running one, and takes it again afterwards', async () => {
    const { dispatcher, bugs } = door({ 'app.check-git': (_, context) => untilAborted(context) });
    const first = dispatcher.call('page', 'app.check-git', '1', {});
    expect((await dispatcher.call('page', 'app.check-git', '1', {})).kind).toBe('bug');
    expect(bugs[0]).toMatch(/same id/);
    dispatcher.cancel('page', '1');
    await first;
    const again = dispatcher.call('page', 'app.check-git', '1', {});
    dispatcher.cancel('page', '1');
    expect((await again).kind).toBe('failure');
  });

  it('passes progress on to the caller, with the id of its call', async () => {
    const step = { title: 'Reading', done: 1, total: null, unit: 'files' };
    const { dispatcher, events } = door({
      'app.check-git': async (_, context) => {
        for (let n = 0; n < 1000; n += 1) context.progress(step);
        return ok({ version: '2', path: '/git' });
      },
    });
    await dispatcher.call('page', 'app.check-git', 'c-1', {});
    expect(events).toEqual([['page', { kind: 'progress', callId: 'c-1', ...step }]]);
  });

  it('is not led astray by a handler that throws after it was cancelled for another reason', async () => {
    const { dispatcher, bugs } = door({
      'app.check-git': (_, { signal }) =>
        new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new TypeError('a real bug')))),
    });
    const reply = dispatcher.call('page', 'app.check-git', '1', {});
    dispatcher.cancel('page', '1');
    expect((await reply).kind).toBe('bug');
    expect(bugs).toEqual(['app.check-git: a real bug']);
  });
});
