import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeFile } from '../../../../src/core/merge/merge-file';

const gitResult = { clean: false, text: '' };
const merge = (base: string, ours: string, theirs: string) =>
  mergeFile({ path: 'values.yaml', base, ours, theirs, gitResult });

/** A flow mapping with a line for each member, written as somebody who likes comments does. */
const mapping = (members: readonly string[], { close = '  # the end\n  }', last = '' } = {}): string => {
  const lines = members.map((member, index) => {
    const [above, value = '', comment] = member.split('|');
    const comma = index < members.length - 1 ? ',' : last;
    return `${above === '' ? '' : `    # ${above}\n`}    ${value}${comma}${comment === undefined ? '' : ` # ${comment}`}\n`;
  });
  return `a: 1\nsizes: { # in racks\n${lines.join('')}${close}\nz: 2\n`;
};

describe('flow collections of several lines', () => {
  it('commas come out right and comments stay where they were, either way round', () => {
    const base = mapping(['|one: 1|first', 'above two|two: 2']);
    const ours = mapping(['|one: 1|first', 'above two|two: 22|changed']);
    const theirs = mapping(['|one: 11|first', 'above two|two: 2', 'new|three: 3|third']);
    const result = mapping(['|one: 11|first', 'above two|two: 22|changed', 'new|three: 3|third']);
    for (const [one, other] of [
      [ours, theirs],
      [theirs, ours],
    ] as const)
      expect(merge(base, one, other)).toMatchObject({ source: 'structure', conflicts: [], text: result });
  });

  it('a last comma stays what it was, or what one side made of it', () => {
    const members = ['|one: 1', '|two: 2'];
    const shorter = ['|one: 1'];
    const changed = ['|one: 11', '|two: 2'];
    const merged = merge(mapping(members), mapping(shorter), mapping(changed, { last: ',' }));
    expect(merged).toMatchObject({ source: 'structure', text: mapping(['|one: 11'], { last: ',' }) });
  });

  it('one comment that both sides changed is a question, and so are brackets in other places', () => {
    const base = mapping(['|one: 1|first', '|two: 2']);
    const both = merge(base, mapping(['|one: 11|mine', '|two: 2']), mapping(['|one: 1|yours', '|two: 22']));
    expect(both.conflicts.length).toBeGreaterThan(0);
    const inOne = merge(base, 'a: 1\nsizes: { one: 1, two: 22 } # in racks\nz: 2\n', mapping(['|one: 11', '|two: 2']));
    expect(inOne.conflicts.length).toBeGreaterThan(0);
  });

  it('a sign that starts comments elsewhere is no comment inside of a text', () => {
    const merged = merge(
      'colours: ["#fff", "#000", "#abc"]\n',
      'colours: ["#ffe", "#000", "#abc"]\n',
      'colours: ["#fff", "#000", "#abd"]\n',
    );
    expect(merged).toMatchObject({ conflicts: [], text: 'colours: ["#ffe", "#000", "#abd"]\n' });
  });

  it('whatever is merged without a question is both changes and nothing else', () => {
    let settled = 0;
    const change = fc.constantFrom('', 'value', 'comment', 'above', 'removed', 'added');
    const member = fc.tuple(fc.constantFrom('ours', 'theirs'), change, fc.boolean(), fc.boolean());
    fc.assert(
      fc.property(fc.array(member, { minLength: 2, maxLength: 6 }), (members) => {
        const as = (sides: readonly string[]): string[] =>
          members.flatMap(([side, what, hasAbove, hasComment], index) => {
            const does = (one: string): boolean => what === one && sides.includes(side);
            if (does('removed')) return [];
            const above = does('above') ? `more ${index}` : hasAbove ? `above ${index}` : '';
            const comment = does('comment') ? `|other ${index}` : hasComment ? `|behind ${index}` : '';
            const own = `${above}|key${index}: ${does('value') ? 'new' : 'old'}${index}${comment}`;
            return does('added') ? [own, `|added${index}: new|added ${index}`] : [own];
          });
        const [base, ours, theirs] = [[], ['ours'], ['theirs']].map((sides) => mapping(as(sides)));
        const outcome = merge(base ?? '', ours ?? '', theirs ?? '');
        if (outcome.conflicts.length > 0) return;
        settled += 1;
        expect(outcome.text).toBe(mapping(as(['ours', 'theirs'])));
      }),
      { numRuns: 150, seed: 7 },
    );
    expect(settled).toBeGreaterThan(75);
  });
});
