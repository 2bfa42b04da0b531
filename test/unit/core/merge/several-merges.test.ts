import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { markOpenConflicts } from '../../../../src/core/merge/decisions/mark-open-conflicts';
import { checkResult } from '../../../../src/core/merge/editing/check-result';
import type { MergeFileInput } from '../../../../src/core/merge/merge-file';
import { mergeFile } from '../../../../src/core/merge/merge-file';
import type { MergeOutcome } from '../../../../src/core/merge/merge-outcome';
import { pathText } from '../../../../src/core/merge/structure/context';
import { sameData } from './same-data';

/** Hard cases that are more than one merge of one file, too long to be written out, or judge what a person wrote. */
interface Case {
  readonly name: string;
  readonly base: string;
  readonly ours: string;
  readonly theirs: string;
  /** Further branches of the same base, and further commits on theirs. */
  readonly more: readonly { readonly kind: 'branch' | 'commit'; readonly text: string }[];
  /** Lines or documents that stand behind each version. */
  readonly filler: string;
  readonly names: readonly string[];
  readonly asks: readonly string[];
  readonly result: string | null;
  readonly marked: string | null;
  readonly reason: string | null;
  readonly edited: string | null;
  readonly finds: readonly string[];
}

const file = join(import.meta.dirname, '../../../fixtures/merge/several/several-merges.txt');

function fillerOf(words: string): string {
  const line = 'a line of a text that goes on for long and has no end in sight, number after number\n';
  if (words.endsWith('MB')) return line.repeat(Math.ceil((Number.parseInt(words) * 1e6) / line.length));
  const document = (at: number): string =>
    `---\nkind: ConfigMap\napiVersion: v1\nmetadata:\n  name: m${at}\ndata:\n  x: "0"\n`;
  return Array.from({ length: Number.parseInt(words) }, (_, at) => document(at)).join('');
}

function readCase(block: string): Case {
  const [head = '', ...parts] = block.split(/^---- /m);
  const read = parts.map((part) => {
    const newline = part.indexOf('\n');
    const [kind = '', ...rest] = part.slice(0, newline).split(' ');
    return { kind, words: rest.join(' '), body: part.slice(newline + 1) };
  });
  const only = (kind: string): (typeof read)[number] | undefined => read.find((part) => part.kind === kind);
  const all = (kind: string): string[] => read.filter((part) => part.kind === kind).map(({ words }) => words);
  return {
    name: head.trim(),
    base: only('base')?.body ?? '',
    ours: only('ours')?.body ?? '',
    theirs: only('theirs')?.body ?? '',
    more: read.flatMap(({ kind, body }) => (kind === 'branch' || kind === 'commit' ? [{ kind, text: body }] : [])),
    filler: only('filled') ? fillerOf(only('filled')?.words ?? '') : '',
    names: only('names')?.words.split(' | ') ?? ['ours', 'base', 'theirs'],
    asks: all('ask'),
    result: only('auto')?.body ?? null,
    marked: only('marked')?.body ?? null,
    reason: only('text')?.words ?? null,
    edited: only('edited')?.body ?? null,
    finds: all('finds').sort(),
  };
}

const [, ...blocks] = readFileSync(file, 'utf8').split(/^#### /m);

const asked = (outcome: MergeOutcome): string[] =>
  outcome.conflicts.map((one) => `${one.reason} ${pathText(one.path)}`.trim());

/** Merges what is written, then each further branch or commit onto the result; stops where something is asked. */
function mergeAll({ more }: Case, first: MergeFileInput, shape: (text: string) => string, swap: boolean): MergeOutcome {
  const merge = ({ path, base, ours, theirs }: MergeFileInput): MergeOutcome =>
    mergeFile(swap ? { path, base, ours: theirs, theirs: ours } : { path, base, ours, theirs });
  let outcome = merge(first);
  let { base, theirs } = first;
  for (const { kind, text } of more) {
    if (outcome.conflicts.length > 0) break;
    if (kind === 'commit') base = theirs;
    theirs = shape(text);
    outcome = merge({ path: first.path, base, ours: outcome.text, theirs });
  }
  return outcome;
}

const windows = (text: string): string => text.replaceAll('\n', '\r\n');

describe('merges of merges', () => {
  it.each(blocks.map((block) => readCase(block)).map((one) => [one.name, one] as const))('%s', (_, one) => {
    for (const ends of ['\n', '\r\n']) {
      const shape = (text: string): string => (ends === '\n' ? text + one.filler : windows(text + one.filler));
      const input = { path: 'x.yaml', base: shape(one.base), ours: shape(one.ours), theirs: shape(one.theirs) };
      const outcome = mergeAll(one, input, shape, false);
      expect(asked(outcome)).toEqual(one.asks);
      if (one.reason !== null) expect(outcome.fallbacks.map(({ reason }) => reason).join()).toContain(one.reason);
      if (one.result !== null) expect(outcome.text === shape(one.result)).toBe(true);

      const mirror = mergeAll(one, input, shape, true);
      expect(asked(mirror)).toEqual(one.asks);
      if (one.result !== null && one.filler === '') expect(sameData(mirror.text, shape(one.result))).toBe(true);
      else if (one.result !== null) expect(mirror.text === shape(one.result)).toBe(true);

      if (one.marked !== null) {
        const [ours = '', base = '', theirs = ''] = one.names;
        expect(markOpenConflicts(outcome, { ours, base, theirs }).text).toBe(shape(one.marked));
      }
      if (one.edited === null) continue;
      for (const sides of [input, { ...input, ours: input.theirs, theirs: input.ours }]) {
        const { findings } = checkResult(sides, shape(one.edited));
        expect([...new Set(findings.map(({ check, weight }) => `${check} ${weight}`))].sort()).toEqual(one.finds);
      }
    }
  });

  it('84 octopus: in any order the branches say the same', () => {
    const octopus = readCase(blocks.find((block) => block.startsWith('84 ')) ?? '');
    const branches = [octopus.ours, octopus.theirs, octopus.more[0]?.text ?? ''];
    for (const order of [
      [2, 1, 0],
      [1, 2, 0],
    ] as const) {
      const merged = order.reduce<string>(
        (ours, next) => mergeFile({ path: 'x.yaml', base: octopus.base, ours, theirs: branches[next] ?? '' }).text,
        octopus.base,
      );
      expect(sameData(merged, octopus.result ?? '')).toBe(true);
    }
  });
});
