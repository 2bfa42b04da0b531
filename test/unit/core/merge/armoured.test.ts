import { describe, expect, it } from 'vitest';
import { mergeFile } from '../../../../src/core/merge/merge-file';
import { isArmoured } from '../../../../src/core/merge/text/armour';
import { isClean, mergeText } from '../../../../src/core/merge/text/regions';

const body = (first: string, last: string): string => [first, '3232', '3333', '3434', last].join('\n');
const sealed = (first: string, last: string): string => `$ANSIBLE_VAULT;1.1;AES256\n${body(first, last)}`;
const key = (first: string, last: string): string =>
  `-----BEGIN PRIVATE KEY-----\n${body(first, last)}\n-----END PRIVATE KEY-----`;
const inBlock = (text: string, tag = ''): string => `other: 1\nkey: ${tag}|\n  ${text.replaceAll('\n', '\n  ')}\n`;

describe('what is encrypted or signed as one', () => {
  const cases: [string, string, (first: string, last: string) => string][] = [
    ['a file of Ansible Vault', 'group_vars/secrets', (first, last) => `${sealed(first, last)}\n`],
    ['a YAML file of Ansible Vault', 'group_vars/vault.yml', (first, last) => `${sealed(first, last)}\n`],
    ['a key', 'tls.pem', (first, last) => `${key(first, last)}\n`],
    ['a value of Ansible Vault', 'vars.yaml', (first, last) => inBlock(sealed(first, last), '!vault ')],
    ['a key in a value', 'secret.yaml', (first, last) => inBlock(key(first, last))],
  ];
  it.each(cases)('%s is never put together of two versions', (_, path, write) => {
    const texts = { base: write('3131', '3535'), ours: write('9131', '3535'), theirs: write('3131', '3595') };
    const git = mergeText(texts);
    expect(isClean(git)).toBe(true);
    for (const gitResult of [null, { clean: true, text: git.result }])
      for (const { ours, theirs } of [texts, { ours: texts.theirs, theirs: texts.ours }]) {
        const outcome = mergeFile({ base: texts.base, ours, theirs, path, gitResult });
        expect(outcome.tier).toBe('ask');
        expect(outcome.conflicts.map(({ reason }) => reason)).toEqual(['both-changed']);
        expect(outcome.text).toBe(texts.base);
      }
  });

  it('takes what one side changed, and changes beside it', () => {
    const [base, ours] = [inBlock(key('3131', '3535')), inBlock(key('9131', '3535'))];
    const theirs = base.replace('other: 1', 'other: 2');
    expect(mergeFile({ base, ours, theirs, path: 'secret.yaml' })).toMatchObject({
      tier: 'auto',
      text: ours.replace('other: 1', 'other: 2'),
    });
  });

  it('takes several certificates for a list', () => {
    expect(isArmoured(key('1', '2'))).toBe(true);
    expect(isArmoured(`${key('1', '2')}\n${key('3', '4')}\n`)).toBe(false);
    expect(isArmoured('kind: Secret\n')).toBe(false);
  });
});
