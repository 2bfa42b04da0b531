import { describe, expect, it } from 'vitest';
import { contentSecurityPolicy } from '../../../src/main/content-security-policy';

const directives = (policy: string): Map<string, string[]> =>
  new Map(policy.split('; ').map((part) => [part.split(' ')[0] ?? '', part.split(' ').slice(1)]));

describe('contentSecurityPolicy', () => {
  it('lets no script in but our files', () => {
    const policy = directives(contentSecurityPolicy());
    expect(policy.get('default-src')).toEqual(["'none'"]);
    expect(policy.get('script-src')).toEqual(["'self'"]);
    expect(policy.get('connect-src')).toEqual(["'self'"]);
    for (const name of ['object-src', 'frame-src', 'frame-ancestors', 'base-uri', 'form-action']) {
      expect(policy.get(name)).toEqual(["'none'"]);
    }
  });

  it('is looser only for live reload, and never for eval', () => {
    expect(contentSecurityPolicy(true)).toContain("script-src 'self' 'unsafe-inline'");
    expect(contentSecurityPolicy(true)).not.toContain('unsafe-eval');
  });
});
