import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { mergeFile } from '../../../../src/core/merge/merge-file';
import type { MergeFileInput } from '../../../../src/core/merge/merge-file';
import type { MergeOutcome } from '../../../../src/core/merge/merge-outcome';
import { pathText } from '../../../../src/core/merge/structure/context';
import { sameData } from './same-data';

interface Case {
  readonly name: string;
  readonly input: MergeFileInput;
  readonly result: string | null;
  readonly asks: readonly string[];
  readonly text: string | null;
}

/** `crlf`: line ends of Windows; `bom`: a byte order mark; `open`: no line end at the end. */
function shaped(body: string, words: readonly string[]): string {
  let text = words.includes('open') ? body.replace(/\n$/, '') : body;
  if (words.includes('crlf')) text = text.replaceAll('\n', '\r\n');
  return words.includes('bom') ? `\uFEFF${text}` : text;
}

const folder = join(import.meta.dirname, '../../../fixtures/merge');

function readCases(file: string): Case[] {
  const [, ...blocks] = readFileSync(join(folder, file), 'utf8').split(/^#### /m);
  return blocks.map((block) => {
    const [head = '', ...parts] = block.split(/^---- /m);
    const found = {
      path: 'file.yaml',
      base: '',
      ours: '',
      theirs: '',
      result: null as string | null,
      text: null as string | null,
      gitResult: null as NonNullable<MergeFileInput['gitResult']> | null,
    };
    const asks: string[] = [];
    for (const part of parts) {
      const newline = part.indexOf('\n');
      const title = part.slice(0, newline < 0 ? undefined : newline);
      const body = newline < 0 ? '' : part.slice(newline + 1);
      const [kind = '', ...rest] = title.split(' ');
      if (kind === 'base' || kind === 'ours' || kind === 'theirs') found[kind] = shaped(body, rest);
      else if (kind === 'auto') found.result = shaped(body, rest);
      else if (kind === 'git') found.gitResult = { clean: true, text: body };
      else if (kind === 'ask') asks.push(rest.join(' ').trim());
      else if (kind === 'text') found.text = rest.join(' ');
      else if (kind === 'path') found.path = rest.join(' ');
    }
    const { path, base, ours, theirs, result, text, gitResult } = found;
    return { name: head.trim(), input: { path, base, ours, theirs, gitResult }, result, asks, text };
  });
}

const asked = (outcome: MergeOutcome): string[] =>
  outcome.conflicts.map((one) =>
    `${one.reason} ${one.level === 'text' ? JSON.stringify(one.path) : pathText(one.path)}`.trim(),
  );
const reasons = (outcome: MergeOutcome): string[] => outcome.conflicts.map((one) => one.reason).sort();
const swapped = (input: MergeFileInput): MergeFileInput => ({ ...input, ours: input.theirs, theirs: input.ours });
/** The same text with the other line ends. */
const turned = (text: string): string =>
  text.includes('\r\n') ? text.replaceAll('\r\n', '\n') : text.replaceAll('\n', '\r\n');

describe.each(readdirSync(folder).filter((name) => name.endsWith('.txt')))('%s', (file) => {
  it.each(readCases(file).map((one) => [one.name, one] as const))('%s', (_, one) => {
    const outcome = mergeFile(one.input);
    expect(asked(outcome)).toEqual(one.asks);
    if (one.text !== null) expect(outcome.fallbacks.map((fallback) => fallback.reason).join()).toContain(one.text);
    if (one.result !== null) expect(outcome.text).toBe(one.result);
    else if (one.text === null) expect(one.asks.length).toBeGreaterThan(0);

    const mirror = mergeFile(swapped(one.input));
    expect(reasons(mirror)).toEqual(reasons(outcome));
    if (one.result !== null) expect(sameData(mirror.text, one.result)).toBe(true);

    const { base, ours, theirs } = one.input;
    const windows = mergeFile({ ...one.input, base: turned(base), ours: turned(ours), theirs: turned(theirs) });
    expect(asked(windows)).toEqual(one.asks);
    if (one.result !== null) expect(windows.text).toBe(turned(one.result));
  });
});
