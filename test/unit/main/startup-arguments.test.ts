import { describe, expect, it } from 'vitest';
import { readStartupArguments } from '../../../src/main/startup-arguments';

const packaged = (...args: string[]) => readStartupArguments(['/app/selvedge', ...args], '/here', false);
const checkout = (...args: string[]) => readStartupArguments(['/electron', ...args], '/here', true);

describe('readStartupArguments', () => {
  it.each([
    ['nothing', packaged(), null],
    ['an absolute path', packaged('/fabric'), { kind: 'path', path: '/fabric' }],
    ['a path from where the person stood', packaged('fabric/../other'), { kind: 'path', path: '/here/other' }],
    ['the demo', packaged('--demo'), { kind: 'demo' }],
    ['a path wins over the demo', packaged('--demo', '/fabric'), { kind: 'path', path: '/fabric' }],
    [
      "Chromium's switches are passed over",
      packaged('--no-sandbox', '-x', '/fabric'),
      { kind: 'path', path: '/fabric' },
    ],
    ['a folder with a dash, after --', packaged('--', '-fabric'), { kind: 'path', path: '/here/-fabric' }],
    [
      'a conflict that somebody waits for',
      packaged('--conflict=-a b/ü.yaml', '/fabric'),
      { kind: 'path', path: '/fabric', conflict: '-a b/ü.yaml' },
    ],
    ['a conflict of nothing', packaged('--conflict=', '/fabric'), { kind: 'path', path: '/fabric' }],
    ['an empty argument', packaged('', '/fabric'), { kind: 'path', path: '/fabric' }],
    [
      'a checkout names the app first',
      checkout('--no-sandbox', '/checkout', '/fabric'),
      { kind: 'path', path: '/fabric' },
    ],
    ['a checkout alone', checkout('/checkout'), null],
    ['a module before the app', checkout('-r', '/loader.js', '/checkout', 'f'), { kind: 'path', path: '/here/f' }],
  ])('%s', (_, found, wanted) => expect(found.request).toEqual(wanted));

  it('takes a data folder for tests', () => {
    expect(packaged('--user-data=data', '/fabric')).toEqual({
      request: { kind: 'path', path: '/fabric' },
      userDataFolder: '/here/data',
    });
    expect(packaged('--user-data=').userDataFolder).toBeNull();
  });
});
