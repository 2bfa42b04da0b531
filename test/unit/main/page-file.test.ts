import fc from 'fast-check';
import { resolve, sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pageFile } from '../../../src/main/page-file';

describe('pageFile', () => {
  it.each([
    ['/', '/page/index.html', 'text/html; charset=utf-8'],
    ['/index.html', '/page/index.html', 'text/html; charset=utf-8'],
    ['/assets/a-1.js', '/page/assets/a-1.js', 'text/javascript; charset=utf-8'],
    ['/assets/a%20b.css', '/page/assets/a b.css', 'text/css; charset=utf-8'],
    ['/assets/codicon.TTF', '/page/assets/codicon.TTF', 'font/ttf'],
    ['/assets/../index.html', '/page/index.html', 'text/html; charset=utf-8'],
  ])('%s', (url, path, contentType) => expect(pageFile('/page', url)).toEqual({ path, contentType }));

  it.each([
    '/../secret.js',
    '/%2e%2e/secret.js',
    '/assets/..%2f..%2fsecret.js',
    '/..%5csecret.js',
    '/a%00.js',
    '/%',
    '/%E0%A4%A.js',
    'index.html',
    '',
    '/assets/notes.exe',
    '/assets/key',
    '//etc/passwd',
  ])('refuses %s', (url) => expect(pageFile('/page', url)).toBeNull());

  it('never leaves its folder', () => {
    const part = fc.constantFrom(
      '..',
      '.',
      '',
      '/',
      '%2e',
      '%2E%2e',
      '%2f',
      '%5c',
      '\\',
      'a',
      'page',
      'pager',
      '%00',
      'x.js',
      ';',
      '~',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const found = pageFile('/page', `/${parts.join('/')}`) ?? pageFile('/page', `/${parts.join('')}`);
        return found === null || (found.path.startsWith(`/page${sep}`) && resolve(found.path) === found.path);
      }),
    );
  });
});
