import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { modelFileOf, readModelFile } from '../../../src/core/fabric/model/model-file';
import { readDocuments } from '../../../src/core/yaml/documents';
import { quietContext } from '../../../src/engine/call-context';
import { createEngine } from '../../../src/engine/index';
import { createRepository } from '../../support/repository';
import { removeAllFolders, temporaryFolder } from '../../support/temporary-folder';

const shared = resolve('../shared/data');
const here = existsSync(shared);
if (!here) console.log('skipped: the published samples are not beside the project');

afterAll(removeAllFolders);

/** As JSON; what unread documents seem to hold is known to the quick way alone. */
const plain = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (key, part: unknown) =>
      key === 'claims' ? undefined : typeof part === 'bigint' ? `${part}n` : part,
    ),
  );

describe.skipIf(!here)('published samples', () => {
  it('are read the quick way as they are read whole', () => {
    const names = readdirSync(join(shared, 'samples'), { recursive: true, encoding: 'utf8' });
    for (const name of names.filter((path) => path.endsWith('.yaml'))) {
      const text = readFileSync(join(shared, 'samples', name), 'utf8');
      expect(plain(readModelFile(name, text)), name).toEqual(plain(modelFileOf(name, readDocuments(text))));
    }
  });

  it('the demo repository: what each commit of its history broke and mended', async () => {
    const repo = await createRepository();
    await repo.git('fetch', '--quiet', join(shared, 'repos/demo-gitops.bundle'), 'refs/heads/*:refs/remotes/demo/*');
    await repo.commit('empty', { 'README.md': 'x\n' });
    const engine = await createEngine({
      dataFolder: await temporaryFolder('data'),
      watch: false,
      emit: () => undefined,
    });
    const context = quietContext();
    const opened = await engine.calls['projects.open']({ path: repo.root, remember: false }, context);
    if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
    const { projectId } = opened.value;
    const between = async (commit: string): Promise<{ introduced: string[]; resolved: number }> => {
      const moment = (revision: string) => ({ kind: 'revision', revision }) as const;
      const found = await engine.calls['problems.against'](
        { projectId, before: moment(`${commit}^`), after: moment(commit) },
        context,
      );
      if (!found.ok) throw new Error(JSON.stringify(found.failure));
      return {
        introduced: found.value.introduced
          .filter(({ severity }) => severity === 'error')
          .map(({ rule, field }) => `${rule} ${field}`),
        resolved: found.value.resolved,
      };
    };
    expect(await between('8fecd52')).toEqual({ introduced: ['subnet-vlan spec.subnets.default'], resolved: 0 });
    expect((await between('666f09e')).resolved).toBeGreaterThan(0);
    await engine.close();
  });
});
