import { describe, expect, it } from 'vitest';
import { payloadProblem } from '../../../../src/main/ipc/payload-size';

const nested = (depth: number): unknown => (depth === 0 ? 1 : [nested(depth - 1)]);

describe('payloadProblem', () => {
  it.each([undefined, null, 1, 'text', { a: ['b', { c: null }] }, nested(30), 'x'.repeat(20 * 1024 * 1024)])(
    'lets an ordinary input pass',
    (input) => expect(payloadProblem(input)).toBeNull(),
  );

  it('refuses what is too large, in one piece or in many', () => {
    expect(payloadProblem({ text: 'x'.repeat(33 * 1024 * 1024) })).toMatch(/larger/);
    expect(payloadProblem(Array.from({ length: 40 }, () => 'x'.repeat(1024 * 1024)))).toMatch(/larger/);
    expect(payloadProblem(new Uint8Array(65 * 1024 * 1024))).toMatch(/larger/);
    expect(payloadProblem({ ['k'.repeat(33 * 1024 * 1024)]: 1, other: '' })).toMatch(/larger/);
  });

  it('refuses what is too deep, also when it bites its tail', () => {
    const snake: { self?: unknown } = {};
    snake.self = snake;
    expect(payloadProblem(nested(60))).toMatch(/deeply/);
    expect(payloadProblem(snake)).toMatch(/deeply/);
  });

  it('refuses a flood of small parts', () => {
    expect(payloadProblem(new Array(2_000_001).fill(0))).toMatch(/parts/);
  });
});
