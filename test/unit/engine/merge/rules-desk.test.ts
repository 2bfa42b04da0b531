import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FabricModel } from '../../../../src/core/fabric/model/fabric-model';
import { buildModel } from '../../../../src/core/fabric/model/fabric-model';
import { modelFileOf } from '../../../../src/core/fabric/model/model-file';
import { defaultPolicy } from '../../../../src/core/fabric/policy/policy';
import { readDocuments } from '../../../../src/core/yaml/documents';
import { createRulesDesk } from '../../../../src/engine/merge/threads/rules-desk';
import type { FileVersion } from '../../../../src/engine/merge/threads/rules-desk';
import { fileChange, fileContent, filePaths, judgedWhole } from '../../../support/generated-fabrics';

type Texts = ReadonlyMap<string, string>;

const encoder = new TextEncoder();
const changed = (texts: Texts, changes: readonly { path: string; text: string | null }[]): Texts =>
  new Map([
    ...[...texts].filter(([path]) => !changes.some((one) => one.path === path)),
    ...changes.flatMap(({ path, text }) => (text === null ? [] : [[path, text] as const])),
  ]);
const versions = (texts: Texts): FileVersion[] =>
  [...texts].map(([path, text]) => ({ path, id: text, bytes: encoder.encode(text) }));
/** What becomes of `from`; bytes of what the desk has read before are left out, as the engine does. */
const changesTo = (to: Texts, from: Texts, known: readonly Texts[]): FileVersion[] =>
  [...new Set([...from.keys(), ...to.keys()])].flatMap((path): FileVersion[] => {
    const text = to.get(path);
    if (text === from.get(path)) return [];
    if (text === undefined) return [{ path, id: null, bytes: null }];
    const isKnown = known.some((texts) => texts.get(path) === text);
    return [{ path, id: text, ...(isKnown ? {} : { bytes: encoder.encode(text) }) }];
  });
/** The slow way: every file of every version read whole, every model built anew. */
const modelOf = (texts: Texts): FabricModel =>
  buildModel(
    [...texts].map(([path, text]) => modelFileOf(path, readDocuments(text))),
    defaultPolicy,
  );

describe('createRulesDesk', () => {
  it('finds what reading and judging every version whole finds', () => {
    let found = 0;
    fc.assert(
      fc.property(
        fc.tuple(...filePaths.map(() => fileContent)),
        fc.array(fileChange, { maxLength: 3 }),
        fc.array(fileChange, { minLength: 1, maxLength: 3 }),
        fc.array(fileChange, { maxLength: 1 }),
        (texts, ofOurs, ofTheirs, odd) => {
          const base: Texts = new Map(texts.map((text, at) => [filePaths[at] ?? '', text]));
          const [ours, theirs] = [changed(base, ofOurs), changed(base, ofTheirs)];
          const result = changed(changed(ours, ofTheirs), odd);
          const desk = createRulesDesk();
          desk.readSides({ ours: versions(ours), theirs: changesTo(theirs, ours, []) });
          const quick = desk.judgeResult(changesTo(result, ours, [ours, theirs]));
          const whole = judgedWhole(modelOf(ours), modelOf(theirs), modelOf(result));
          found += whole.length;
          expect(quick.map(({ rule, path, resource, sentence }) => [rule, path, resource, sentence])).toEqual(
            whole.map(({ rule, path, resource, message }) => [rule, path, resource, message]),
          );
        },
      ),
      { numRuns: 150 },
    );
    // A generator of peaceful merges would prove nothing.
    expect(found).toBeGreaterThan(25);
  });
});
