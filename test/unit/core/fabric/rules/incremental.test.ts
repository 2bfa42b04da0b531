import fc from 'fast-check';
import { expect, it } from 'vitest';
import { buildModel, updateModel } from '../../../../../src/core/fabric/model/fabric-model';
import { modelFileOf } from '../../../../../src/core/fabric/model/model-file';
import { defaultPolicy } from '../../../../../src/core/fabric/policy/policy';
import { checkModel } from '../../../../../src/core/fabric/rules/run-rules';
import { readDocuments } from '../../../../../src/core/yaml/documents';
import { baseFiles } from './patched-fabric';

const patches = [
  'VPC/vpc-1: {vlanNamespace: other}',
  'VPC/vpc-1: {subnets: {default: {vlan: 1003}}}',
  'VPC/vpc-1: {subnets: {web: null}}',
  'VPC/vpc-2: null',
  'Switch/leaf-1: {profile: dell-s5248f-on}',
  'Switch/leaf-1: {portBreakouts: {E1/1: 4x25G}}',
  'Switch/leaf-3: null',
  'Connection/server-1--unbundled--leaf-1: {unbundled: {link: {switch: {port: leaf-1/E1/2}}}}',
  'Connection/leaf-3--external: null',
  'SwitchGroup/eslag-1: null',
  'VLANNamespace/default: {ranges: [{from: 1002}]}',
  'External/ext-s: {static: null}',
  'Gateway/gateway-1: {interfaces: {enp2s1: null, enp2s2: {ips: [172.30.128.9/31]}}}',
  'SwitchProfile/own: {displayName: Own}',
  '',
];

/** New objects each time, so that nothing is remembered from another test. */
const read = (path: string, text: string): ReturnType<typeof modelFileOf> => modelFileOf(path, readDocuments(text));

it('findings after any sequence of changes are those of a fresh look', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...patches), { minLength: 1, maxLength: 5 }), (steps) => {
      let texts = baseFiles();
      let model = buildModel(
        Object.entries(texts).map(([path, text]) => read(path, text)),
        defaultPolicy,
      );
      checkModel(model);
      for (const patch of steps) {
        const next = baseFiles(patch);
        const paths = new Set([...Object.keys(texts), ...Object.keys(next)]);
        const changes = [...paths]
          .filter((path) => texts[path] !== next[path])
          .map((path) => ({ path, file: next[path] === undefined ? null : read(path, next[path]) }));
        texts = next;
        model = updateModel(model, changes);
        const fresh = buildModel(
          Object.entries(texts).map(([path, text]) => read(path, text)),
          defaultPolicy,
        );
        expect(checkModel(model)).toEqual(checkModel(fresh));
      }
    }),
    { numRuns: 25 },
  );
});
