import { describe, expect, it } from 'vitest';
import type { KindName } from '../../../../../src/core/fabric/kinds';
import { resourcesOf } from '../../../../../src/core/fabric/model/model-file';
import { applySteps } from '../../../../../src/core/fabric/plan/apply-steps';
import { planRequest } from '../../../../../src/core/fabric/plan/plan-request';
import type { Plan } from '../../../../../src/core/fabric/plan/plan-step';
import { deleteImpact, planDelete } from '../../../../../src/core/fabric/references/delete-impact';
import { planRename, planRenamePart } from '../../../../../src/core/fabric/references/plan-rename';
import { checkFabric } from '../../../../../src/core/fabric/rules/run-rules';
import { baseFiles, patchedFabric } from '../rules/patched-fabric';
import { fabricOf } from '../read-fabric';

const files = baseFiles();
function perform(plan: Plan | null): ReturnType<typeof fabricOf> {
  const applied = applySteps(
    new Map(Object.entries(files)),
    plan!.steps.map((one) => one.step),
  );
  expect(applied.refused).toEqual([]);
  const after = { ...files };
  for (const [path, text] of applied.files) {
    if (text === null) delete after[path];
    else after[path] = text;
  }
  return fabricOf(after);
}
/** Rules about names that are meant to change, or about the habit of naming. */
const aboutNames = new Set(['connection-name']);

describe('renaming with references', () => {
  it.each<[KindName, string, string]>([
    ['VPC', 'vpc-1', 'vpc-9'],
    ['VPC', 'vpc-2', 'vpc-9'],
    ['External', 'ext-s', 'ext-9'],
    ['External', 'ext-1', 'ext-9'],
    ['Connection', 'leaf-3--external', 'uplink'],
    ['Switch', 'leaf-1', 'leaf-9'],
    ['Server', 'server-2', 'server-9'],
    ['Gateway', 'gateway-1', 'gateway-9'],
    ['SwitchGroup', 'eslag-1', 'eslag-9'],
  ])('%s %s to %s leaves nothing hanging', (kind, name, to) => {
    const after = perform(planRename(fabricOf(files), kind, name, to));
    expect(
      checkFabric(after)
        .filter((one) => !aboutNames.has(one.rule))
        .map((one) => one.message),
    ).toEqual([]);
    expect(after.byName.has(`${kind}/${to}`)).toBe(true);
    expect(JSON.stringify(after.files.flatMap((file) => resourcesOf(file).map((one) => one.value)))).not.toMatch(
      new RegExp(`"(ext\\.)?${name}["/]`),
    );
  });

  it.each([
    ['VPC', 'vpc-1', 'web', 'shop'],
    ['VPC', 'vpc-2', 'default', 'main'],
    ['Gateway', 'gateway-1', 'enp2s1', 'eth0'],
  ] as const)('part of %s %s: %s to %s', (kind, name, part, to) => {
    const after = perform(planRenamePart(fabricOf(files), kind, name, part, to));
    const found = checkFabric(after)
      .filter((one) => one.rule === 'named-part')
      .map((one) => one.message);
    expect(found).toEqual([]);
  });

  it('does not take a name that is taken', () => {
    expect(planRename(fabricOf(files), 'VPC', 'vpc-1', 'vpc-2')).toBeNull();
    expect(planRename(fabricOf(files), 'VPC', 'nobody', 'vpc-9')).toBeNull();
    expect(planRenamePart(fabricOf(files), 'VPC', 'vpc-1', 'web', 'default')).toBeNull();
  });
});

/** What a plan makes of one file; refusals are answered too. */
function performed(
  source: Record<string, string>,
  plan: Plan | null,
): { texts: Record<string, string | null>; refused: string[] } {
  const applied = applySteps(
    new Map(Object.entries(source)),
    plan!.steps.map(({ step }) => step),
  );
  return { texts: Object.fromEntries(applied.files), refused: applied.refused.map(({ reason }) => reason) };
}

const resource = (kind: string, name: string, spec: string, group = 'vpc'): string =>
  `apiVersion: ${group}.githedgehog.com/v1beta1\nkind: ${kind}\nmetadata:\n  name: ${name}\nspec:\n${spec.replace(/^/gm, '  ')}\n`;
const attachment = (name: string, rest = ''): string =>
  resource('VPCAttachment', name, `subnet: v/default\nconnection: c${rest}`);

