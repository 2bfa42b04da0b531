import { describe, expect, it } from 'vitest';
import { copiesToMove } from '../../../../src/engine/merge/threads/copies-to-move';

describe('copiesToMove', () => {
  it('takes the bytes along and nothing else of the buffer that they are in', () => {
    const large = new Uint8Array(1_000_000).fill(7);
    const { copies, buffer } = copiesToMove([
      large.subarray(10, 13),
      null,
      large.subarray(0, 0),
      large.subarray(20, 22),
    ]);
    expect(copies).toEqual([Uint8Array.of(7, 7, 7), null, new Uint8Array(), Uint8Array.of(7, 7)]);
    expect(buffer.byteLength).toBe(5);
    const moved = structuredClone(copies, { transfer: [buffer] });
    expect(moved).toEqual([Uint8Array.of(7, 7, 7), null, new Uint8Array(), Uint8Array.of(7, 7)]);
    expect(large).toHaveLength(1_000_000);
  });
});
