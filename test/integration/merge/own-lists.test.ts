import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ProjectPath } from '../../../src/contract/basics';
import { quietContext } from '../../../src/engine/call-context';
import { createEngine } from '../../../src/engine/index';
import type { BuiltCommandLine } from '../../support/built-command-line';
import { buildCommandLineForTests } from '../../support/built-command-line';
import { conflictedRepository, divergedRepository } from '../../support/diverged';
import type { Story } from '../../support/diverged';
import { valueOf } from '../../support/project';
import type { Files } from '../../support/repository';
import { removeAllFolders, temporaryFolder } from '../../support/temporary-folder';

let cli: BuiltCommandLine;
beforeAll(async () => {
  cli = await buildCommandLineForTests();
});
afterAll(async () => {
  await cli.remove();
  await removeAllFolders();
});

const context = quietContext();
const path = 'rack.yaml' as ProjectPath;
const rack = (...slots: string[]): string =>
  `apiVersion: example.com/v1\nkind: Rack\nmetadata:\n  name: r\nspec:\n  slots:\n${slots.map((one) => `  - ${one}\n`).join('')}`;
const sides: Story = {
  base: { [path]: rack('a', 'b', 'c') },
  ours: { [path]: rack('c', 'b', 'a') },
  theirs: { [path]: rack('b', 'a', 'c') },
};
const withPolicy: Files = {
  '.selvedge/policy.yaml': 'version: 1\nlists:\n- kind: example.com/Rack\n  path: spec.slots\n  treat: set\n',
};
const extension =
  "export default { name: 'racks', lists: [{ kind: 'example.com/Rack', path: 'spec.slots', treat: 'set' }] };\n";

async function extend(dataFolder: string): Promise<void> {
  await mkdir(join(dataFolder, 'extensions'), { recursive: true });
  await writeFile(join(dataFolder, 'extensions', 'racks.mjs'), extension, { mode: 0o600 });
}

/** What the window and a rehearsal ask about the list. */
async function asked(story: Story, extended: boolean): Promise<{ window: number; rehearsal: number }> {
  const repo = await conflictedRepository(story);
  const dataFolder = await temporaryFolder('data');
  if (extended) await extend(dataFolder);
  const engine = await createEngine({ dataFolder, watch: false, emit: () => undefined });
  try {
    const { projectId } = valueOf(await engine.calls['projects.open']({ path: repo.root, remember: false }, context));
    const opened = valueOf(await engine.calls['structure.open']({ projectId, path, answers: {} }, context));
    const rehearsed = valueOf(
      await engine.calls['rehearsal.pair']({ projectId, ours: 'main', theirs: 'topic', rules: false }, context),
    );
    return {
      window: opened.kind === 'structure' ? opened.questions.length : -1,
      rehearsal: rehearsed.files.flatMap(({ questions }) => questions).length,
    };
  } finally {
    await engine.close();
  }
}

describe('lists that nobody but the repository or the person knows', () => {
  test('ask while nothing is said about them', async () => {
    expect(await asked(sides, false)).toEqual({ window: 1, rehearsal: 1 });
  });

  test.each([
    ['the policy of the repository', { ...sides, base: { ...sides.base, ...withPolicy } }, false],
    ['an extension of the person', sides, true],
  ] as const)('%s settles them, in the window and in a rehearsal', async (_who, story, extended) => {
    expect(await asked(story, extended)).toEqual({ window: 0, rehearsal: 0 });
  });

  test('the extension is heard by git’s driver and by merge-file', async () => {
    await extend(cli.data);
    const repo = await divergedRepository(sides);
    await cli.run(['-C', repo.root, 'git-config', 'install', '--program', cli.launcher]);
    expect(await repo.tryGit('merge', 'topic')).toMatchObject({ exitCode: 0 });
    expect(await repo.read(path)).not.toContain('<<<<');
    const folder = await temporaryFolder('three');
    const names = ['base', 'ours', 'theirs'] as const;
    for (const name of names) await writeFile(join(folder, `${name}.yaml`), String(sides[name]?.[path]));
    const given = names.flatMap((name) => [`--${name}`, join(folder, `${name}.yaml`)]);
    expect(await cli.run(['merge-file', ...given])).toMatchObject({ code: 0 });
  });
});
