import { describe, expect, it } from 'vitest';
import { externalAddress } from '../../../src/main/external-address';

describe('externalAddress', () => {
  it.each(['https://example.org/a?b#c', 'http://example.org:8080/'])('opens %s', (text) => {
    expect(externalAddress(text)?.href).toBe(text);
  });

  it.each([
    'file:///etc/passwd',
    'javascript:alert(1)',
    'ssh://host/',
    'smb://host/share',
    'data:text/html,x',
    'vbscript:x',
    'https://name:word@example.org/',
    'https://name@example.org/',
    'https://',
    'example.org',
    '',
    '\\\\host\\share',
  ])('refuses %s', (text) => expect(externalAddress(text)).toBeNull());

  it('hands over the parsed form, not the text', () => {
    expect(externalAddress(' HTTPS://EXAMPLE.org/\n"x ')?.href).toBe('https://example.org/%22x');
  });
});
