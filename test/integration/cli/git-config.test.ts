import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TestRepository } from '../../support/repository';
import { createRepository } from '../../support/repository';
import { removeAllFolders, temporaryFolder } from '../../support/temporary-folder';
import type { Ended } from './command-line';
import { commandLine } from './command-line';

afterAll(removeAllFolders);

let run: (...args: string[]) => Promise<Ended>;
let repo: TestRepository;
const before = { ...process.env };
beforeEach(async () => {
  run = await commandLine();
  repo = await createRepository();
  await repo.commit('first', { 'a.yaml': 'a: 1\n' });
});
afterEach(() => {
  process.env = { ...before };
});

const program = "/opt/it's 100% here/selvedge";
const install = (...more: string[]): Promise<Ended> =>
  run('-C', repo.root, 'git-config', 'install', '--program', program, ...more);
const uninstall = (...more: string[]): Promise<Ended> => run('-C', repo.root, 'git-config', 'uninstall', ...more);
const attributes = (): string => repo.path('.git/info/attributes');

describe('git-config', () => {
  test('--dry-run shows every line and changes nothing', async () => {
    const config = await repo.read('.git/config');
    const shown = await install('--dry-run');
    expect(shown.code).toBe(0);
    expect(shown.out).toContain('.git/config\n  + merge.selvedge.name = ');
    expect(shown.out).toContain(`'/opt/it'\\''s 100%% here/selvedge' merge-driver %O %A %B %L %P`);
    expect(shown.out).toContain(`'/opt/it'\\''s 100% here/selvedge' mergetool -- "$LOCAL" "$BASE" "$REMOTE" "$MERGED"`);
    expect(shown.out).toContain('  + *.yaml merge=selvedge\n  + *.yml merge=selvedge\n');
    expect(await repo.read('.git/config')).toBe(config);
    await expect(stat(attributes())).rejects.toThrow();
  });

  test('installing twice changes once; uninstalling gives back every byte that others wrote', async () => {
    const others = '# ours\r\nsecrets.yaml -merge\r\n*.md merge=union';
    await writeFile(attributes(), others, { mode: 0o640 }).catch(async () => {
      await repo.write({ '.git/info/attributes': others });
    });
    await repo.git('config', 'merge.other.driver', 'other %A');
    await repo.git('config', 'mergetool.other.cmd', 'other');
    const config = await repo.read('.git/config');
    expect((await install('--json')).json()).toMatchObject({ ok: true, changed: true });
    expect((await install('--json')).json()).toMatchObject({ ok: true, changed: false, lines: [] });
    expect(await repo.read('.git/info/attributes')).toMatch(/^# selvedge: .*\r\n[^]*# selvedge: end\r\n# ours\r\n/);
    // Somebody else's line about one file goes before ours.
    expect(await repo.git('check-attr', 'merge', 'a.yaml', 'secrets.yaml', 'x.yml')).toBe(
      'a.yaml: merge: selvedge\nsecrets.yaml: merge: unset\nx.yml: merge: selvedge',
    );
    expect((await uninstall('--json')).json()).toMatchObject({ ok: true, changed: true });
    expect(await repo.read('.git/info/attributes')).toBe(others);
    expect(await repo.read('.git/config')).toBe(config);
    expect((await uninstall()).out).toBe('There is nothing of ours.\n');
  });

  test('what we made alone goes whole; a moved program is replaced', async () => {
    await install();
    const moved = await run('-C', repo.root, 'git-config', 'install', '--program', '/new/selvedge');
    expect(moved.out).toContain("  ~ merge.selvedge.driver = '/new/selvedge' merge-driver");
    await uninstall();
    await expect(stat(attributes())).rejects.toThrow();
    expect(await repo.read('.git/config')).not.toContain('selvedge');
  });

  test('a tracked file is edited only when asked, as an operation', async () => {
    await repo.commit('attributes', { '.gitattributes': '*.md text\nbig.yaml merge=binary\n' });
    const local = await install();
    expect(local.error).toContain('.gitattributes says “big.yaml merge=binary”');
    expect(await repo.status()).toEqual([]);
    await uninstall();
    expect((await install('--gitattributes')).code).toBe(0);
    expect(await repo.read('.gitattributes')).toMatch(/^# selvedge: .*\n\*\.yaml merge=selvedge\n/);
    expect((await repo.git('check-attr', 'merge', 'big.yaml')).trim()).toBe('big.yaml: merge: binary');
    expect((await run('-C', repo.root, 'undo')).code).toBe(0);
    expect(await repo.read('.gitattributes')).toBe('*.md text\nbig.yaml merge=binary\n');
  });

  test('--global goes to the files of the person', async () => {
    const home = await temporaryFolder('home');
    process.env['HOME'] = home;
    process.env['XDG_CONFIG_HOME'] = join(home, 'config');
    delete process.env['GIT_CONFIG_GLOBAL'];
    await writeFile(join(home, '.gitconfig'), '[user]\n\tname = Iris\n');
    expect((await install('--global')).code).toBe(0);
    expect(await readFile(join(home, '.gitconfig'), 'utf8')).toMatch(/^\[user\]\n\tname = Iris\n\[merge "selvedge"\]/);
    expect(await readFile(join(home, 'config/git/attributes'), 'utf8')).toContain('*.yaml merge=selvedge');
    expect(await repo.read('.git/config')).not.toContain('selvedge');
    expect((await uninstall('--global')).code).toBe(0);
    expect(await readFile(join(home, '.gitconfig'), 'utf8')).toBe('[user]\n\tname = Iris\n');
    await expect(stat(join(home, 'config/git/attributes'))).rejects.toThrow();
  });

  test('--local and --global exclude each other; a folder without a repository is refused', async () => {
    expect((await install('--local', '--global')).code).toBe(2);
    const plain = await temporaryFolder('plain');
    expect((await run('-C', plain, 'git-config', 'install', '--program', program)).code).toBe(4);
  });

  test('a byte order mark stays first; what is no text or no file is refused before anything changes', async () => {
    const marked = '\uFEFF*.md merge=union\n';
    await repo.write({ '.git/info/attributes': marked });
    expect((await install()).code).toBe(0);
    expect(await repo.read('.git/info/attributes')).toMatch(/^\uFEFF# selvedge: [^]*end\n\*\.md merge=union\n$/);
    expect((await uninstall()).code).toBe(0);
    expect(await repo.read('.git/info/attributes')).toBe(marked);
    const config = await repo.read('.git/config');
    const latin = Buffer.from('# caf\u00e9\n*.md merge=union\n', 'latin1');
    await repo.write({ '.git/info/attributes': latin });
    expect(await install()).toMatchObject({ code: 3, error: expect.stringContaining('not text') as string });
    expect(await repo.bytes('.git/info/attributes')).toEqual(latin);
    await repo.write({ '.git/info/attributes': null, '.git/info/attributes/x': '' });
    expect((await install()).code).toBe(3);
    expect(await repo.read('.git/config')).toBe(config);
  });
});
