import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { removeAllFolders, temporaryFolder } from '../../support/temporary-folder';
import { vpcText } from './fabric-repository';
import { inSmallFabric } from './in-small-fabric';

const here = inSmallFabric();
const { line, run } = here;
afterAll(removeAllFolders);

describe('validate', () => {
  test('a clean fabric; errors with places, exit code 1; paths; warnings only when strict', async () => {
    const clean = await run('validate');
    expect(clean.out).toMatch(/^0 errors, 0 warnings/m);
    expect(clean.code).toBe(0);
    await here.repo.write({ 'managed/vpcs/app.yaml': vpcText('app', 1001, 2) });
    const bad = await run('validate');
    expect(bad.code).toBe(1);
    expect(bad.out).toMatch(/^managed\/vpcs\/web\.yaml:9:13 +error +vlan-twice +VLAN 1001 .*VPC app/m);
    expect((await run('validate', 'managed/switches')).code).toBe(0);
    expect((await run('validate', 'managed/vpcs/web.yaml', '--json')).json()).toMatchObject({
      valid: false,
      counts: { error: 1 },
    });
    const json = (await run('validate', '--json')).json() as {
      problems: { rule: string; line: number; column: number }[];
    };
    expect(json.problems.find(({ rule }) => rule === 'vlan-twice')).toMatchObject({ line: 9, column: 13 });
    expect((await run('validate', '--format', 'nonsense')).code).toBe(2);
    expect((await run('validate', '--only-new')).code).toBe(2);
    const missing = await run('validate', 'managed/nope.yaml');
    expect([missing.code, missing.error]).toEqual([4, expect.stringContaining('The file is not there')]);
    expect((await run('validate', '--against', 'HEAD', 'managed/nope.yaml')).code).toBe(4);
    await here.repo.write({ 'managed/vpcpeerings/web--app.yaml': null });
    expect((await run('validate', '--against', 'HEAD', 'managed/vpcpeerings/web--app.yaml')).code).not.toBe(4);
    const policy = await run('validate', '--policy', 'nope.yaml');
    expect([policy.code, policy.error]).toEqual([4, expect.stringContaining('The file is not there')]);
  });

  test('a fabric of the policy where nothing lies, and extensions that fail, are told', async () => {
    await here.repo.write({ '.selvedge/policy.yaml': "version: 1\nfabrics: ['.', stagee]\n" });
    const found = await run('validate');
    expect(found.out).toMatch(/policy\.yaml:2:\d+ +error +policy +fabrics\[1\] names “stagee”, where no file lies/);
    expect(found.code).toBe(1);
    const extensions = join(process.env['SELVEDGE_DATA'] ?? '', 'extensions');
    await mkdir(extensions, { recursive: true });
    await writeFile(join(extensions, 'house.mjs'), 'export default {', { mode: 0o600 });
    try {
      expect((await run('validate')).error).toContain('your extension house.mjs: ');
      expect((await run('validate', '--json')).json()).toMatchObject({ extensionProblems: [{ file: 'house.mjs' }] });
      expect((await run('validate', '--format', 'sarif')).json()).toMatchObject({
        runs: [
          {
            invocations: [
              {
                executionSuccessful: false,
                toolExecutionNotifications: [
                  { level: 'error', message: { text: expect.stringContaining('house.mjs') as string } },
                ],
              },
            ],
          },
        ],
      });
    } finally {
      await rm(extensions, { recursive: true });
    }
  });

  test('against a revision: what the change does, and only what is new', async () => {
    await here.repo.write({ 'managed/vpcs/old.yaml': vpcText('old', 2000, 5) });
    await here.repo.commit('an old fault', { 'managed/vpcs/old.yaml': vpcText('old', 2000, 5) });
    await here.repo.write({ 'managed/connections/server-1--unbundled--leaf-1.yaml': null });
    const found = await run('validate', '--against', 'HEAD', '--only-new', '--json');
    const { problems } = found.json() as { problems: { rule: string; path: string }[] };
    expect(problems.map(({ rule }) => rule)).toContain('delete-connection');
    expect(problems.some(({ path }) => path.endsWith('old.yaml'))).toBe(false);
    expect(found.code).toBe(1);
    expect((await run('validate', '--against', 'nowhere')).code).toBe(4);
  });

  test('what a change took away stands at a line of the new state, and says where it was', async () => {
    const connection = 'managed/connections/server-1--unbundled--leaf-1.yaml';
    await here.repo.write({ [connection]: null });
    const found = await run('validate', '--against', 'HEAD', '--json');
    const { problems } = found.json() as { problems: { rule: string; path: string; message: string; line: number }[] };
    const problem = problems.find(({ rule }) => rule === 'delete-connection');
    expect(problem?.message).toMatch(new RegExp(`\\(it stood in ${connection}, line \\d+\\)$`));
    expect(problem?.path).not.toBe(connection);
    const lines = (await here.repo.read(problem?.path ?? '')).split('\n');
    expect(lines[(problem?.line ?? 0) - 1]).toMatch(/name: /);
    await here.repo.write({ [connection]: '# moved away\n' });
    const emptied = await run('validate', '--against', 'HEAD', '--format', 'github');
    expect(emptied.out).toContain(`file=${connection},line=1,`);
  });

  test('a clash that a change brings stands at what changed, whichever name comes first', async () => {
    interface Told {
      readonly rule: string;
      readonly path: string;
      readonly line: number;
      readonly message: string;
      readonly related: { readonly path: string }[];
    }
    const told = async (...flags: string[]): Promise<Told | undefined> => {
      const { problems } = (await run('validate', '--against', 'HEAD', ...flags, '--json')).json() as {
        problems: Told[];
      };
      return problems.find(({ rule }) => rule === 'vlan-twice');
    };
    const [app, web] = ['managed/vpcs/app.yaml', 'managed/vpcs/web.yaml'];
    await here.repo.write({ [app]: vpcText('app', 1001, 2) });
    const words = 'VPC web: VLAN 1001 of subnet default is used by VPC app, subnet default, already';
    for (const flags of [[], ['--only-new']]) {
      const one = await told(...flags);
      expect(one).toMatchObject({ path: app, related: [{ path: web }] });
      expect(one?.message).toContain(words);
      expect((await here.repo.read(app)).split('\n')[(one?.line ?? 0) - 1]).toContain('vlan: 1001');
    }
    await here.repo.write({ [app]: vpcText('app', 1002), [web]: vpcText('web', 1002, 1) });
    const other = await told('--only-new');
    expect(other?.path).toBe(web);
    expect(other?.message).toMatch(/^VLAN 1002 of subnet default/);
  });

  test('SARIF has what 2.1.0 requires; GitHub annotations are escaped', async () => {
    await here.repo.write({ 'managed/vpcs/odd name%,.yaml': vpcText('app', 1001, 2) + 'bogus: 1\n' });
    const sarif = (await run('validate', '--format', 'sarif')).json() as unknown as Sarif;
    expect(sarif.version).toBe('2.1.0');
    const [log] = sarif.runs;
    expect(log?.tool.driver.name).toBe('Selvedge');
    expect(log?.results.length).toBeGreaterThan(0);
    for (const rule of log?.tool.driver.rules ?? []) {
      expect([rule.shortDescription.text, rule.fullDescription.text, rule.help.text]).not.toContain('');
      expect(['error', 'warning', 'note']).toContain(rule.defaultConfiguration.level);
    }
    expect(new Set(log?.results.map(({ partialFingerprints }) => partialFingerprints['selvedge/v1'])).size).toBe(
      log?.results.length,
    );
    for (const result of log?.results ?? []) {
      expect(log?.tool.driver.rules[result.ruleIndex]?.id).toBe(result.ruleId);
      expect(result.message.text).not.toBe('');
      expect(Object.values(result.partialFingerprints)).toEqual([expect.stringMatching(/^[0-9a-f]{20}$/)]);
      expect(['error', 'warning', 'note']).toContain(result.level);
      for (const { physicalLocation } of [...result.locations, ...(result.relatedLocations ?? [])]) {
        expect(physicalLocation.artifactLocation.uri).toMatch(/^[A-Za-z0-9\-._~!'()*%/]+$/);
        const { startLine, startColumn, endLine, endColumn } = physicalLocation.region;
        expect(startLine).toBeGreaterThanOrEqual(1);
        expect(startColumn).toBeGreaterThanOrEqual(1);
        expect(endLine > startLine || (endLine === startLine && endColumn >= startColumn)).toBe(true);
      }
    }
    const github = await run('validate', '--format', 'github');
    expect(github.out).toMatch(
      /^::error file=managed\/vpcs\/odd name%25%2C\.yaml,line=\d+,endLine=\d+,col=\d+,title=\S+::/m,
    );
  });

  test('a plain folder without git, and another policy file', async () => {
    const folder = await temporaryFolder('plain');
    await cp(here.repo.root, folder, { recursive: true });
    await rm(join(folder, '.git'), { recursive: true });
    expect(await line('-C', folder, 'validate')).toMatchObject({ code: 0 });
    await writeFile(join(folder, 'managed/vpcs/app.yaml'), vpcText('app', 1001, 2));
    const bad = await line('-C', folder, 'validate', '--json');
    expect(bad.code).toBe(1);
    const { problems } = bad.json() as { problems: { rule: string; severity: string }[] };
    const problem = problems.find(({ severity }) => severity === 'error');
    const policy = join(folder, 'lenient.yaml');
    await writeFile(policy, `version: 1\nseverities:\n  ${problem?.rule ?? ''}: note\n`);
    expect((await line('-C', folder, 'validate', '--policy', policy)).code).toBe(0);
    expect((await line('-C', join(folder, 'nothing'), 'validate')).code).toBe(4);
    await here.repo.write({ 'managed/vpcs/app.yaml': vpcText('app', 1001, 2) });
    expect([(await run('validate', '--policy', policy)).code, (await run('validate')).code]).toEqual([0, 1]);
  });
});

interface Sarif {
  version: string;
  runs: {
    tool: {
      driver: {
        name: string;
        rules: {
          id: string;
          shortDescription: { text: string };
          fullDescription: { text: string };
          help: { text: string };
          defaultConfiguration: { level: string };
        }[];
      };
    };
    results: {
      ruleId: string;
      ruleIndex: number;
      level: string;
      partialFingerprints: Record<string, string>;
      message: { text: string };
      locations: Located[];
      relatedLocations?: Located[];
    }[];
  }[];
}
interface Located {
  physicalLocation: {
    artifactLocation: { uri: string };
    region: { startLine: number; startColumn: number; endLine: number; endColumn: number };
  };
}