describe('anchors and aliases', () => {
  const renamed = (text: string): ReturnType<typeof performed> => {
    const source = {
      'f/v.yaml': resource('VPC', 'v', 'subnets: {default: {subnet: 10.0.0.0/24, vlan: 1001}}'),
      'f/a.yaml': text,
    };
    return performed(source, planRename(fabricOf(source), 'VPC', 'v', 'w'));
  };

  it('an alias gives way to the new name; what it stood for stays', () => {
    const text = resource('ExternalPeering', 'p', 'note: &n v\npermit:\n  vpc: {name: *n}\n  external: {name: e}');
    expect(renamed(text)).toEqual({
      texts: expect.objectContaining({ 'f/a.yaml': text.replace('*n', 'w') }) as unknown,
      refused: [],
    });
  });

  it('an anchor that others take over moves to the first of them', () => {
    const text = resource(
      'ExternalPeering',
      'p',
      'permit:\n  vpc: {name: &n v}\n  external: {name: e}\nmore: [*n, *n]',
    );
    expect(renamed(text)).toEqual({
      texts: expect.objectContaining({ 'f/a.yaml': text.replace('&n v', 'w').replace('*n', '&n v') }) as unknown,
      refused: [],
    });
  });

  it('a place that an alias of a whole mapping reaches is changed with it, in either order', () => {
    const source = {
      'f/s.yaml': resource('Switch', 's', 'role: spine', 'wiring'),
      'f/c.yaml': resource(
        'Connection',
        'c',
        'vpcLoopback:\n  links:\n  - switch1: &e {port: s/E1/1}\n    switch2: *e',
        'wiring',
      ),
    };
    const { texts, refused } = performed(source, planRename(fabricOf(source), 'Switch', 's', 't'));
    expect(refused).toEqual([]);
    expect(texts['f/c.yaml']).toBe(source['f/c.yaml'].replace('s/E1/1', 't/E1/1'));
  });

  it('what cannot be written is left out with the reason; the rest is done', () => {
    const text = resource('VPCPeering', 'p', 'permit:\n- ? v\n  : {}\n  w2: {}');
    const source = { 'f/v.yaml': resource('VPC', 'v', 'mode: ""'), 'f/p.yaml': text, 'f/a.yaml': attachment('a') };
    const { texts, refused } = performed(source, planRename(fabricOf(source), 'VPC', 'v', 'w'));
    expect(refused).toEqual(['The key is written in an unusual way']);
    expect(texts['f/a.yaml']).toContain('subnet: w/default');
    expect(texts['f/p.yaml']).toBeUndefined();
  });
});

describe('what a rename leaves alone, it tells', () => {
  it('commented-out resources, templates, broken documents and copies that do not count', () => {
    const source = {
      'f/managed/vpcs/v.yaml': resource('VPC', 'v', 'mode: ""'),
      'f/raw/v.yaml': resource('VPC', 'v', 'mode: l3vni'),
      'f/raw/off.yaml': `# remark\n${attachment('off').trimEnd().replace(/^/gm, '# ')}\n---\n${attachment('on')}`,
      'f/raw/other.yaml': attachment('x').replace('v/default', 'v-2/default').trimEnd().replace(/^/gm, '# '),
      'f/raw/chart.yaml': 'vpc: {{ .Values.v-2 }}\nname: ext.v\n',
      'f/raw/broken.yaml': 'a: [\nb: about v.\n',
    };
    const plan = planRename(fabricOf(source), 'VPC', 'v', 'w', { texts: new Map(Object.entries(source)) });
    expect(plan!.review.map(({ what, why }) => `${what}: ${why}`)).toEqual([
      'a document that cannot be read (f/raw/broken.yaml:2): it says v; it is left as it is',
      'a template (f/raw/chart.yaml:2): it says v; it is left as it is',
      'commented-out VPCAttachment off (f/raw/off.yaml:2): it says v; what is commented out is left as it is',
      'another copy of VPC v (f/raw/v.yaml:1): it says v; a copy that does not count is left as it is',
    ]);
    expect(plan!.steps.map(({ step }) => ('edit' in step ? step.edit.path : step.action))).toEqual([
      'f/raw/off.yaml',
      'f/managed/vpcs/v.yaml',
      'rename-file',
    ]);
  });

  it('the same name in another namespace is another resource, which nobody names', () => {
    const source = {
      'f/v.yaml': resource('VPC', 'v', 'mode: ""'),
      'f/o.yaml': resource('VPC', 'v', 'mode: ""').replace('name: v', 'name: v\n  namespace: other'),
      'f/a.yaml': attachment('a'),
    };
    const touched = (namespace?: string): string[] => [
      ...new Set(
        planRename(fabricOf(source), 'VPC', 'v', 'w', namespace === undefined ? {} : { namespace })!.steps.map(
          ({ step }) => ('edit' in step ? step.edit.path : step.action),
        ),
      ),
    ];
    expect(touched()).toEqual(['f/a.yaml', 'f/v.yaml']);
    expect(touched('default')).toEqual(['f/a.yaml', 'f/v.yaml']);
    expect(touched('other')).toEqual(['f/o.yaml']);
    expect(planRename(fabricOf(source), 'VPC', 'v', 'w', { namespace: 'third' })).toBeNull();
  });
});

