import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { combinedProblems } from '../../../../../src/core/merge/decisions/combined-problems';
import type { FabricModel } from '../../../../../src/core/fabric/model/fabric-model';
import { buildModel, updateModel } from '../../../../../src/core/fabric/model/fabric-model';
import type { ModelFile } from '../../../../../src/core/fabric/model/model-file';
import { modelFileOf } from '../../../../../src/core/fabric/model/model-file';
import { defaultPolicy } from '../../../../../src/core/fabric/policy/policy';
import { readDocuments } from '../../../../../src/core/yaml/documents';
import { fileChange, fileContent, filePaths, judgedWhole } from '../../../../support/generated-fabrics';

const fileOf = (path: string, text: string): ModelFile => modelFileOf(path, readDocuments(text));
const changed = (model: FabricModel, changes: readonly { path: string; text: string | null }[]): FabricModel =>
  updateModel(
    model,
    changes.map(({ path, text }) => ({ path, file: text === null ? null : fileOf(path, text) })),
  );

describe('combinedProblems', () => {
  const vpc = (routes: readonly string[]): string =>
    'apiVersion: vpc.githedgehog.com/v1beta1\nkind: VPC\nmetadata:\n  name: a\nspec:\n  staticRoutes:\n' +
    routes.map((prefix) => `  - prefix: ${prefix}\n    nextHops: [10.0.0.1]\n`).join('');
  const modelOf = (routes: readonly string[]): FabricModel =>
    buildModel([fileOf('lab/a.yaml', vpc(routes))], defaultPolicy);

  it('does not blame the combination for what a side says of the same entry at another place', () => {
    const odd = '10.3.0.1/24';
    const [ours, theirs] = [modelOf(['10.1.0.0/24', odd]), modelOf(['10.2.0.0/24', '10.1.0.0/24'])];
    const result = modelOf(['10.2.0.0/24', '10.1.0.0/24', odd]);
    expect(combinedProblems(ours, theirs, result)).toEqual([]);
    // Another entry with the same fault is another matter.
    const other = modelOf(['10.2.0.0/24', '10.1.0.0/24', '10.3.0.1/25']);
    expect(combinedProblems(ours, theirs, other).map(({ message }) => message)).toEqual([
      'Static route 3: 10.3.0.1/25 has host bits set; the network is 10.3.0.0/25',
    ]);
  });

  it('is what judging both sides and the result whole would say', () => {
    let found = 0;
    fc.assert(
      fc.property(
        fc.tuple(...filePaths.map(() => fileContent)),
        fc.array(fileChange, { maxLength: 2 }),
        fc.array(fileChange, { minLength: 1, maxLength: 2 }),
        fc.array(fileChange, { maxLength: 1 }),
        fc.boolean(),
        (texts, ofOurs, ofTheirs, odd, isQuieter) => {
          const policy = isQuieter
            ? { ...defaultPolicy, severities: { 'vpc-exists': 'note' as const } }
            : defaultPolicy;
          const base = buildModel(
            texts.map((text, at) => fileOf(filePaths[at] ?? '', text)),
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
