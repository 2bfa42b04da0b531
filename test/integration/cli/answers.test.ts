import { access, mkdir, readFile, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { extensionsFolder, usableDataFolder } from '../../../src/cli/data-folder';
import { runCommandLine } from '../../../src/cli/program';
import type { TestRepository } from '../../support/repository';
import { createRepository } from '../../support/repository';
import { removeAllFolders, temporaryFolder } from '../../support/temporary-folder';
import type { Ended } from './command-line';
import { commandLine } from './command-line';

afterAll(removeAllFolders);

let run: (...args: string[]) => Promise<Ended>;
let repo: TestRepository;
beforeEach(async () => {
  const any = await commandLine();
  repo = await createRepository();
  run = (...args) => any('-C', repo.root, ...args);
  await repo.commit('first', { 'a.yaml': 'a: 1\n' });
});

/** One operation: a changed file put back. */
async function change(): Promise<void> {
  await repo.write({ 'a.yaml': `a: ${Math.random()}\n` });
  expect((await run('restore', '--from', 'HEAD', 'a.yaml')).code).toBe(0);
}

const vaultOf = async (): Promise<string> => (await run('backup', 'list', '--json')).json()['location'] as string;

describe('the audit trail and the operations log, checked against each other', () => {
  test('a deleted trail, a cut one, a deleted log: told, and still told after going on', async () => {
    await change();
    await change();
    expect((await run('audit', 'verify')).code).toBe(0);
    const vault = await vaultOf();
    const path = join(vault, 'audit/audit.jsonl');
    const whole = await readFile(path);
    await rm(path);
    const deleted = await run('audit', 'verify');
    expect(deleted.code).toBe(3);
    expect(deleted.out).toContain('0 records beside 2 operations');
    await writeFile(path, whole.subarray(0, -1));
    expect((await run('audit', 'verify')).code).toBe(3);
    await change();
    expect((await run('audit', 'verify')).code).toBe(3);
  });

  test('damage of the log is told by “operations list”, and undo takes nothing older', async () => {
    await change();
    await change();
    const log = join(await vaultOf(), 'log');
    const file = join(log, (await readdir(log))[0] ?? '');
    const whole = await readFile(file);
    await truncate(file, whole.length - 30);
    const listed = await run('operations', 'list', '--json');
    // A script reads one object, and nothing is said beside it.
    expect(listed.json()['damage']).toEqual([expect.stringContaining('cannot be read')]);
    expect(listed.error).toBe('');
    expect((await run('operations', 'list')).error).toContain('cannot be read');
    const look = await run('audit', 'accept', '--json');
    expect([look.code, look.json()['accepted']]).toEqual([3, false]);
    expect((await run('backup', 'prune', '--dry-run')).code).toBe(3);
    const undone = await run('operations', 'undo', '--json');
    expect(undone.code).toBe(3);
    expect(undone.out).toContain('The newest operation cannot be read');
    await rm(file);
    expect((await run('operations', 'list')).error).toContain('2 operations');
    expect((await run('audit', 'verify')).code).toBe(3);
    expect((await run('audit', 'accept')).out).toContain('Say --yes to do it.');
    const accepted = await run('audit', 'accept', '--yes');
    expect([accepted.code, accepted.out]).toEqual([0, expect.stringContaining('nothing is proven about it')]);
    expect((await run('audit', 'verify')).out).toContain('is whole, but for what was accepted');
    expect((await run('backup', 'prune', '--dry-run')).code).toBe(0);
  });
});

describe('--json', () => {
  test.each([
    [['backup']],
    [['backup', 'bogus']],
    [['operations', 'list', '--limit', 'x']],
    [['audit', 'export']],
    [['locks', '--bogus']],
    [['nothing-like-it']],
  ])('%j that is not understood is one JSON object', async (args) => {
    const ended = await run(...args, '--json');
    expect(ended.code).toBe(2);
    expect(ended.json()).toMatchObject({ ok: false, failure: { code: 'usage' } });
    expect(ended.error).not.toBe('');
  });

  test('a fault of ours is one, too', async () => {
    let out = '';
    const terminal = {
      raw: () => undefined,
      notices: [],
      error: () => undefined,
      out: (text: string) => {
        if (out === '' && text.includes('"ok":true')) throw new Error('a bug');
        out += text;
      },
    };
    const code = await runCommandLine(['-C', repo.root, 'locks', '--json'], terminal, '1');
    expect([code, JSON.parse(out)]).toMatchObject([70, { ok: false, failure: { code: 'bug' } }]);
  });
});

describe('the data folder', () => {
  test('inside of the repository, relative or a file: refused by name, nothing is written', async () => {
    const { SELVEDGE_DATA: before } = process.env;
    const file = join(await temporaryFolder('file'), 'data');
    await writeFile(file, '');
    for (const folder of [join(repo.root, 'data'), join(repo.root, '.git/data'), 'relative', file, `${file}/below`]) {
      let out = '';
      const terminal = {
        notices: [],
        raw: () => undefined,
        error: () => undefined,
        out: (text: string) => void (out += text),
      };
      process.env['SELVEDGE_DATA'] = folder;
      const code = await runCommandLine(['-C', repo.root, 'backup', 'create', '--json'], terminal, '1');
      expect([code, JSON.parse(out)], folder).toMatchObject([
        3,
        { failure: { code: 'data-folder-unusable', path: folder } },
      ]);
    }
    process.env['SELVEDGE_DATA'] = before;
    expect(await repo.status()).toEqual([]);
    expect(await repo.exists('data')).toBe(false);
    expect(await repo.exists('.git/data')).toBe(false);
    expect(await readdir(join(repo.root, '.git'))).not.toContain('selvedge');
    expect((await usableDataFolder('.config/Selvedge')).ok).toBe(false);
  });
});

test('programs of the repository that are not run are told where the repository is looked at, and in its JSON', async () => {
  await repo.git('config', 'filter.own.clean', 'cat');
  expect((await run('status')).error).toBe('');
  await repo.commit('attributes', { '.gitattributes': '*.bin filter=own\n', 'x.bin': 'x\n' });
  const said = '1 tracked file goes through a program that this repository names itself (filter “own”)';
  expect((await run('status')).error).toContain(said);
  const status = await run('status', '--json');
  expect(status.error).toBe('');
  expect(status.json()).toMatchObject({ notices: [expect.stringContaining(said)] });
  expect((await run('backup', 'list')).error).toBe('');
});

describe('a data folder that a repository brings', () => {
  test('has no say: its extensions are not run', async () => {
    const { SELVEDGE_DATA: before } = process.env;
    const folder = await temporaryFolder('plain');
    const canary = join(folder, 'canary');
    const evil = `import { writeFileSync } from 'node:fs';\nwriteFileSync(${JSON.stringify(canary)}, '');\nexport default {};\n`;
    await mkdir(join(folder, 'data/extensions'), { recursive: true });
    await writeFile(join(folder, 'data/extensions/evil.mjs'), evil);
    const said: string[] = [];
    const note = (text: string): void => void said.push(text);
    const terminal = { notices: [], raw: () => undefined, error: note, out: note };
    process.env['SELVEDGE_DATA'] = join(folder, 'data');
    try {
      const validate = await runCommandLine(['-C', folder, 'validate'], terminal, '1');
      expect([validate, said.join('')]).toEqual([3, expect.stringContaining(`it lies inside of “${folder}”`)]);
      expect(await extensionsFolder(join(folder, 'data'))).toMatchObject({ ok: false });
      expect(await extensionsFolder(join(folder, 'elsewhere'))).toMatchObject({ ok: true });
    } finally {
      process.env['SELVEDGE_DATA'] = before;
    }
    await expect(access(canary)).rejects.toThrow();
  });
});

test('what looks like an id is told as an id; secrets in names are not kept', async () => {
  expect((await run('restore', '--from', 'o-x', 'a.yaml', '--json')).json()).toMatchObject({
    failure: { code: 'operation-missing' },
  });
  await run('checkpoint', 'create', 'token=hunter2');
  await run('backup', 'create', '--note', 'password: hunter2', 'a.yaml');
  const texts = await Promise.all(
    [
      ['checkpoint', 'list'],
      ['backup', 'list'],
      ['operations', 'list'],
    ].map((args) => run(...args, '--json')),
  );
  expect(texts.map(({ out }) => out).join()).not.toContain('hunter2');
});

test('a lock of a second ago gets the sentence that is true of it', async () => {
  await writeFile(join(repo.root, '.git/index.lock'), '');
  const refused = await run('locks', '--remove', 'index.lock');
  expect(refused.code).toBe(6);
  expect(refused.error).toContain('younger than 10 seconds');
});
