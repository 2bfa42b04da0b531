import { mkdir, readFile, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { ProjectPath } from '../../../src/contract/basics';
import type { Problem } from '../../../src/contract/problems';
import type { TestDesk } from '../../support/fabric-desk';
import { allProblems, createTestDesk } from '../../support/fabric-desk';
import { generatedFabric } from '../../support/generated-fabric';
import { removeAllFolders, temporaryFolder } from '../../support/temporary-folder';

afterAll(removeAllFolders);

async function problemsOf(desk: TestDesk): Promise<Problem[]> {
  const listed = await desk.ask('problems.list', allProblems);
  if (!listed.ok) throw new Error(JSON.stringify(listed.failure));
  return listed.value.problems;
}

const small = (): Record<string, string> => Object.fromEntries(generatedFabric(320));
const errors = (problems: readonly Problem[]): string[] =>
  problems.filter(({ severity }) => severity === 'error').map(({ message }) => message);

describe('the model of the working tree', () => {
  it('finds nothing wrong with a generated fabric, and notices exactly what one edit breaks', async () => {
    const files = small();
    const desk = await createTestDesk(files);
    expect(await desk.look()).toBe(true);
    expect(await desk.look()).toBe(false);
    expect(errors(await problemsOf(desk))).toEqual([]);
    const path = 'fabrics/main/managed/vpcs/v1-2.yaml';
    await desk.write({ [path]: (files[path] ?? '').replace('vlan: 1001', 'vlan: 1000') });
    expect(await desk.again([path])).toBe(true);
    const [problem] = (await problemsOf(desk)).filter(({ severity }) => severity === 'error');
    expect(problem).toMatchObject({ rule: 'vlan-twice', path, line: 19, column: 12, endColumn: 16 });
    await desk.write({ [path]: files[path] ?? '' });
    await desk.again([path]);
    expect(errors(await problemsOf(desk))).toEqual([]);
  });

  it('says after any edits what it says when everything is read anew', async () => {
    const files = small();
    const paths = Object.keys(files).filter((path) => /vpc|leaf|namespaces/.test(path));
    const edit = fc.record({
      path: fc.constantFrom(...paths),
      how: fc.constantFrom('gone', 'back', 'vlan', 'name', 'broken', 'second'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 6 }), async (edits) => {
        const desk = await createTestDesk(files);
        await desk.look();
        await problemsOf(desk);
        for (const { path, how } of edits) {
          const text = files[path] ?? '';
          if (how === 'gone') await rm(join(desk.root, path), { force: true });
          else
            await desk.write({
              [path]: {
                back: text,
                vlan: text.replace(/vlan: \d+/, 'vlan: 1000'),
                name: text.replace(/name: (\S+)/, 'name: other'),
                broken: `${text}  - {\n`,
                second: `${text}---\n${text}`,
              }[how],
            });
          await desk.again([path]);
        }
        const fresh = await createTestDesk({}, { root: desk.root });
        await fresh.look(Object.keys(files));
        expect(await problemsOf(desk)).toEqual(await problemsOf(fresh));
        await rm(desk.root, { recursive: true, force: true });
      }),
      { numRuns: 3 },
    );
  });

  it('reads its policy, and tells what is wrong with it', async () => {
    const desk = await createTestDesk(small());
    await desk.look();
    expect((await problemsOf(desk)).some(({ rule }) => rule === 'unused')).toBe(true);
    await desk.write({ '.selvedge/policy.yaml': 'version: 1\nseverities:\n  unused: off\n' });
    await desk.again(['.selvedge/policy.yaml']);
    expect((await problemsOf(desk)).some(({ rule }) => rule === 'unused')).toBe(false);
    await desk.write({ '.selvedge/policy.yaml': 'version: 1\nseverities:\n  unusd: off\n' });
    await desk.again(['.selvedge/policy.yaml']);
    const [slip] = (await problemsOf(desk)).filter(({ rule }) => rule === 'policy');
    expect(slip).toMatchObject({ path: '.selvedge/policy.yaml', line: 2, severity: 'error' });
    expect(slip?.message).toMatch(/did you mean unused/);
  });

  const definition = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: widgets.example.org }
spec:
  group: example.org
  names: { kind: Widget, plural: widgets }
  versions:
    - name: v1
      served: true
      schema:
        openAPIV3Schema:
          type: object
          properties: { spec: { type: object, properties: { size: { type: integer } } } }
`;

  it('checks kinds that the repository defines itself', async () => {
    const widget = 'apiVersion: example.org/v1\nkind: Widget\nmetadata: { name: w }\nspec: { size: big }\n';
    const desk = await createTestDesk({ ...small(), 'crds/w.yaml': definition, 'fabrics/main/raw/w.yaml': widget });
    await desk.look();
    const own = (await problemsOf(desk)).filter(({ rule }) => rule === 'custom-schema');
    expect(own).toMatchObject([{ path: 'fabrics/main/raw/w.yaml', line: 3, severity: 'error' }]);
  });

  it('checks kinds that the person’s own folder defines, as kubectl prints them; says what it took', async () => {
    const extensionsFolder = await temporaryFolder('extensions');
    const item = definition.trimEnd().replace(/^/gm, '  ').replace(/^ {2}/, '- ');
    await writeFile(join(extensionsFolder, 'cluster.yaml'), `apiVersion: v1\nkind: List\nitems:\n${item}\n`, {
      mode: 0o600,
    });
    await writeFile(join(extensionsFolder, 'none.yaml'), 'a: 1\n', { mode: 0o600 });
    await writeFile(join(extensionsFolder, 'broken.yml'), 'a: [\n', { mode: 0o600 });
    const widget = 'apiVersion: example.org/v1\nkind: Widget\nmetadata: { name: w }\nspec: { size: big }\n';
    const desk = await createTestDesk({ ...small(), 'fabrics/main/raw/w.yaml': widget }, { extensionsFolder });
    await desk.look();
    const own = (await problemsOf(desk)).filter(({ rule }) => rule === 'custom-schema');
    expect(own).toMatchObject([{ path: 'fabrics/main/raw/w.yaml', line: 3, severity: 'error' }]);
    expect(await desk.ask('fabric.overview', { snapshot: null })).toMatchObject({
      ok: true,
      value: {
        extensions: {
          loaded: ['cluster.yaml: 1 kind'],
          problems: [
            { file: 'broken.yml', reason: expect.stringMatching(/^it cannot be read/) as unknown },
            { file: 'none.yaml', reason: expect.stringMatching(/^it defines no kinds/) as unknown },
          ],
        },
      },
    });
  });
});

/** Files written long enough ago to be known by their times. */
async function settle(root: string, files: Readonly<Record<string, string>>): Promise<void> {
  const before = new Date(Date.now() - 60_000);
  for (const path of Object.keys(files)) await utimes(join(root, path), before, before);
}

describe('what is kept between two starts', () => {
  it('gives the same answers, is not believed when damaged or of other code, and goes when told', async () => {
    const files: Record<string, string> = { ...small(), 'fabrics/main/raw/odd.yaml': 'a: {b: 9007199254740993}\n' };
    const cacheFolder = join(await temporaryFolder('kept'), 'fabric');
    const first = await createTestDesk(files, { cacheFolder });
    await settle(first.root, files);
    await first.look();
    const cold = await problemsOf(first);
    const keptFile = join(cacheFolder, 'state.v1.json');
    await first.ask('keep', null);
    const kept = await readFile(keptFile);
    const start = async (code = 'test'): Promise<TestDesk> => {
      const desk = await createTestDesk({}, { root: first.root, cacheFolder, code });
      await desk.look(Object.keys(files));
      return desk;
    };
    const again = await start();
    expect(await problemsOf(again)).toEqual(cold);
    const rows = { snapshot: null, order: 'kind', offset: 0, limit: 1000 } as const;
    expect(await again.ask('fabric.resources', rows)).toEqual(await first.ask('fabric.resources', rows));
    const path = 'fabrics/main/managed/vpcs/v1-2.yaml';
    await again.write({ [path]: (files[path] ?? '').replace('vlan: 1001', 'vlan: 1000') });
    await again.again([path]);
    expect(errors(await problemsOf(again))).toHaveLength(1);
    await again.write({ [path]: files[path] ?? '' });

    const lie = kept.toString('utf8').replace('Nothing names', 'Everybody names');
    await writeFile(keptFile, lie);
    expect(await problemsOf(await start())).toEqual(cold);
    await writeFile(keptFile, kept.subarray(0, kept.length / 2));
    expect(await problemsOf(await start())).toEqual(cold);
    await writeFile(keptFile, kept);
    expect(await problemsOf(await start('another'))).toEqual(cold);
    const last = await start();
    await last.ask('forget-kept', null);
    await problemsOf(last);
    await last.ask('keep', null);
    await expect(readdir(cacheFolder)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('places that were found', () => {
  it('are kept for the next start, and belong to the content alone', async () => {
    const path = 'fabrics/main/managed/vpcs/v1-2.yaml';
    const files = small();
    const cacheFolder = await temporaryFolder('places');
    const wrong = { ...files, [path]: (files[path] ?? '').replace('vlan: 1001', 'vlan: 1000') };
    const desk = await createTestDesk(wrong, { cacheFolder });
    await desk.look();
    const before = await problemsOf(desk);
    await desk.ask('keep', null);
    const next = await createTestDesk(wrong, { cacheFolder });
    await next.look();
    expect(await problemsOf(next)).toEqual(before);
    await next.write({ [path]: `# a line more\n${wrong[path] ?? ''}` });
    await next.again([path]);
    const moved = (await problemsOf(next)).find(({ rule }) => rule === 'vlan-twice');
    expect(moved).toMatchObject({ path, line: 20, column: 12 });
  });
});

