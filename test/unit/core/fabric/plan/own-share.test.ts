import { expect, it } from 'vitest';
import { readDocuments } from '../../../../../src/core/yaml/documents';
import { applySteps } from '../../../../../src/core/fabric/plan/apply-steps';
import { enableDocument } from '../../../../../src/core/fabric/plan/comment-out';
import { stepRow } from '../../../../../src/core/fabric/plan/step-words';
import type { PlanStep } from '../../../../../src/core/fabric/plan/plan-step';

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

it.each([
  ['below', (own: string, off: string) => [own + off, off]],
  [
    'below, after a blank line and with a remark',
    (own: string, off: string) => [`${own}\n# why\n${off}`, `# why\n${off}`],
  ],
  ['above', (own: string, off: string) => [off + own, off]],
  ['above its separator', (own: string, off: string) => [`${off}---\n${own}`, off]],
  [
    'below the last of two',
    (own: string, off: string) => [`${group('b')}\n---\n${own}\n${off}`, `${group('b')}\n---\n${off}`],
  ],
  ['above and below', (own: string, off: string) => [`${off}\n${own}${off}`, `${off}${off}`]],
] as const)('leaves what was commented out %s where it is', (_where, write) => {
  const off = group('off').replace(/^/gm, '# ').replace(/# $/, '');
  const [text = '', rest = ''] = write(group('a'), off);
  const document = readDocuments(text).findIndex(({ identity }) => identity?.name === 'a');
  const where = { path: 'x', document, expect: key('a') };
  const offIn = (one: string | null | undefined): number =>
    (one ?? '').split(`\n${off}`).length + Number(one?.startsWith(off));
  expect(
    run({ x: text }, { action: 'delete', ...where })
      .x?.replace(/^\n/, '')
      .replace(/\n\n(?=# api)/, '\n'),
  ).toBe(rest);
  const moved = run({ x: text }, { action: 'move', ...where, to: 'y' });
  expect([offIn(moved.x), moved.y?.trim()]).toEqual([offIn(text), group('a').trim()]);
  const out = run({ x: text }, { action: 'disable', ...where, reason: 'r' }).x ?? '';
  const disabled = readDocuments(out).flatMap((one) => one.disabled);
  expect(disabled.filter(({ identity }) => identity.name === 'off')).toHaveLength(offIn(text) - 1);
  const own = disabled.find(({ identity }) => identity.name === 'a');
  expect(offIn(out)).toBe(offIn(text));
  expect(own && enableDocument(out, own.range)).toEqual({ ok: true, text });
});

it('stays away from a document with a commented-out resource in its midst', () => {
  const text = group('a').replace('spec:', `${group('off').replace(/^(?=.)/gm, '# ')}spec:`);
  const applied = applySteps(new Map([['x', text]]), [{ action: 'delete', path: 'x', document: 0, expect: key('a') }]);
  expect(applied.refused.map(({ reason }) => reason)).toEqual([
    'a commented-out SwitchGroup off stands in the midst of it',
  ]);
});

it('says how many lines of comments go', () => {
  const step = { action: 'delete', path: 'x', document: 0, expect: key('a') } as const;
  const applied = applySteps(new Map([['x', `# about a\n${group('a')}`]]), [step]);
  expect(stepRow({ step, why: '' }, applied.comments.get(step)).words).toBe(
    'delete SwitchGroup a with 1 line of comments',
  );
});
