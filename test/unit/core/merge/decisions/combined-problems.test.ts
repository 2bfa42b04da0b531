import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { combinedProblems } from '../../../../../src/core/merge/decisions/combined-problems';
import type { FabricModel } from '../../../../../src/core/fabric/model/fabric-model';
import { buildModel, updateModel } from '../../../../../src/core/fabric/model/fabric-model';
import type { ModelFile } from '../../../../../src/core/fabric/model/model-file';
import { modelFileOf } from '../../../../../src/core/fabric/model/model-file';
import { defaultPolicy } from '../../../../../src/core/fabric/policy/policy';
import type { Finding } from '../../../../../src/core/fabric/rules/finding';
import { checkModel } from '../../../../../src/core/fabric/rules/run-rules';
import { readDocuments } from '../../../../../src/core/yaml/documents';

/** The meaning itself: all three judged whole. */
function judgedWhole(ours: FabricModel, theirs: FabricModel, result: FabricModel): Finding[] {
  const keyOf = ({ rule, resource, path, at, message }: Finding): string =>
    JSON.stringify([rule, resource ?? path, at, message]);
  const known = new Set([...checkModel(ours), ...checkModel(theirs)].map(keyOf));
  return checkModel(result).filter((finding) => finding.severity !== 'note' && !known.has(keyOf(finding)));
}

const names = ['a', 'b', 'c'] as const;
const vlans = [1001, 1002, 1003, 9999] as const;
const head = (kind: string, name: string, group = 'vpc.githedgehog.com/v1beta1'): string =>
  `apiVersion: ${group}\nkind: ${kind}\nmetadata:\n  name: ${name}\n`;

const document = fc.oneof(
  fc
    .record({ name: fc.constantFrom(...names), vlan: fc.constantFrom(...vlans), net: fc.integer({ min: 0, max: 2 }) })
    .map(
      ({ name, vlan, net }) =>
        `${head('VPC', name)}spec:\n  ipv4Namespace: default\n  vlanNamespace: default\n  subnets:\n    one:\n      subnet: 10.0.${net}.0/24\n      vlan: ${vlan}\n`,
    ),
  fc
    .tuple(fc.constantFrom(...names), fc.constantFrom(...names))
    .map(
      ([one, other]) => `${head('VPCPeering', `${one}--${other}`)}spec:\n  permit:\n  - ${one}: {}\n    ${other}: {}\n`,
    ),
  fc
    .tuple(fc.constantFrom(...names), fc.constantFrom(...names))
    .map(([vpc, at]) => `${head('VPCAttachment', `${vpc}-${at}`)}spec:\n  connection: ${at}\n  subnet: ${vpc}/one\n`),
  fc.constantFrom(
    `${head('VLANNamespace', 'default', 'wiring.githedgehog.com/v1beta1')}spec:\n  ranges:\n  - from: 1000\n    to: 2999\n`,
    `${head('IPv4Namespace', 'default')}spec:\n  subnets:\n  - 10.0.0.0/16\n`,
    'kind: VPC\n',
    'a: [\n',
    'plain: yaml\n',
  ),
);
const content = fc.array(document, { minLength: 1, maxLength: 3 }).map((documents) => documents.join('---\n'));
const paths = ['lab/a.yaml', 'lab/b.yaml', 'lab/vpcs/c.yaml', 'other/d.yaml', 'e.yaml'] as const;
const change = fc.record({ path: fc.constantFrom(...paths), text: fc.option(content, { freq: 4 }) });

const fileOf = (path: string, text: string): ModelFile => modelFileOf(path, readDocuments(text));
const changed = (model: FabricModel, changes: readonly { path: string; text: string | null }[]): FabricModel =>
  updateModel(
    model,
    changes.map(({ path, text }) => ({ path, file: text === null ? null : fileOf(path, text) })),
  );

describe('combinedProblems', () => {
  it('is what judging both sides and the result whole would say', () => {
    let found = 0;
    fc.assert(
      fc.property(
        fc.tuple(...paths.map(() => content)),
        fc.array(change, { maxLength: 2 }),
        fc.array(change, { minLength: 1, maxLength: 2 }),
        fc.array(change, { maxLength: 1 }),
        fc.boolean(),
        (texts, ofOurs, ofTheirs, odd, isQuieter) => {
          const policy = isQuieter
            ? { ...defaultPolicy, severities: { 'vpc-exists': 'note' as const } }
            : defaultPolicy;
          const base = buildModel(
            texts.map((text, at) => fileOf(paths[at] ?? '', text)),
            policy,
          );
          const ours = changed(base, ofOurs);
          const theirs = changed(base, ofTheirs);
          // Also a result that is not just both sides' changes, as a merge by structure writes it.
          const taken = ofTheirs.map(({ path }) => ({ path, file: theirs.files.get(path) ?? null }));
          const result = changed(updateModel(ours, taken), odd);
          const wanted = judgedWhole(ours, theirs, result);
          found += wanted.length;
          expect(combinedProblems(ours, theirs, result)).toEqual(wanted);
        },
      ),
      { numRuns: 150 },
    );
    // A generator of peaceful merges would prove nothing.
    expect(found).toBeGreaterThan(25);
  });
});