describe('free values in the editor', () => {
  it('leave out what the text has that is not saved', async () => {
    const desk = await createTestDesk(small());
    await desk.look();
    const path = 'fabrics/main/managed/vpcs/new.yaml';
    const vpc = (name: string, vlan: string): string =>
      `apiVersion: vpc.githedgehog.com/v1beta1\nkind: VPC\nmetadata:\n  name: ${name}\nspec:\n  vlanNamespace: vlans-1\n  subnets:\n    default:\n      subnet: 10.250.0.0/24\n      vlan: ${vlan}\n`;
    const offered = async (text: string): Promise<string[]> => {
      const line = text.trimEnd().split('\n').length - 1;
      const answer = await desk.ask('fabric.completions', {
        snapshot: null,
        path: path as ProjectPath,
        text,
        line,
        column: 12,
      });
      if (!answer.ok) throw new Error(answer.failure.code);
      return answer.value.completions.filter(({ kind }) => kind === 'next-free').map(({ insert }) => insert.trim());
    };
    const [free = ''] = await offered(vpc('one', ''));
    expect(free).toMatch(/^\d+$/);
    expect(await offered(`${vpc('one', free)}---\n${vpc('two', '')}`)).not.toContain(free);
  });
});

const extension = `export default {
  name: 'house',
  rules: [{
    id: 'described',
    title: 'Every switch says where it stands',
    severity: 'note',
    kinds: ['Switch'],
    check: (resource, fabric) =>
      String(resource.value.spec.description).startsWith('leaf-1 ')
        ? [{ at: ['spec', 'description'], message: resource.name + ' of ' + fabric.all('Switch').length }]
        : [],
  }, { id: 'throws', title: 'Throws', check: () => { throw new Error('no'); } }],
  onFailure: (failure) => (failure.code === 'index-locked' ? { retryAfterMs: 5 } : null),
};
`;

