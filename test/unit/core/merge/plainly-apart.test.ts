import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeFile } from '../../../../src/core/merge/merge-file';
import { isPlainlyApart } from '../../../../src/core/merge/plainly-apart';
import { isClean, mergeText } from '../../../../src/core/merge/text/regions';
import { generatedMerge } from '../../../support/merge-guarantees/generate';

const file = (fields: Readonly<Record<string, string | number>>, head = 'kind: VPC\nmetadata:\n  name: a\n'): string =>
  `${head}spec:\n${Object.entries(fields)
    .map(([key, value]) => `  ${key}: ${value}\n`)
    .join('')}`;

const spaced = { mtu: 1500, a: 1, b: 2, c: 3, d: 4, vlan: 10 };
const base = file(spaced);
const ours = file({ ...spaced, mtu: 9000 });
const theirs = file({ ...spaced, vlan: 20 });
const merged = file({ ...spaced, mtu: 9000, vlan: 20 });

describe('changes that are plainly apart', () => {
  it('are different values of the same members, and a result that says both', () => {
    expect(isPlainlyApart({ base, ours, theirs, merged }, {})).toBe(true);
    expect(isPlainlyApart({ base, ours, theirs, merged: ours }, {})).toBe(false);
    expect(isPlainlyApart({ base, ours, theirs, merged: `${merged}  vlan: 20\n` }, {})).toBe(false);
  });

  it('are not what belongs together, by the table or by the policy', () => {
    const image = { repository: 'one', a: 1, b: 2, tag: 'v1' };
    const [was, own, other] = [file(image), file({ ...image, repository: 'two' }), file({ ...image, tag: 'v2' })];
    const both = file({ ...image, repository: 'two', tag: 'v2' });
    expect(isPlainlyApart({ base: was, ours: own, theirs: other, merged: both }, {})).toBe(false);
    expect(isPlainlyApart({ base, ours, theirs, merged }, { coupled: [['mtu', 'vlan']] })).toBe(false);
  });

  it('are neither new members, nor names, nor comments', () => {
    const added = file({ ...spaced, vlan: 20, more: 1 });
    expect(
      isPlainlyApart({ base, ours, theirs: added, merged: file({ ...spaced, mtu: 9000, vlan: 20, more: 1 }) }, {}),
    ).toBe(false);
    const renamed = (text: string): string => text.replace('name: a', 'name: b');
    expect(isPlainlyApart({ base, ours, theirs: renamed(theirs), merged: renamed(merged) }, {})).toBe(false);
    const noted = (text: string): string => `# about it\n${text}`;
    expect(isPlainlyApart({ base, ours, theirs: noted(theirs), merged: noted(merged) }, {})).toBe(false);
  });

  it('are never something about which the merge has a word to say', () => {
    let found = 0;
    // Values that each side sets, with room between them: these are often apart.
    const sets = fc.record({
      ours: fc.dictionary(fc.constantFrom(...Object.keys(spaced)), fc.nat(3)),
      theirs: fc.dictionary(fc.constantFrom(...Object.keys(spaced)), fc.nat(3)),
    });
    const drawn = sets.map((given) => ({
      base,
      ours: file({ ...spaced, ...given.ours }),
      theirs: file({ ...spaced, ...given.theirs }),
    }));
    fc.assert(
      fc.property(fc.oneof(drawn, generatedMerge), (texts) => {
        const merge = mergeText(texts);
        if (!isClean(merge) || !isPlainlyApart({ ...texts, merged: merge.result }, {})) return;
        found += 1;
        const gitResult = { clean: true, text: merge.result };
        const outcome = mergeFile({
          base: texts.base,
          ours: texts.ours,
          theirs: texts.theirs,
          path: 'a.yaml',
          gitResult,
        });
        const { text, conflicts, decisions, notices, fallbacks } = outcome;
        expect({ text, conflicts, decisions, notices, fallbacks }).toEqual({
          text: merge.result,
          conflicts: [],
          decisions: [],
          notices: [],
          fallbacks: [],
        });
      }),
      { numRuns: 3_000, seed: 20_261_123 },
    );
    expect(found).toBeGreaterThan(200);
  });
});
