import { describe, expect, it } from 'vitest';
import { redact } from '../../../src/main/redact';

describe('redact', () => {
  it.each([
    ['fatal: https://me:hunter2@host/x.git failed', 'fatal: https://…@host/x.git failed'],
    ['https://ghp_abcdefghijklmnop1234@host/', 'https://…@host/'],
    ["ssh://git@host/x 'http://a:b@c'", "ssh://…@host/x 'http://…@c'"],
    ['http.extraHeader=Authorization: Basic aGVsbG86d29ybGQ=', 'http.extraHeader=Authorization: Basic …'],
    ['{"authorization":"Bearer abc.def"}', '{"authorization":"Bearer …"}'],
    ['GET /api?token=abc&page=2&password=x', 'GET /api?token=…&page=2&password=…'],
    ['pushed with glpat-ABCDEFGHIJKLMNOPQRST', 'pushed with …'],
    ['a plain line: 10.0.0.1/24 @ leaf-01', 'a plain line: 10.0.0.1/24 @ leaf-01'],
    ['mail me at someone@example.org', 'mail me at someone@example.org'],
  ])('%s', (text, wanted) => expect(redact(text)).toBe(wanted));
});
