import { describe, expect, it } from 'vitest';
import { scrubEnvironment } from '../../../../src/engine/git/environment';
import type { ConfigEntry } from '../../../../src/engine/git/list-config';
import { fixedSettings, namedSettings, settingsAsEnvironment } from '../../../../src/engine/git/safe-config';

const entry = (scope: string, key: string, value: string | null = 'program'): ConfigEntry => ({
  scope,
  origin: 'file:/x',
  key,
  value,
});
const settingsOf = (...entries: ConfigEntry[]): Record<string, string> =>
  Object.fromEntries(namedSettings(entries, '/usr/bin/git').settings);

describe('settings against what a repository names', () => {
  it.each(['local', 'worktree', 'unknown'])('empties programs of scope %s', (scope) => {
    expect(
      settingsOf(
        entry(scope, 'filter.x.clean'),
        entry(scope, 'filter.x.smudge'),
        entry(scope, 'filter.x.process'),
        entry(scope, 'filter.x.required', 'true'),
        entry(scope, 'diff.x.textconv'),
        entry(scope, 'diff.x.command'),
        entry(scope, 'branch.a=b.mergeoptions', '-s evil'),
      ),
    ).toEqual({
      'filter.x.clean': '',
      'filter.x.smudge': '',
      'filter.x.process': '',
      'filter.x.required': 'false',
      'diff.x.textconv': '',
      'diff.x.command': '',
      'branch.a=b.mergeoptions': '',
    });
  });

  it('leaves the programs of the person alone', () => {
    expect(settingsOf(entry('global', 'filter.lfs.clean'), entry('system', 'merge.mine.driver'))).toEqual({});
  });

  it('lets the person win over the repository', () => {
    expect(
      settingsOf(entry('global', 'filter.lfs.clean', 'git-lfs clean'), entry('local', 'filter.lfs.clean', 'evil')),
    ).toEqual({
      'filter.lfs.clean': 'git-lfs clean',
    });
    expect(settingsOf(entry('local', 'filter.lfs.clean', 'evil'), entry('global', 'filter.lfs.smudge', 's'))).toEqual({
      'filter.lfs.clean': '',
    });
  });

  it.each([
    'lfs.customtransfer.x.path',
    'lfs.extension.x.clean',
    'lfs.standalonetransferagent',
    'lfs.https://h/.standalonetransferagent',
  ])('distrusts even the LFS of the person beside %s', (key) => {
    expect(settingsOf(entry('global', 'filter.lfs.clean'), entry('local', key))).toEqual({ 'filter.lfs.clean': '' });
  });

  it('makes a merge driver the text merge of our git', () => {
    const { settings, switchedOff } = namedSettings([entry('local', 'merge.x.driver')], `/it's/git`);
    expect(settings).toEqual([
      ['merge.x.driver', `'/it'\\''s/git' merge-file --marker-size=%L -L ours -L base -L theirs %A %O %B`],
    ]);
    expect(switchedOff).toEqual({ filters: [], mergeDrivers: ['x'] });
  });

  it('travel as variables', () => {
    expect(
      settingsAsEnvironment([
        ['a.b', 'c'],
        ['d.e=f.g', ''],
      ]),
    ).toEqual({
      GIT_CONFIG_COUNT: '2',
      GIT_CONFIG_KEY_0: 'a.b',
      GIT_CONFIG_VALUE_0: 'c',
      GIT_CONFIG_KEY_1: 'd.e=f.g',
      GIT_CONFIG_VALUE_1: '',
    });
  });

  it('start nothing by themselves', () => {
    const fixed = Object.fromEntries(fixedSettings('/usr/bin/git'));
    expect(fixed).toMatchObject({
      'core.fsmonitor': 'false',
      'core.editor': ':',
      'gc.auto': '0',
      'credential.helper': '',
    });
  });
});

describe('the environment', () => {
  it('keeps a short list and absolute folders', () => {
    const kept = scrubEnvironment({
      HOME: '/home/x',
      PATH: '.:/usr/bin::bin:/bin',
      LD_PRELOAD: '/x.so',
      GIT_DIR: '/y',
      GIT_SSH_COMMAND: 'evil',
      GIT_CONFIG_COUNT: '1',
      NODE_OPTIONS: '--require x',
      EDITOR: 'vi',
      GIT_AUTHOR_NAME: 'Iris',
      LC_ALL: 'de_DE.UTF-8',
    });
    expect(kept).toMatchObject({ HOME: '/home/x', PATH: '/usr/bin:/bin', GIT_AUTHOR_NAME: 'Iris', LC_ALL: 'C' });
    for (const name of ['LD_PRELOAD', 'GIT_DIR', 'GIT_SSH_COMMAND', 'GIT_CONFIG_COUNT', 'NODE_OPTIONS', 'EDITOR'])
      expect(kept).not.toHaveProperty(name);
  });
});
