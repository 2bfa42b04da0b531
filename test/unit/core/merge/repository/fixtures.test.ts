import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { SideName } from '../../../../../src/core/merge/model';
import { findDangers } from '../../../../../src/core/merge/repository/find-dangers';
import { mergeRepository } from '../../../../../src/core/merge/repository/merge-repository';
import type { RepositoryVersions } from '../../../../../src/core/merge/repository/repository-versions';
import { pathText } from '../../../../../src/core/merge/structure/context';
import { sameData } from '../same-data';

interface Case {
  readonly name: string;
  readonly versions: RepositoryVersions;
  readonly result: ReadonlyMap<string, string>;
  readonly gone: readonly string[];
  /** `ask`, `moved`, `clash`, `removed`, `danger` and `fix` lines as they stand. */
  readonly facts: readonly string[];
}

const folder = join(import.meta.dirname, '../../../../fixtures/merge/repository');

function readCases(file: string): Case[] {
  const [, ...blocks] = readFileSync(join(folder, file), 'utf8').split(/^#### /m);
  return blocks.map((block) => {
    const [head = '', ...parts] = block.split(/^---- /m);
    const files = {
      base: new Map<string, string>(),
      ours: new Map<string, string>(),
      theirs: new Map<string, string>(),
    };
    const result = new Map<string, string>();
    const gone: string[] = [];
    const facts: string[] = [];
    for (const part of parts) {
      const newline = part.indexOf('\n');
      const title = part.slice(0, newline < 0 ? undefined : newline).trim();
      const body = newline < 0 ? '' : part.slice(newline + 1);
      const [kind = '', path = ''] = title.split(' ');
      if (kind === 'all') for (const side of ['base', 'ours', 'theirs'] as const) files[side].set(path, body);
      else if (kind === 'base' || kind === 'ours' || kind === 'theirs') files[kind].set(path, body);
      else if (kind === 'result') result.set(path, body);
      else if (kind === 'gone') gone.push(path);
      else facts.push(title);
    }
    return { name: head.trim(), versions: files, result, gone, facts };
  });
}

const mapped = (files: ReadonlyMap<string, string>, change: (text: string) => string): Map<string, string> =>
  new Map([...files].map(([path, text]) => [path, change(text)]));
const windows = (text: string): string => text.replaceAll('\n', '\r\n');
const other: Readonly<Record<SideName, SideName>> = { ours: 'theirs', theirs: 'ours' };

function factsOf(versions: RepositoryVersions, isMirror: boolean): string[] {
  const side = (name: SideName): SideName => (isMirror ? other[name] : name);
  const merged = mergeRepository(versions);
  const dangers = findDangers({ versions, merged: merged.files });
  for (const danger of dangers) expect(new Set(danger.causes.map((cause) => cause.side)).size, danger.sentence).toBe(2);
  return [
    ...[...merged.outcomes].flatMap(([path, { conflicts }]) =>
      conflicts.map((one) => `ask ${path} ${one.reason} ${pathText(one.path)}`.trim()),
    ),
    ...merged.moves.map((move) => `moved ${move.name} ${move.to} ${side(move.by)}`),
    ...merged.clashes.map((clash) => `clash ${clash.name}`),
    ...merged.deletions.map((one) => `removed ${one.path} ${side(one.removedBy)}`),
    ...dangers.map((danger) => `danger ${danger.kind} ${danger.resource ?? danger.path}`),
    ...new Set(dangers.flatMap((danger) => danger.candidates.map((fix) => `fix ${fix.value}`))),
  ].sort();
}

describe.each(readdirSync(folder).filter((name) => name.endsWith('.txt')))('%s', (file) => {
  it.each(readCases(file).map((one) => [one.name, one] as const))('%s', (_, { versions, result, gone, facts }) => {
    const { base, ours, theirs } = versions;
    const merged = mergeRepository(versions);
    expect(factsOf(versions, false)).toEqual([...facts].sort());
    for (const [path, text] of result) expect([path, merged.files.get(path)]).toEqual([path, text]);
    for (const path of gone) expect([path, merged.files.has(path)]).toEqual([path, false]);

    const mirror = { base, ours: theirs, theirs: ours };
    expect(factsOf(mirror, true).map(withoutSide)).toEqual([...facts].sort().map(withoutSide));
    const swapped = mergeRepository(mirror).files;
    for (const [path, text] of result) expect([path, sameData(swapped.get(path) ?? '', text)]).toEqual([path, true]);

    const crlf = { base: mapped(base, windows), ours: mapped(ours, windows), theirs: mapped(theirs, windows) };
    expect(factsOf(crlf, false)).toEqual([...facts].sort());
    const turned = mergeRepository(crlf).files;
    for (const [path, text] of result) expect([path, turned.get(path)]).toEqual([path, windows(text)]);
  });
});

/** Which of two resources a rule speaks of first may depend on their order, the number it proposes on the resource. */
const withoutSide = (fact: string): string => (fact.startsWith('danger') ? (fact.split(' ')[1] ?? '') : fact);
