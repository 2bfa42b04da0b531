import { readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { createRepository } from '../../support/repository';
import { removeAllFolders, temporaryFolder } from '../../support/temporary-folder';
import { vpcText } from './fabric-repository';
import { inSmallFabric } from './in-small-fabric';

const here = inSmallFabric();
const { line, run } = here;
afterAll(removeAllFolders);

describe('questions', () => {
  test('resources by filter, references both ways, free values', async () => {
    const all = (await run('resources', '--json')).json() as { total: number };
    expect(all.total).toBe(15);
    expect((await run('resources', 'kind:VPC')).out).toMatch(
      /^VPC\/app +managed\/vpcs\/app\.yaml:1\nVPC\/web .*\n2 documents$/m,
    );
    expect((await run('resources', 'vlan:1002')).out).toContain('VPC/app');
    const refs = await run('refs', 'vpc/web');
    expect(refs.out).toMatch(/VPCAttachment\/web-1 +spec\.subnet/);
    expect(refs.out).toMatch(/VPCPeering\/web--app/);
    expect(refs.code).toBe(0);
    expect((await run('refs', 'VPC/none')).code).toBe(4);
    expect((await run('next-free', 'vlan')).out).toMatch(/^1003 /);
    expect((await run('next-free', 'subnet', '--bits', '25')).out).toMatch(/^10\.0\.0\.0\/25 /);
    expect((await run('next-free', 'port', 'leaf-1')).out).toMatch(/^leaf-1\/E1\/2 /);
    expect((await run('next-free', 'port')).code).toBe(2);
    expect(await run('next-free', 'subnet', '--bits', '33')).toMatchObject({
      code: 2,
      error: expect.stringContaining('a length from 0 to 32') as string,
    });
    await run('disable', 'VPC/web');
    const asleep = await run('refs', 'VPCPeering/web--app');
    expect(asleep.out).toMatch(/VPC\/web .* missing, commented out in managed\/vpcs\/web\.yaml:/);
    expect(asleep.code).toBe(1);
    await run('enable', 'VPC/web');
    expect((await run('next-free', 'vlan', '--json', '--count', '2')).json()).toMatchObject({
      candidates: [{ value: '1003' }, { value: '1004' }],
    });
  });

  test('what cannot be read is neither free, nor gone, nor taken for absent', async () => {
    await here.repo.write({ 'managed/vpcs/app.yaml': vpcText('app', 1002).replace('1002', '[1002') });
    expect((await run('next-free', 'vlan')).out).toMatch(/^1003 .*managed\/vpcs\/app\.yaml cannot be read: /);
    const judged = (await run('validate')).out;
    expect(judged).toContain('VPC app is not among what can be read; it seems to stand in managed/vpcs/app.yaml');
    expect(judged).not.toContain('does not exist');
    for (const args of [['refs'], ['disable'], ['delete'], ['rename', 'VPC/app', 'other']]) {
      const ended = await run(...(args.length > 1 ? args : [...args, 'VPC/app']));
      expect(ended).toMatchObject({ code: 3, out: '' });
      expect(ended.error).toContain('may be in “managed/vpcs/app.yaml”');
    }
    const unread = 'managed/vpcs/app.yaml cannot be read: what stands in it is not in this answer.';
    for (const args of [
      ['resources', 'vlan:1002'],
      ['refs', 'VPC/web'],
      ['topology', '--against', 'HEAD'],
    ]) {
      expect((await run(...args)).error).toContain(unread);
      expect(JSON.parse((await run(...args, '--json')).out)).toMatchObject({ notices: [unread] });
    }
    expect((await run('rename', 'VPC/web', 'app')).error).toContain('app may be taken: managed/vpcs/app.yaml');
    await here.repo.write({ 'managed/vpcs/app.yaml': `x: [\nuses: web\n` });
    expect((await run('delete', 'VPC/web', '--dry-run')).out).toMatch(
      /a document that cannot be read \(managed\/vpcs\/app\.yaml:2\) +it says web/,
    );
    // Too large to be read at all: git knows what it was.
    await here.repo.write({ 'managed/vpcs/app.yaml': '# nothing\n'.repeat(1_000_000) });
    expect((await run('next-free', 'vlan')).out).toMatch(/^1003 .*what git had of it last counts as used/);
  });

  test('history of a value, and a search over time', async () => {
    await here.repo.commit('renumber', { 'managed/vpcs/web.yaml': vpcText('web', 1042, 1) });
    const history = await run('history', 'VPC/web.subnets.default.vlan');
    expect(history.out).toMatch(
      /Iris Weaver +vlan of web\/default: 1001 → 1042\n.* vlan of web\/default: set to \d+ \(the resource was added\)/,
    );
    expect((await run('history', '--search', 'vlan 1042')).out).toMatch(
      /^First used \S+ \S+ in \S+ by Iris Weaver: VPC\/web/,
    );
    expect((await run('history', '--search', '4000')).code).toBe(4);
    expect((await run('history', '--search', 'vlan 1077')).out).toMatch(
      /^First inside of a range or prefix .*VLANNamespace/,
    );
    await here.repo.commit('back, and more', {
      'managed/vpcs/web.yaml': vpcText('web', 1001),
      'managed/vpcs/app.yaml': vpcText('app', 1009, 2),
    });
    expect((await run('history', 'VPC/web')).out).toMatch(/1042 → 1001\n.* back to what it was after [0-9a-f]{10}\n/);
    expect((await run('history', 'VPCPeering/web--app.permit')).out).toContain('permit of web--app: web, app added');
    expect((await run('history', 'VPC/none')).code).toBe(4);
    expect((await run('history')).code).toBe(2);
  });

  test('topology as a list, as data with a difference, and as a picture that is XML', async () => {
    await here.repo.write({
      'managed/servers/server-2.yaml': null,
      'managed/connections/server-2--unbundled--leaf-2.yaml': null,
    });
    expect((await run('topology')).out).toMatch(/^spine +spine-1/m);
    const data = (await run('topology', '--json', '--against', 'HEAD')).json();
    expect(data).toMatchObject({ difference: { nodes: { removed: [{ name: 'server-2' }] } } });
    await here.repo.write({ 'managed/vpcs/web.yaml': vpcText('web', 1009) });
    const told = (await run('topology', '--against', 'HEAD')).out;
    expect(told).toMatch(/^- +server +server-2$/m);
    expect(told).toMatch(/^- +link +server-2--unbundled--leaf-2 /m);
    expect(told).toMatch(/^~ +vpc +web .* VLAN 1009 .* was 10\.0\.\d\.0\/24 VLAN 1001$/m);
    expect(told).toMatch(/^ +spine +spine-1/m);
    const file = join(await temporaryFolder('picture'), 'fabric.svg');
    expect((await run('topology', '--svg', '--against', 'HEAD', '--output', file)).code).toBe(0);
    const svg = await readFile(file, 'utf8');
    expect(svg.match(/<g class="node /g)).toHaveLength(5);
    expect(svg).toContain('class="node server removed"');
    expect(svg.match(/<path class="link removed"/g)).toHaveLength(2);
    expect((await run('topology', '--svg', '--output', join(here.repo.root, 'none', 'x.svg'))).code).toBe(4);
    expect((await run('topology', '--output', file)).code).toBe(2);
    expect((await run('topology', '--svg', '--at', 'HEAD')).out).toMatch(/^<svg [\s\S]*<\/svg>\n$/);
  });
});

test('what was done in one fabric is told with its undo when the next one fails', async () => {
  const raw = { 'a/raw/x.yaml': vpcText('x', 1003), 'b/raw/y.yaml': vpcText('y', 1004) };
  here.repo = await createRepository();
  await here.repo.commit('two fabrics', raw);
  await symlink(await temporaryFolder('outside'), join(here.repo.root, 'b', 'managed'));
  const ended = await run('ingest', '--json');
  expect(ended.code).toBe(3);
  expect(ended.json()).toMatchObject({
    ok: false,
    plans: [{ fabric: 'a', receipt: { undoable: true } }],
    failure: { fabric: 'b', code: 'path-outside-project' },
  });
});

describe('changes are previewed, one operation, and undone to the byte', () => {
  test('rename with references, its file too; a dry run changes nothing', async () => {
    const before = await here.repo.status();
    const dry = await run('rename', 'VPC/web', 'www', '--dry-run');
    expect(dry.out).toContain('Rename VPC web to www');
    expect(await here.repo.status()).toEqual(before);
    const done = await run('rename', 'VPC/web', 'www', '--json');
    expect(done.code).toBe(0);
    expect(await here.repo.exists('managed/vpcs/web.yaml')).toBe(false);
    expect(await here.repo.read('managed/vpcs/www.yaml')).toBe(vpcText('www', 1001));
    expect(await here.repo.read('managed/vpcattachments/web-1.yaml')).toContain('subnet: www/default');
    expect(await here.repo.read('managed/vpcpeerings/web--app.yaml')).toContain('- www: {}');
    expect((await run('validate')).code).toBe(0);
    await run('undo');
    expect(await here.repo.status()).toEqual([]);
    await run('rename', 'VPC/web/default', 'front');
    expect(await here.repo.read('managed/vpcattachments/web-1.yaml')).toContain('subnet: web/front');
    expect((await run('rename', 'VPC/none', 'x')).code).toBe(4);
    expect((await run('rename', 'VPC/web', 'app')).code).toBe(3);
  });

  test('disable, enable, move, delete', async () => {
    const disabled = await run('disable', 'VPC/web', '--reason', 'maintenance');
    expect(disabled.out).toMatch(/still name it/);
    expect(await here.repo.read('managed/vpcs/web.yaml')).toMatch(/^# Disabled by Selvedge: maintenance\n# apiVersion/);
    expect((await run('resources', 'is:disabled')).out).toContain('VPC/web');
    expect((await run('disable', 'VPC/web')).error).toContain('is commented out already');
    await run('enable', 'VPC/web');
    expect(await here.repo.status()).toEqual([]);
    await run('move', 'VPC/web', 'VPC/app', '--to', 'managed/vpcs/both.yaml');
    expect(await here.repo.read('managed/vpcs/both.yaml')).toBe(`${vpcText('web', 1001)}---\n${vpcText('app', 1002)}`);
    await run('delete', 'managed/vpcs/both.yaml#1');
    expect(await here.repo.read('managed/vpcs/both.yaml')).toBe(`---\n${vpcText('app', 1002)}`);
    for (const _ of [1, 2]) await run('undo');
    expect(await here.repo.status()).toEqual([]);
    const all = await run('delete', 'VPC/web', '--with-referrers', '--json');
    expect((all.json() as { plans: { steps: { path: string }[] }[] }).plans[0]?.steps.map(({ path }) => path)).toEqual([
      'managed/vpcattachments/web-1.yaml',
      'managed/vpcpeerings/web--app.yaml',
      'managed/vpcs/web.yaml',
    ]);
    await run('undo');
    expect(await here.repo.status()).toEqual([]);
  });

  test('duplicates: told, cleared up, and none are left', async () => {
    expect(await run('duplicates')).toMatchObject({ code: 0, out: 'No resource stands more than once.\n' });
    await here.repo.commit('drop', {
      'raw/prepop.yaml': `# all\n${vpcText('web', 1001)}---\n# mine\n${vpcText('new', 1003)}---\n${vpcText('app', 1050, 2)}`,
      'raw/web.yaml': vpcText('web', 1001),
    });
    const found = await run('duplicates');
    expect(found.code).toBe(1);
    expect(found.out).toMatch(/keeps managed\/vpcs\/web\.yaml:1[\s\S]*loses raw\/prepop\.yaml:1/);
    const dry = await run('duplicates', '--apply', 'policy', '--dry-run');
    expect([dry.code, (await here.repo.status()).length]).toEqual([1, 0]);
    expect((await run('duplicates', '--apply', 'policy')).code).toBe(0);
    expect(await run('duplicates')).toMatchObject({ code: 0 });
    expect(await here.repo.exists('raw/web.yaml')).toBe(false);
    const raw = await here.repo.read('raw/prepop.yaml');
    expect(raw).toContain(`# mine\n${vpcText('new', 1003)}`);
    expect(raw.match(/^# Disabled by Selvedge/gm)).toHaveLength(2);
    expect((await run('duplicates', '--apply', 'policy')).code).toBe(0);
    await run('undo');
    expect(await here.repo.status()).toEqual([]);
    expect((await run('duplicates', '--apply', 'archive')).code).toBe(0);
    expect(await here.repo.read('.archive/raw/web.yaml')).toBe(vpcText('web', 1001));
  });

  test('ingest: dry, done, done again, undone', async () => {
    await here.repo.commit('drop', {
      'raw/prepop.yaml': `# all\n${vpcText('new', 1003)}---\nkind: ConfigMap\napiVersion: v1\nmetadata: {name: c}\n`,
    });
    expect(await run('ingest', '--dry-run')).toMatchObject({
      code: 1,
      out: expect.stringContaining('VPC new gets a file of its own') as string,
    });
    expect(await here.repo.status()).toEqual([]);
    const done = await run('ingest');
    expect(done.out).toMatch(/Done \(take it back with: selvedge undo o-/);
    expect(await here.repo.read('managed/vpcs/new.yaml')).toMatch(/^# all\n[\s\S]*original-file: raw\/prepop\.yaml\n/);
    expect(await here.repo.read('raw/prepop.yaml')).toBe('---\nkind: ConfigMap\napiVersion: v1\nmetadata: {name: c}\n');
    expect(await here.repo.read('.hnp/archive-log.yaml')).toContain('archived_to: raw/prepop.yaml.archived\n');
    const after = await here.repo.status();
    const again = (await run('ingest', '--json')).json() as { plans: { files: unknown[]; receipt: unknown }[] };
    expect(again.plans[0]).toMatchObject({ files: [], receipt: null });
    expect(await here.repo.status()).toEqual(after);
    await run('undo');
    expect(await here.repo.status()).toEqual([]);
  });

  test('structure: created, validated, repaired', async () => {
    const created = await run('structure', 'create', 'fabrics/new');
    expect(created.code).toBe(0);
    expect(await here.repo.read('fabrics/new/.hnp/manifest.yaml')).toContain('fabric_name: new\n');
    expect((await run('structure', 'validate', '--fabric', 'fabrics/new')).code).toBe(0);
    await here.repo.write({ 'managed/vpcs/web.yaml': null, 'managed/vpcs/wrong.yaml': vpcText('web', 1001) });
    expect(await run('structure', 'validate', '--fabric', '.')).toMatchObject({
      code: 1,
      out: expect.stringContaining('VPC web belongs there') as string,
    });
    expect((await run('structure', 'repair', '--moves', '--fabric', '.')).code).toBe(0);
    expect(await here.repo.read('managed/vpcs/web.yaml')).toBe(vpcText('web', 1001));
    expect((await run('structure', 'validate', '--fabric', '.')).code).toBe(0);
  });
});

test('doctor examines the installation, and every figure is there', async () => {
  const doctor = await line('doctor', '--json');
  const report = JSON.parse(doctor.out) as Record<string, unknown>;
  expect(report['tests']).toEqual(expect.arrayContaining([expect.objectContaining({ passed: true })]));
  expect((report['tests'] as { passed: boolean }[]).filter(({ passed }) => !passed)).toEqual([]);
  expect(report).toMatchObject({
    overall_success: true,
    success_rate: 100,
    tests_failed: 0,
    performance_metrics: { concurrent_operations: 8 },
    recommendations: expect.any(Array) as unknown,
  });
  expect(report['tests_passed']).toBe((report['tests'] as unknown[]).length);
  expect(doctor.code).toBe(0);
});

test('without a git identity doctor says so of each check that needs one, and the others go on', async () => {
  const home = await temporaryFolder('nobody');
  await writeFile(join(home, '.gitconfig'), '[user]\n  useConfigOnly = true\n');
  vi.stubEnv('HOME', home);
  vi.stubEnv('XDG_CONFIG_HOME', undefined);
  const doctor = await line('doctor', '--json').finally(() => void vi.unstubAllEnvs());
  const { tests } = JSON.parse(doctor.out) as { tests: { passed: boolean; detail: string }[] };
  const failed = tests.filter(({ passed }) => !passed);
  expect(failed).toHaveLength(2);
  for (const { detail } of failed) expect(detail).toContain('Git does not know who you are');
}, 60_000);

test('doctor reports, and does not end, where nothing can be written', async () => {
  const folder = await temporaryFolder('no-folder');
  const file = join(folder, 'file');
  await writeFile(file, '');
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = file;
  const doctor = await line('doctor', '--json').finally(() => {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  });
  const report = JSON.parse(doctor.out) as { recommendations: string[] };
  expect(report).toMatchObject({
    overall_success: false,
    success_rate: 75,
    tests_passed: 3,
    tests_failed: 1,
    performance_metrics: { average_response_time: 0, concurrent_operations: 0 },
  });
  expect(report.recommendations).toEqual([expect.stringContaining(`${file} takes no folder (ENOTDIR); set TMPDIR`)]);
  expect(doctor.code).toBe(1);
});
