import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readDocuments } from '../../../../../src/core/yaml/documents';
import { applySteps } from '../../../../../src/core/fabric/plan/apply-steps';
import { disableDocument, enableDocument } from '../../../../../src/core/fabric/plan/comment-out';
import { editDocument } from '../../../../../src/core/fabric/plan/edit-document';
import type { PlanStep } from '../../../../../src/core/fabric/plan/plan-step';
import type { DocumentEdit } from '../../../../../src/core/fabric/rules/finding';

const group = (name: string): string =>
  `apiVersion: wiring.githedgehog.com/v1beta1\nkind: SwitchGroup\nmetadata:\n  name: ${name} # why\nspec: {}\n`;
const key = (name: string): string => `wiring.githedgehog.com/SwitchGroup/default/${name}`;
const run = (
  files: Record<string, string>,
  ...steps: PlanStep[]
): Record<string, string | null> & { refused?: never } => {
  const applied = applySteps(new Map(Object.entries(files)), steps);
  expect(applied.refused).toEqual([]);
  return Object.fromEntries(applied.files);
};

/** Files of one to four documents, with and without leading separator, comments, blank lines, CRLF, final newline. */
const anyFile = fc
  .record({
    names: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 4 }),
    head: fc.constantFrom('', '---\n', '# header\n', '\n# header\n\n---\n', '\uFEFF'),
    between: fc.constantFrom('---\n', '\n---\n', '---\n# about it\n', '# tail\n\n---\n', '--- # next\n'),
    crlf: fc.boolean(),
    open: fc.boolean(),
  })
  .map(({ names, head, between, crlf, open }) => {
    const text = head + names.map(group).join(between);
    const ended = open ? text.replace(/\n$/, '') : text;
    return { names, text: crlf ? ended.replace(/\n/g, '\r\n') : ended };
  });

const alive = (text: string): string[] => readDocuments(text).flatMap((document) => document.identity?.name ?? []);

describe('commenting a document out and back', () => {
  it('is exact to the byte, leaves the others alone, and the reader sees it as disabled', () => {
    fc.assert(
      fc.property(anyFile, fc.nat(3), ({ names, text }, pick) => {
        const documents = readDocuments(text).filter((document) => document.identity !== null);
        const document = documents[pick % documents.length]!;
        const name = document.identity!.name;
        const disabled = disableDocument(text, document, 'it stands elsewhere');
        if (!disabled.ok) throw new Error(disabled.reason);
        expect(alive(disabled.text)).toEqual(names.filter((one) => one !== name));
        const found = readDocuments(disabled.text).flatMap((one) => one.disabled);
        expect(found.map((one) => one.identity.name)).toEqual([name]);
        expect(readDocuments(disabled.text).find((one) => one.disabled.length > 0)!.class).toBe('disabled');
        expect(enableDocument(disabled.text, found[0]!.range)).toEqual({ ok: true, text });
      }),
      { numRuns: 300 },
    );
  });

  it('brings back what somebody else commented out', () => {
    const text = `# about it\n# ${group('a').trimEnd().replaceAll('\n', '\n# ')}\n`;
    const [found] = readDocuments(text).flatMap((document) => document.disabled);
    const enabled = enableDocument(text, { start: text.indexOf('# apiVersion'), end: found!.range.end });
    expect(enabled).toEqual({ ok: true, text: `# about it\n${group('a')}` });
  });

  it('refuses what it could not bring back', () => {
    const text = '--- {apiVersion: v1, kind: A, metadata: {name: a}}\n';
    expect(disableDocument(text, readDocuments(text)[0]!, 'x').ok).toBe(false);
  });
});