describe('extensions of the person', () => {
  it('adds rules that a policy can silence; what is wrong with one is told', async () => {
    const extensionsFolder = await temporaryFolder('extensions');
    await writeFile(join(extensionsFolder, 'house.mjs'), extension, { mode: 0o644 });
    await writeFile(join(extensionsFolder, 'bad.mjs'), 'export default { name: 1 }', { mode: 0o644 });
    await writeFile(join(extensionsFolder, 'readme.txt'), 'not code');
    const desk = await createTestDesk(small(), { extensionsFolder });
    await desk.look();
    const own = (await problemsOf(desk)).filter(({ rule }) => rule === 'house:described');
    expect(own).toMatchObject([
      { severity: 'note', field: 'spec.description', message: expect.stringMatching(/^leaf-1 of \d/) },
    ]);
    const overview = await desk.ask('fabric.overview', { snapshot: null });
    expect(overview).toMatchObject({ ok: true, value: { extensions: { loaded: ['house'] } } });
    const reasons = overview.ok ? overview.value.extensions.problems.map(({ reason }) => reason).join('\n') : '';
    expect(reasons).toMatch(/throws: no/);
    expect(reasons).toMatch(/default export\.name has to be a text/);
    const rules = await desk.ask('problems.rules', { snapshot: null });
    expect(rules.ok && rules.value.rules.some(({ id }) => id === 'house:described')).toBe(true);
    await desk.write({ '.selvedge/policy.yaml': "version: 1\nseverities:\n  'house:described': off\n" });
    await desk.again(['.selvedge/policy.yaml']);
    expect((await problemsOf(desk)).filter(({ rule }) => rule === 'house:described' || rule === 'policy')).toEqual([]);
    const failure = { code: 'index-locked', path: 'x', ageMs: null, ownerAlive: null } as const;
    expect(await desk.ask('hear-failure', { failure })).toEqual({ retryAfterMs: 5 });
    expect(await desk.ask('hear-failure', { failure: { code: 'git-missing' } })).toBeNull();
  });

  it('understands the example of the guide', async () => {
    const guide = await readFile('docs/guide/your-own-rules.md', 'utf8');
    const example = /```js\n([\s\S]*?)```/.exec(guide)?.[1] ?? '';
    const extensionsFolder = await temporaryFolder('extensions');
    await writeFile(join(extensionsFolder, 'house.mjs'), example, { mode: 0o644 });
    const files = small();
    const path = 'fabrics/main/managed/switches/leaf-1.yaml';
    const undescribed = (files[path] ?? '').replace(/ {2}description: .*\n/, '');
    const desk = await createTestDesk({ ...files, [path]: undescribed }, { extensionsFolder });
    await desk.look();
    const own = (await problemsOf(desk)).filter(({ rule }) => rule === 'house:described');
    expect(own).toMatchObject([{ path, severity: 'warning', field: 'spec' }]);
  });

  it.skipIf(process.platform === 'win32')('runs nothing that others may write', async () => {
    const extensionsFolder = await temporaryFolder('extensions');
    await mkdir(extensionsFolder, { recursive: true });
    await writeFile(join(extensionsFolder, 'house.mjs'), extension);
    const { chmod } = await import('node:fs/promises');
    await chmod(join(extensionsFolder, 'house.mjs'), 0o666);
    const desk = await createTestDesk(small(), { extensionsFolder });
    await desk.look();
    const overview = await desk.ask('fabric.overview', { snapshot: null });
    expect(overview).toMatchObject({
      ok: true,
      value: { extensions: { loaded: [], problems: [{ file: 'house.mjs' }] } },
    });
  });
});