describe('a new name that the rules forbid', () => {
  const asked = (kind: string, name: string, to: string): ReturnType<typeof planRequest> =>
    planRequest(
      fabricOf(files),
      { kind: 'rename', resource: { kind, name }, to },
      { at: '2026-01-05T08:00:00.000Z', paths: Object.keys(files), commitTimes: new Map() },
    );

  it.each([
    ['VPC', 'vpc-1', 'Bad_Name', /^Bad_Name is no name/],
    ['VPC', 'vpc-1', '../../evil', /is no name/],
    ['VPC', 'vpc-1', 'twelve-chars', /^twelve-chars has 12 characters; a VPC may have 11$/],
    ['Server', 'server-2', 'x'.repeat(254), /has 254 characters/],
  ])('%s %s to %s is refused', (kind, name, to, reason) => {
    const planned = asked(kind, name, to);
    expect(planned.ok ? '' : planned.reason).toMatch(reason);
  });

  it('the longest that is allowed is not', () => {
    expect(asked('VPC', 'vpc-1', 'eleven-char').ok).toBe(true);
    expect(asked('Server', 'server-2', 'twelve-chars').ok).toBe(true);
  });
});

describe('deleting safely', () => {
  it('tells what hangs on it, in the order in which it may go', () => {
    const fabric = patchedFabric('');
    const server = fabric.byName.get('Server/server-3')!;
    expect(
      deleteImpact(fabric, [server]).map(
        ({ resource, distance }) => `${resource.id.kind} ${resource.id.name} ${distance}`,
      ),
    ).toEqual(['VPCAttachment a-3 2', 'Connection server-3--bundled--leaf-3 1', 'Server server-3 0']);
    const after = perform(planDelete(fabricOf(files), [fabricOf(files).byName.get('Server/server-3')!]));
    expect(after.byName.has('Connection/server-3--bundled--leaf-3')).toBe(false);
    expect(checkFabric(after).filter((one) => one.severity === 'error')).toEqual([]);
  });

  it('attachments go first, then peerings, then connections, then the resource', () => {
    const doc = (group: string, kind: string, name: string, spec: string): string =>
      `apiVersion: ${group}.githedgehog.com/v1beta1\nkind: ${kind}\nmetadata: {name: ${name}}\nspec: ${spec}\n`;
    const fabric = fabricOf({
      'f/a.yaml': [
        doc('vpc', 'VPC', 'v', '{subnets: {default: {subnet: 10.0.0.0/24, vlan: 1001}}}'),
        doc('vpc', 'VPCPeering', 'p', '{permit: [{v: {}, w: {}}]}'),
        doc('vpc', 'ExternalPeering', 'q', '{permit: {vpc: {name: v}, external: {name: e}}}'),
        doc('vpc', 'VPCAttachment', 'a', '{subnet: v/default, connection: c}'),
        doc('wiring', 'Connection', 'c', '{staticExternal: {withinVPC: v, link: {switch: {port: s/E1/1}}}}'),
      ].join('---\n'),
    });
    const impact = deleteImpact(fabric, [fabric.byName.get('VPC/v')!]);
    expect(impact.map(({ resource }) => resource.id.kind)).toEqual([
      'VPCAttachment',
      'ExternalPeering',
      'VPCPeering',
      'Connection',
      'VPC',
    ]);
  });
});