describe('steps on documents', () => {
  it('takes single documents out of a file, whatever their order in the plan', () => {
    const text = `# head\n${group('a')}---\n${group('b')}---\n${group('c')}`;
    const step = (document: number, name: string): PlanStep => ({
      action: 'delete',
      path: 'x',
      document,
      expect: key(name),
    });
    expect(run({ x: text }, step(0, 'a'), step(2, 'c'))).toEqual({ x: `---\n${group('b')}` });
    expect(run({ x: text }, step(0, 'a'), step(1, 'b'), step(2, 'c'))).toEqual({ x: null });
  });

  it('moves documents byte by byte, in the order of the plan', () => {
    const text = `${group('a')}---\n# about b\n${group('b')}---\n${group('c')}`;
    const move = (document: number, name: string, to: string): PlanStep => ({
      action: 'move',
      path: 'x',
      document,
      expect: key(name),
      to,
    });
    expect(run({ x: text }, move(1, 'b', 'm/b'), move(0, 'a', 'm/a'))).toEqual({
      x: `---\n${group('c')}`,
      'm/a': group('a'),
      'm/b': `# about b\n${group('b')}`,
    });
    expect(run({ x: text }, move(0, 'a', 'y'), move(2, 'c', 'y'))).toEqual({
      x: `---\n# about b\n${group('b')}`,
      y: `${group('a')}---\n${group('c')}`,
    });
    expect(run({ x: group('a') }, { ...move(0, 'a', 'y'), disable: 'it stands elsewhere' } as PlanStep).y).toContain(
      '# Disabled by Selvedge: it stands elsewhere\n# apiVersion',
    );
  });

  it('moving every document away loses nothing but separators', () => {
    fc.assert(
      fc.property(anyFile, ({ text }) => {
        const documents = readDocuments(text);
        const steps = documents.map((_, document): PlanStep => ({
          action: 'move',
          path: 'x',
          document,
          expect: null,
          to: `m/${document}`,
        }));
        const applied = applySteps(new Map([['x', text]]), steps);
        const bare = (all: string): string => all.replace(/^\uFEFF?---[ \t]*\r?\n/gm, '');
        const carried = [...applied.files]
          .filter(([path, moved]) => path !== 'x' && moved !== null)
          .sort()
          .map(([, moved]) => moved);
        expect(bare(carried.join(''))).toBe(bare(text));
        expect(applied.files.get('x') ?? null).toBeNull();
      }),
    );
  });

  it('refuses when something else stands there by now', () => {
    const applied = applySteps(new Map([['x', group('a')]]), [
      { action: 'delete', path: 'x', document: 0, expect: key('b') },
      { action: 'disable', path: 'x', document: 3, expect: null, reason: '' },
      { action: 'create-file', path: 'x', text: '' },
      { action: 'rename-file', path: 'gone', to: 'y' },
    ]);
    expect(applied.files.size).toBe(0);
    expect(applied.refused.map((one) => one.reason)).toEqual([
      'x has no document 4; items of a List are changed by hand',
      'document 1 of x is another one by now',
      'x exists already',
      'gone is not there',
    ]);
  });
});

