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
