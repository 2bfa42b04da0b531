import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ProjectPath } from '../../../src/contract/basics';
import { quietContext } from '../../../src/engine/call-context';
import { discardPaths } from '../../../src/engine/changes/discard-paths';
import { stagePaths } from '../../../src/engine/changes/stage-paths';
import { startMerge } from '../../../src/engine/merge/start-merge';
import { bareProject, failureOf, valueOf } from '../../support/project';
import { expectHarmless, plainAdd, plainCheckout, useAttributes, victim } from '../../support/victim';
import type { Attack, Fire } from '../../support/victim';

const context = quietContext();
const path = (name: string): ProjectPath => name as ProjectPath;

const attacks: [string, Attack, Fire][] = [
  [
    'filter.X.clean by info/attributes',
    async ({ repo, program }) => {
      await useAttributes(repo, '*.yaml filter=evil\n');
      await repo.git('config', 'filter.evil.clean', program);
    },
    plainAdd,
  ],
  [
    'filter.X.smudge, required',
    async ({ repo, program }) => {
      await useAttributes(repo, '*.yaml filter=evil\n');
      await repo.git('config', 'filter.evil.smudge', program);
      await repo.git('config', 'filter.evil.required', 'true');
    },
    plainCheckout,
  ],
  [
    'filter.X.process',
    async ({ repo, program }) => {
      await useAttributes(repo, '*.yaml filter=evil\n');
      await repo.git('config', 'filter.evil.process', program);
    },
    plainAdd,
  ],
  [
    'filter with an equals sign in its name',
    async ({ repo, program }) => {
      await useAttributes(repo, '*.yaml filter=a=b\n');
      await repo.git('config', 'filter.a=b.clean', program);
    },
    plainAdd,
  ],
  [
    'filter by .gitattributes of the tree',
    async ({ repo, program }) => {
      await repo.write({ '.gitattributes': '*.yaml filter=evil\n' });
      await repo.git('config', 'filter.evil.clean', program);
    },
    plainAdd,
  ],
  [
    'filter by core.attributesFile',
    async ({ repo, program }) => {
      await repo.write({ attributes: '*.yaml filter=evil\n' });
      await repo.git('config', 'core.attributesFile', repo.path('attributes'));
      await repo.git('config', 'filter.evil.clean', program);
    },
    plainAdd,
  ],
  [
    'filter in an included file',
    async ({ repo, program }) => {
      await repo.write({ 'settings.ini': `[filter "evil"]\n\tclean = ${program}\n` });
      await repo.git('config', 'includeIf.onbranch:main.path', '../settings.ini');
      await useAttributes(repo, '*.yaml filter=evil\n');
    },
    plainAdd,
  ],
  [
    'filter in the settings of the worktree',
    async ({ repo, program }) => {
      await repo.git('config', 'extensions.worktreeConfig', 'true');
      await repo.git('config', '--worktree', 'filter.evil.clean', program);
      await useAttributes(repo, '*.yaml filter=evil\n');
    },
    plainAdd,
  ],
];

describe('a hostile repository runs nothing', () => {
  it.each(attacks)('%s', (_name, attack, fire) => expectHarmless(attack, fire));
});

describe('filters', () => {
  it('of the repository are switched off, so paths that need them are refused', async () => {
    const { repo, program } = await victim();
    await useAttributes(repo, 'b.yaml filter=big\n');
    await repo.git('config', 'filter.big.clean', program);
    await repo.write({ 'b.yaml': 'b: changed\n', 'c.yaml': 'c: changed\n' });
    const project = await bareProject(repo.root);
    expect(failureOf(await stagePaths(project, [path('c.yaml'), path('b.yaml')], context))).toMatchObject({
      code: 'unsupported-path',
      path: 'b.yaml',
    });
    expect(failureOf(await discardPaths(project, [path('b.yaml')], context))).toMatchObject({
      code: 'unsupported-path',
    });
    await repo.git('checkout', '--quiet', '--', 'b.yaml');
    expect(failureOf(await startMerge(project, 'topic', context))).toMatchObject({ code: 'unsupported-path' });
    valueOf(await stagePaths(project, [path('c.yaml')], context));
    expect(project.requests).toHaveLength(1);
  });

  it('of the person stay, and win over what the repository says under the same name', async () => {
    const { repo, program, hasRun } = await victim();
    const settings = join(process.env['HOME'] ?? '', '.gitconfig');
    await writeFile(settings, '[filter "mine"]\n\tclean = tr a-z A-Z\n');
    try {
      await useAttributes(repo, 'c.yaml filter=mine\n');
      await repo.git('config', 'filter.mine.clean', program);
      await repo.write({ 'c.yaml': 'c: changed\n' });
      valueOf(await stagePaths(await bareProject(repo.root), [path('c.yaml')], context));
      expect(hasRun()).toBe(false);
      expect(await repo.git('show', ':c.yaml')).toBe('C: CHANGED');
    } finally {
      await rm(settings);
    }
  });

  it('of the person for Git LFS are off when the repository names transfer programs', async () => {
    const { repo, program } = await victim();
    const settings = join(process.env['HOME'] ?? '', '.gitconfig');
    await writeFile(settings, '[filter "lfs"]\n\tclean = tr a-z A-Z\n');
    try {
      await useAttributes(repo, 'c.yaml filter=lfs\n');
      await repo.git('config', 'lfs.customtransfer.evil.path', program);
      await repo.write({ 'c.yaml': 'c: changed\n' });
      const project = await bareProject(repo.root);
      expect(failureOf(await stagePaths(project, [path('c.yaml')], context))).toMatchObject({
        code: 'unsupported-path',
      });
    } finally {
      await rm(settings);
    }
  });
});