describe('edits in a document', () => {
  const source = `# top\nkind: VPC # what\nmetadata: {name: 'a', x: 1}\nspec:\n  one: "1"   # first\n  # about two\n  two: 2\n  list:\n    - p: 1\n      q: 2\n    - r\n  only:\n    child: 1\nlast: x`;
  const edit = (change: Omit<DocumentEdit, 'path' | 'document'>): string => {
    const done = editDocument(source, readDocuments(source)[0]!, { path: 'x', document: 0, ...change } as DocumentEdit);
    return done.ok ? done.text : `refused: ${done.reason}`;
  };

  it.each<[string, object, [string, string]]>([
    ['sets in the same quotes', { at: ['metadata', 'name'], action: 'set', value: "b'c" }, ["'a'", "'b''c'"]],
    ['sets in double quotes', { at: ['spec', 'one'], action: 'set', value: 'true' }, ['"1"', '"true"']],
    ['quotes what needs quotes', { at: ['kind'], action: 'set', value: '10' }, ['kind: VPC', "kind: '10'"]],
    ['sets numbers', { at: ['spec', 'two'], action: 'set', value: 22 }, ['two: 2', 'two: 22']],
    [
      'adds a field',
      { at: ['spec', 'only', 'new'], action: 'set', value: 'v' },
      ['child: 1\n', 'child: 1\n    new: v\n'],
    ],
    [
      'adds behind a file without final newline',
      { at: ['more'], action: 'set', value: 1 },
      ['last: x', 'last: x\nmore: 1'],
    ],
    ['renames a key', { at: ['spec', 'list'], action: 'rename-key', to: 'links' }, ['list:', 'links:']],
    [
      'takes a field away with its comment',
      { at: ['spec', 'two'], action: 'delete' },
      ['  # about two\n  two: 2\n', ''],
    ],
    ['takes a flow entry away', { at: ['metadata', 'x'], action: 'delete' }, [', x: 1', '']],
    [
      'takes the only child away',
      { at: ['spec', 'only', 'child'], action: 'delete' },
      ['only:\n    child: 1\n', 'only: {}\n'],
    ],
    [
      'takes the first entry behind a dash away',
      { at: ['spec', 'list', 0, 'p'], action: 'delete' },
      ['p: 1\n      ', ''],
    ],
    [
      'makes the mappings on the way',
      { at: ['new', 'deep', 'er'], action: 'set', value: ['a', { b: 1, c: [] }] },
      ['last: x', 'last: x\nnew:\n  deep:\n    er:\n    - a\n    - b: 1\n      c: []'],
    ],
    [
      'adds to a mapping on one line',
      { at: ['metadata', 'annotations', 'a/b'], action: 'set', value: 'x: y' },
      ['x: 1}', "x: 1, annotations: {a/b: 'x: y'}}"],
    ],
    ['sets inside a list', { at: ['spec', 'list', 0, 'q'], action: 'set', value: 3 }, ['q: 2', 'q: 3']],
  ])('%s', (_what, change, [from, to]) => {
    const text = edit(change as never);
    expect(text).toBe(source.replace(from, to));
    expect(() => parse(text) as unknown).not.toThrow();
  });

  it.each<[object, string]>([
    [{ at: ['spec', 'list'], action: 'set', value: 1 }, 'The value there is not a single one'],
    [{ at: ['spec', 'list', 7, 'x'], action: 'set', value: 1 }, 'There is no such place in the document'],
    [{ at: ['spec', 'two', 'x'], action: 'set', value: 1 }, 'There is no mapping to add to'],
    [{ at: ['spec', 'one'], action: 'rename-key', to: 'two' }, 'There is a key two already'],
    [{ at: ['spec', 'list', 1], action: 'rename-key', to: 'two' }, 'There is no such key in the document'],
  ])('%j is refused', (change, reason) => expect(edit(change as never)).toBe(`refused: ${reason}`));
});

