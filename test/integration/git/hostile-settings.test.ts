import { chmod, cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { quietContext } from '../../../src/engine/call-context';
import { startMerge } from '../../../src/engine/merge/start-merge';
import { bareProject, valueOf } from '../../support/project';
import { createRepository } from '../../support/repository';
import { temporaryFolder } from '../../support/temporary-folder';
import { doEverything, expectHarmless, plainCommit, plainDiff, useAttributes, victim } from '../../support/victim';
import type { Attack, Fire, Victim } from '../../support/victim';

const context = quietContext();

const hooks = [
  'pre-commit',
  'prepare-commit-msg',
  'commit-msg',
  'post-commit',
  'post-checkout',
  'pre-merge-commit',
  'post-merge',
  'post-index-change',
  'reference-transaction',
];

const attacks: [string, Attack, Fire | null][] = [
  [
    'core.fsmonitor',
    ({ repo, program }) => repo.git('config', 'core.fsmonitor', program).then(() => undefined),
    ({ repo }) => repo.tryGit('status'),
  ],
  [
    'core.hooksPath in the tree',
    async ({ repo, program }) => {
      await mkdir(repo.path('tools'));
      await cp(program, repo.path('tools/pre-commit'));
      await repo.git('config', 'core.hooksPath', 'tools');
    },
    plainCommit,
  ],
  [
    'include.path into the tree',
    async ({ repo, program }) => {
      await repo.write({ 'settings.ini': `[core]\n\tfsmonitor = ${program}\n` });
      await repo.git('config', 'include.path', '../settings.ini');
    },
    ({ repo }) => repo.tryGit('status'),
  ],
  [
    'diff.X.textconv',
    async ({ repo, program }) => {
      await useAttributes(repo, '*.yaml diff=evil\n');
      await repo.git('config', 'diff.evil.textconv', program);
    },
    plainDiff,
  ],
  [
    'diff.X.command',
    async ({ repo, program }) => {
      await useAttributes(repo, '*.yaml diff=evil\n');
      await repo.git('config', 'diff.evil.command', program);
    },
    plainDiff,
  ],
  [
    'diff.external',
    ({ repo, program }) => repo.git('config', 'diff.external', program).then(() => undefined),
    plainDiff,
  ],
  [
    'merge.X.driver',
    async ({ repo, program }) => {
      await useAttributes(repo, '*.yaml merge=evil\n');
      await repo.git('config', 'merge.evil.driver', program);
    },
    ({ repo }) => repo.tryGit('merge', 'topic'),
  ],
  [
    'merge.default',
    async ({ repo, program }) => {
      await repo.git('config', 'merge.default', 'evil');
      await repo.git('config', 'merge.evil.driver', program);
    },
    ({ repo }) => repo.tryGit('merge', 'topic'),
  ],
  [
    'core.editor',
    ({ repo, program }) => repo.git('config', 'core.editor', program).then(() => undefined),
    // Plain git in these tests has an editor from its environment.
    null,
  ],
  [
    'gpg.program',
    async ({ repo, program }) => {
      await repo.git('config', 'commit.gpgSign', 'true');
      await repo.git('config', 'gpg.program', program);
    },
    plainCommit,
  ],
  [
    'gpg.ssh.defaultKeyCommand',
    async ({ repo, program }) => {
      await repo.git('config', 'commit.gpgSign', 'true');
      await repo.git('config', 'gpg.format', 'ssh');
      await repo.git('config', 'gpg.ssh.defaultKeyCommand', program);
    },
    plainCommit,
  ],
  [
    'lazy fetch of a partial clone',
    async ({ repo, program }) => {
      const blob = await repo.git('rev-parse', 'HEAD:c.yaml');
      await rm(repo.path(`.git/objects/${blob.slice(0, 2)}/${blob.slice(2)}`));
      await repo.git('config', 'core.repositoryFormatVersion', '1');
      await repo.git('config', 'extensions.partialClone', 'origin');
      await repo.git('config', 'remote.origin.url', repo.root);
      await repo.git('config', 'remote.origin.promisor', 'true');
      // Both ends of a fetch wait for each other, so this one must not read.
      await repo.git('config', 'remote.origin.uploadpack', `head -c 0 | ${program}; false`);
    },
    ({ repo }) => repo.tryGit('show', 'HEAD:c.yaml'),
  ],
  [
    'settings of a submodule',
    async ({ repo, program }) => {
      const inner = await createRepository({ root: repo.path('sub') });
      await inner.commit('inner', { 'x.yaml': 'x\n' });
      await inner.git('config', 'core.fsmonitor', program);
      await repo.tryGit('add', 'sub');
      await repo.tryGit('commit', '--quiet', '-m', 'sub');
    },
    ({ repo }) => repo.tryGit('status'),
  ],
];

describe('a hostile repository runs nothing', () => {
  it.each(attacks)('%s', (_name, attack, fire) => expectHarmless(attack, fire));
});

describe('hooks', () => {
  it('of every kind are left alone', async () => {
    const plant = async ({ repo, program }: Victim): Promise<string> => {
      const marks = await temporaryFolder('hooks');
      await mkdir(repo.path('.git/hooks'), { recursive: true });
      for (const hook of hooks) {
        await writeFile(
          repo.path(`.git/hooks/${hook}`),
          `#!/bin/sh\ntouch '${marks}/${hook}'\n${program} </dev/null\n`,
        );
        await chmod(repo.path(`.git/hooks/${hook}`), 0o755);
      }
      return marks;
    };
    const control = await victim();
    const marks = await plant(control);
    await plainCommit(control);
    await control.repo.tryGit('checkout', '-b', 'other', 'HEAD~1');
    await control.repo.write({ 'e.yaml': 'e\n' });
    await control.repo.tryGit('add', 'e.yaml');
    await control.repo.tryGit('commit', '-m', 'more');
    await control.repo.tryGit('merge', '--no-edit', 'main');
    expect((await readdir(marks)).sort(), 'every hook works against plain git').toEqual([...hooks].sort());
    const target = await victim();
    await plant(target);
    await doEverything(target.repo);
    expect(target.hasRun()).toBe(false);
    expect(await target.repo.git('log', '-1', '--format=%s', '--no-show-signature')).toBe('merged');
  });
});

describe('the environment', () => {
  const names = [
    'GIT_CONFIG_COUNT',
    'GIT_CONFIG_KEY_0',
    'GIT_CONFIG_VALUE_0',
    'GIT_EXTERNAL_DIFF',
    'GIT_EXEC_PATH',
    'GIT_DIR',
    'GIT_INDEX_FILE',
    'EDITOR',
    'GIT_SSH_COMMAND',
  ];
  afterEach(() => names.forEach((name) => delete process.env[name]));

  it('smuggles nothing in', async () => {
    const target = await victim();
    process.env['GIT_CONFIG_COUNT'] = '1';
    process.env['GIT_CONFIG_KEY_0'] = 'core.fsmonitor';
    process.env['GIT_CONFIG_VALUE_0'] = target.program;
    process.env['GIT_EXTERNAL_DIFF'] = target.program;
    process.env['GIT_EXEC_PATH'] = dirname(target.program);
    process.env['GIT_DIR'] = '/nowhere';
    process.env['GIT_INDEX_FILE'] = '/nowhere/index';
    process.env['EDITOR'] = target.program;
    process.env['GIT_SSH_COMMAND'] = target.program;
    await doEverything(target.repo);
    expect(target.hasRun()).toBe(false);
    for (const name of names) delete process.env[name];
    expect(await target.repo.git('log', '-1', '--format=%s')).toBe('merged');
  });
});

describe('a merge driver of the repository', () => {
  it('is replaced by the text merge: conflicts stay conflicts, what fits is merged', async () => {
    const { repo, program, hasRun } = await victim();
    await useAttributes(repo, '*.yaml merge=evil\n');
    await repo.git('config', 'merge.evil.driver', program);
    const project = await bareProject(repo.root);
    expect(valueOf(await startMerge(project, 'topic', context)).conflicts).toBe(1);
    expect(hasRun()).toBe(false);
    expect(await repo.read('b.yaml')).toBe('b: theirs\n');
    expect(await repo.read('a.yaml')).toBe('<<<<<<< ours\na: ours\n=======\na: theirs\n>>>>>>> theirs\n');
  });
});
