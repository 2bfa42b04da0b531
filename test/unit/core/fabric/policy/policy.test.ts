import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { installerDefaults } from '../../../../../src/core/fabric/policy/fabric-settings';
import { defaultPolicy, readPolicy } from '../../../../../src/core/fabric/policy/policy';

describe('the policy file', () => {
  it('says what differs from the rest', () => {
    const { policy, problems } = readPolicy(
      parse(`
version: 1
fabrics: [., env/a]
severities: {vpc-without-attachment: off}
ambient: {Connection: '*', External: [internet]}
hydration: hydrated
volatile: ['metadata.annotations.build\\.example\\.com/id', status]
lists: [{kind: '*', path: spec.things, treat: map, key: [id]}]
duplicates: {winner: [raw]}
settings: {spineAsn: 64512, irbVlans: {from: 2000, to: 2999}}
`) as unknown,
    );
    expect(problems).toEqual([]);
    expect(policy.fabrics).toEqual(['', 'env/a']);
    expect(policy.ambient).toMatchObject({ Connection: '*', VLANNamespace: ['default'] });
    expect(policy.volatile[0]).toEqual(['metadata', 'annotations', 'build.example.com/id']);
    expect(policy.duplicates.winner[0]).toBe('raw');
    expect(policy.duplicates.winner).toHaveLength(6);
    expect(policy.settings.spineAsn).toBe(64512);
    expect(policy.settings.leafAsns).toEqual({ from: 65101, to: 65533 });
  });

  it.each([
    ['version: 2', ['version']],
    ['{version: 1, severitys: {}}', ['severitys']],
    ['{version: 1, duplicates: {winer: [raw]}}', ['duplicates', 'winer']],
    ['{version: 1, severities: {a: fatal}}', ['severities', 'a']],
    ['{version: 1, fabrics: [../other]}', ['fabrics', 0]],
    ['{version: 1, directories: {raw: /etc}}', ['directories', 'raw']],
    ['{version: 1, settings: {vtepSubnet: 10.0.0.0}}', ['settings', 'vtepSubnet']],
    ['nonsense', []],
  ])('%s is refused', (text, path) => {
    const { policy, problems } = readPolicy(parse(text) as unknown);
    expect(policy).toBe(defaultPolicy);
    expect(problems.map((problem) => problem.path)).toContainEqual(path);
  });
});

it('every example of the guide is understood, and its settings and duplicates are the defaults', () => {
  const page = readFileSync('docs/guide/policy.md', 'utf8');
  const examples = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text = '']) => parse(text) as object);
  expect(examples.length).toBeGreaterThan(6);
  const whole = Object.assign({}, ...examples) as Record<string, unknown>;
  expect(readPolicy(whole).problems).toEqual([]);
  const { settings, duplicates, ingest } = readPolicy(whole).policy;
  expect({ settings, duplicates, ingest }).toEqual({
    settings: defaultPolicy.settings,
    duplicates: defaultPolicy.duplicates,
    ingest: defaultPolicy.ingest,
  });
  const said = Object.keys(whole).sort();
  expect(said).toEqual([...Object.keys(defaultPolicy), 'version'].sort());
  expect(Object.keys(whole['settings'] as object).sort()).toEqual(Object.keys(installerDefaults).sort());
});

describe('a slip in the policy is told in a sentence', () => {
  const said = (text: string): string[] =>
    readPolicy(parse(text)).problems.map(({ path, message }) => `${path.join('.')} ${message}`);

  it.each([
    ['{version: 2}', 'version has to be 1, not 2'],
    ['{}', 'version is missing; it has to be 1'],
    ['[]', ' has to be a mapping, not a list of 0'],
    [
      '{version: 1, severities: {schema: warnin}}',
      'severities.schema has to be error, warning, note or off, not "warnin"; did you mean warning?',
    ],
    ['{version: 1, unresolved: maybe}', 'unresolved has to be auto, error, warning, note or off, not "maybe"'],
    ['{version: 1, ambient: {VPC: 3}}', 'ambient.VPC has to be * or a list, not 3'],
    ['{version: 1, ambient: {VPC: [a, 3]}}', 'ambient.VPC.1 has to be a text, not 3'],
    ['{version: 1, ambient: {Swich: "*"}}', 'ambient.Swich is no field that the policy knows; did you mean Switch?'],
    ['{version: 1, directory: {}}', 'directory is no field that the policy knows; did you mean directories?'],
    [
      '{version: 1, lists: [{kind: a, path: b, treat: set, keys: []}]}',
      'lists.0.keys is no field that the policy knows; did you mean key?',
    ],
    [
      '{version: 1, lists: [{kind: a, path: "", treat: bag}]}',
      'lists.0.path has to be a text that is not empty, not ""',
    ],
    ['{version: 1, ingest: {log: yes}}', 'ingest.log has to be true or false, not "yes"'],
    ['{version: 1, settings: {fabricMtu: 9100.5}}', 'settings.fabricMtu has to be a whole number, not 9100.5'],
    [
      '{version: 1, settings: {irbVlans: {from: 1, to: 5000}}}',
      'settings.irbVlans.to has to be 4094 or less, not 5000',
    ],
    ['{version: 1, settings: {irbVlans: {from: 1}}}', 'settings.irbVlans.to is missing; it has to be a number'],
    [
      '{version: 1, settings: {controlVip: 1.2.3}}',
      'settings.controlVip has to be an address such as 172.30.0.1, not "1.2.3"',
    ],
    [
      '{version: 1, fabrics: [../x]}',
      'fabrics.0 has to be a folder of the repository such as env/prod, without . or .. in it and without a slash at its start or end, not "../x"',
    ],
  ])('%s', (text, sentence) => {
    expect(said(text)[0]).toBe(sentence);
  });
});
