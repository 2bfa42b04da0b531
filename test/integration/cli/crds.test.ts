import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { createRepository } from '../../support/repository';
import { removeAllFolders, temporaryFolder } from '../../support/temporary-folder';
import type { Ended } from './command-line';
import { commandLine } from './command-line';

afterAll(removeAllFolders);

const definition = (kind: string): string => `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: ${kind.toLowerCase()}s.example.org }
spec:
  group: example.org
  names: { kind: ${kind}, plural: ${kind.toLowerCase()}s }
  versions:
    - name: v1
      served: true
      schema:
        openAPIV3Schema:
          type: object
          properties: { spec: { type: object, properties: { size: { type: integer } } } }
`;
const listOf = (...texts: string[]): string =>
  [
    'apiVersion: v1',
    'kind: List',
    'items:',
    ...texts.map((text) => `  - ${text.trimEnd().replaceAll('\n', '\n    ')}`),
  ].join('\n');
const widget = 'apiVersion: example.org/v1\nkind: Widget\nmetadata: { name: w }\nspec: { size: big }\n';

let run: (...args: string[]) => Promise<Ended>;
let folder: string;
beforeEach(async () => {
  run = await commandLine();
  folder = await temporaryFolder('definitions');
});

const save = async (name: string, text: string | Uint8Array): Promise<string> => {
  await writeFile(join(folder, name), text);
  return join(folder, name);
};

test('imported kinds are listed, judge resources, and are forgotten again', async () => {
  const repo = await createRepository();
  await repo.commit('first', { 'managed/vpcs/.gitkeep': '', 'raw/.gitkeep': '', 'managed/w.yaml': widget });
  const problems = async (): Promise<string> => (await run('-C', repo.root, 'validate')).out;
  expect(await problems()).not.toContain('size');
  expect((await run('crds', 'list')).out).toContain('No kinds were imported');

  const file = await save('cluster.yaml', listOf(definition('Widget'), definition('Gadget')));
  const imported = await run('crds', 'import', file, '--json');
  expect(imported.code).toBe(0);
  expect(imported.json()).toMatchObject({
    replaced: false,
    kinds: [{ group: 'example.org', kind: 'Widget', version: 'v1' }, { kind: 'Gadget' }],
  });
  expect(await readFile(imported.json()['path'] as string, 'utf8')).toBe(await readFile(file, 'utf8'));
  expect((await run('crds', 'list')).out).toBe(
    'Widget.example.org  v1  cluster.yaml\nGadget.example.org  v1  cluster.yaml\n',
  );
  expect(await problems()).toMatch(/spec\.size/);
  expect((await run('crds', 'import', file)).out).toContain('2 kinds replaced what was in');

  expect((await run('crds', 'remove', 'cluster')).code).toBe(0);
  expect((await run('crds', 'remove', 'cluster')).code).toBe(4);
  expect(await problems()).not.toContain('size');
});

test('what is no list of definitions is refused with a sentence, and nothing is kept', async () => {
  const secret = 'apiVersion: v1\nkind: Secret\nmetadata: { name: s }\n';
  const refused = async (file: string, ...more: string[]): Promise<Ended> => {
    const ended = await run('crds', 'import', file, ...more);
    expect(ended.code).not.toBe(0);
    return ended;
  };
  const mixed = await refused(await save('mixed.yaml', `${definition('Widget')}---\n${secret}`));
  expect(mixed.error).toContain('its resource 2 is no CustomResourceDefinition');
  expect((await refused(await save('list.yaml', listOf(definition('Widget'), secret)))).error).toContain(
    'its resource 2',
  );
  expect((await refused(await save('empty.yaml', '# nothing\n'))).error).toContain('it defines no kinds');
  expect((await refused(await save('broken.yaml', 'kind: [\n'))).error).toContain('it cannot be read');
  expect((await refused(await save('binary.yaml', Buffer.from([0xff, 0xfe, 0, 1])))).error).toContain('not');
  expect((await refused(join(folder, 'none.yaml'))).code).toBe(4);
  const good = await save('good.yaml', definition('Widget'));
  expect((await refused(good, '--name', '../house.mjs/x')).error).toContain('--name');
  expect(await readdir(process.env['SELVEDGE_DATA'] ?? '').catch(() => [])).not.toContain('extensions');
});

test('doctor tells of imported kinds that cannot be read', async () => {
  await run('crds', 'import', await save('good.yaml', definition('Widget')));
  await writeFile(join(process.env['SELVEDGE_DATA'] ?? '', 'extensions', 'bad.yaml'), 'a: 1\n');
  expect((await run('crds', 'list')).error).toContain('bad.yaml: it defines no kinds');
  const { tests } = JSON.parse((await run('doctor', '--json')).out) as { tests: { name: string; detail: string }[] };
  expect(tests.find(({ name }) => name === 'imported kinds can be read')).toMatchObject({
    passed: false,
    detail: expect.stringContaining('crds remove bad.yaml'),
  });
}, 60_000);