describe('annotations and logs', () => {
  const annotated = (text: string): string =>
    run(
      { x: text },
      { action: 'annotate', path: 'x', document: 0, expect: null, annotations: { 'p/a': '1', 'p/b': 'two' } },
    ).x ?? text;
  const resource = (metadata: string): string => `kind: A\nmetadata:${metadata}\nspec: {}\n`;
  const block = "annotations:\n    p/a: '1'\n    p/b: two";

  it.each<[string, string, string]>([
    ['none yet', '\n  name: a # why', `\n  name: a # why\n  ${block}`],
    ['none, on one line', ' {name: a}', " {name: a, annotations: {p/a: '1', p/b: two}}"],
    [
      'an empty key',
      '\n  annotations: # none\n  name: a',
      `\n  annotations: # none\n    p/a: '1'\n    p/b: two\n  name: a`,
    ],
    ['an empty mapping', '\n  annotations: {}\n  name: a', "\n  annotations: {p/a: '1', p/b: two}\n  name: a"],
    ['a null', '\n  annotations: null\n  name: a', "\n  annotations: {p/a: '1', p/b: two}\n  name: a"],
    [
      'one already',
      '\n  annotations:\n    p/b: mine\n  name: a',
      "\n  annotations:\n    p/b: mine\n    p/a: '1'\n  name: a",
    ],
    ['all already', '\n  annotations: {p/a: x, p/b: y}', '\n  annotations: {p/a: x, p/b: y}'],
  ])('annotates a document with %s', (_what, before, after) => {
    expect(annotated(resource(before))).toBe(resource(after));
    const crlf = (text: string): string => text.replaceAll('\n', '\r\n');
    expect(annotated(crlf(resource(before)))).toBe(crlf(resource(after)));
  });

  it('ends lines as those above it do, where the documents of a file differ', () => {
    const crlf = (text: string): string => text.replaceAll('\n', '\r\n');
    const [before, after] = [resource('\n  name: a'), resource(`\n  name: a\n  ${block}`)];
    expect(annotated(`${before}---\n${crlf(before)}`)).toBe(`${after}---\n${crlf(before)}`);
    expect(annotated(`${crlf(before)}---\n${before}`)).toBe(`${crlf(after)}---\n${before}`);
    const open = 'kind: A\r\nmetadata:\r\n  name: a';
    expect(annotated(open)).toBe(`${open}\r\n  ${crlf(block)}`);
  });

  it.each<[string, string, string]>([
    [
      'a block list',
      'operations:\n- a: 1\n  b: 2\nend: 1\n',
      'operations:\n- a: 1\n  b: 2\n- c: x\n  d:\n  - 1\nend: 1\n',
    ],
    ['an empty list of JSON', '# log\n{\n  "operations": []\n}', '# log\n{\n  "operations": [{"c": "x", "d": [1]}]\n}'],
    ['a list of JSON', '{"operations": [{"a": 1}]}', '{"operations": [{"a": 1}, {"c": "x", "d": [1]}]}'],
    ['no list', 'version: 1\n', 'version: 1\noperations:\n- c: x\n  d:\n  - 1\n'],
    ['an empty key', 'operations:\nend: 1\n', 'operations: [{c: x, d: [1]}]\nend: 1\n'],
  ])('appends to %s', (_what, before, after) => {
    const value = { c: 'x', d: [1] };
    const done = run({ x: before }, { action: 'append', path: 'x', document: 0, at: ['operations'], value }).x ?? '';
    expect(done).toBe(after);
    expect(parse(done)).toMatchObject({ operations: expect.arrayContaining([value]) as unknown });
  });
});

describe('what stands around a document', () => {
  const commentedGroup = group('off').trimEnd().replace(/^/gm, '# ') + '\n';

  it.each([
    ['remarks above', `# Off for now\n# ${'='.repeat(20)}\n`],
    ['the mark of an encoding', '\uFEFF'],
  ])('brings back only the resource: %s stay', (_what, above) => {
    const step = { action: 'enable', path: 'x', document: 0, place: 0, expect: key('off') } as const;
    expect(run({ x: above + commentedGroup }, step).x).toBe(above + group('off'));
  });

  it.each([
    ['a live document below', commentedGroup + group('a'), `${group('off')}---\n${group('a')}`],
    ['a live document above', group('a') + commentedGroup, `${group('a')}---\n${group('off')}`],
    [
      'a commented separator',
      `${group('a')}# ---\n${commentedGroup}# ---\n# kind: x\n`,
      `${group('a')}# ---\n---\n${group('off')}# ---\n# kind: x\n`,
    ],
  ])('gives it a separator: %s', (_what, before, after) => {
    const step = { action: 'enable', path: 'x', document: 0, place: 0, expect: key('off') } as const;
    expect(run({ x: before }, step).x).toBe(after);
  });

  it('refuses to bring back lines that stand inside of another document', () => {
    const text = `${group('a')}more: 1\n`.replace('spec', `${commentedGroup}spec`);
    const step = { action: 'enable', path: 'x', document: 0, place: 0, expect: key('off') } as const;
    const applied = applySteps(new Map([['x', text]]), [step]);
    expect(applied.refused.map(({ reason }) => reason)).toEqual([expect.stringContaining('change them by hand')]);
  });

  it.each([
    ['the mark of an encoding', '\uFEFF', '---\n'],
    ['directives', '%YAML 1.2\n---\n', '...\n%YAML 1.2\n---\n'],
  ])('moves a document with %s behind another', (_what, head, seam) => {
    const step = { action: 'move', path: 'y', document: 0, expect: key('b'), to: 'x' } as const;
    const after = run({ x: group('a'), y: head + group('b') }, step);
    expect(after).toEqual({ x: group('a') + seam + group('b'), y: null });
    expect(alive(after.x ?? '')).toEqual(['a', 'b']);
  });
});
