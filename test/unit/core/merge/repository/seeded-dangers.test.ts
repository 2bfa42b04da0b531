import { parse, stringify } from 'yaml';
import { describe, expect, it } from 'vitest';
import { findDangers } from '../../../../../src/core/merge/repository/find-dangers';
import { ModelReader } from '../../../../../src/core/merge/repository/semantic-conflicts';
import type { Danger } from '../../../../../src/core/merge/repository/danger';
import type { Files } from '../../../../../src/core/merge/repository/repository-versions';
import { isClean, mergeText } from '../../../../../src/core/merge/text/regions';
import { baseFiles } from '../../fabric/rules/patched-fabric';
import { CLAIMS } from './claims';
import { COMMON, SPARE } from './danger-pair';
import { REFERENCES } from './references';

const DANGER_PAIRS = [...CLAIMS, ...REFERENCES];

type Tree = Record<string, unknown>;
const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value);

function patched(target: unknown, patch: unknown): unknown {
  if (!isTree(patch)) return patch;
  const result: Tree = isTree(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch))
    result[key] = isTree(value) && isTree(result[key]) ? patched(result[key], value) : value;
  return result;
}

const start = patched(parse(COMMON), parse(SPARE));
const filesOf = (patch: string): Files =>
  new Map(Object.entries(baseFiles(stringify(patched(start, parse(patch, { uniqueKeys: false }) ?? {})))));

/** Git's merge of two sets of files; null when it would leave a conflict. */
function byLines(base: Files, ours: Files, theirs: Files): Files | null {
  const merged = new Map<string, string>();
  for (const path of new Set([...base.keys(), ...ours.keys(), ...theirs.keys()])) {
    const [b, o, t] = [base.get(path), ours.get(path), theirs.get(path)];
    const taken = o === t || t === b ? o : o === b ? t : null;
    if (taken === undefined) continue;
    if (taken !== null) merged.set(path, taken);
    else {
      const text = mergeText({ base: b ?? '', ours: o ?? '', theirs: t ?? '' });
      if (!isClean(text) || o === undefined || t === undefined) return null;
      merged.set(path, text.result);
    }
  }
  return merged;
}

const sidesOf = (danger: Danger): string => [...new Set(danger.causes.map(({ side }) => side))].sort().join('+');

describe('dangers that git merges cleanly', () => {
  const base = filesOf('');

  it('of more than a hundred all but one are caught, with the two changes that meet', () => {
    expect(DANGER_PAIRS.length).toBeGreaterThanOrEqual(100);
    const models = new ModelReader();
    const missed: string[] = [];
    for (const { name, ours, theirs } of DANGER_PAIRS) {
      const versions = { base, ours: filesOf(ours), theirs: filesOf(theirs) };
      const merged = byLines(base, versions.ours, versions.theirs);
      if (merged === null) missed.push(`${name}: no clean merge`);
      else {
        const dangers = findDangers({ versions, merged, models });
        if (!dangers.some((danger) => sidesOf(danger) === 'ours+theirs'))
          missed.push(
            `${name}: ${dangers.map((danger) => `${danger.sentence} ${sidesOf(danger)}`).join('; ') || 'nothing'}`,
          );
      }
    }
    // A leaf that leaves its group altogether breaks no rule of upstream.
    expect(missed).toEqual(['a leaf is no part of a group any more, a cable counts on it: nothing']);
  }, 120_000);
});
