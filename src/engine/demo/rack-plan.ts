import { deflateSync } from 'node:zlib';

/**
 * A picture of the racks as a PNG, small, so that the demo has a binary file that both branches change.
 *
 * The pixels are stored without compression: the same bytes with every zlib.
 */
export function rackPlan(slots: readonly boolean[]): Buffer {
  const height = slots.length * 8;
  const row = (on: boolean, line: number): Buffer => {
    const frame = line % 8 === 0;
    const pixels = Array.from({ length: 48 }, (_, x) =>
      frame || x === 0 || x === 47 ? 40 : on && x > 3 && x < 44 ? 120 : 235,
    );
    return Buffer.from([0, ...pixels]);
  };
  const lines = Array.from({ length: height }, (_, line) => row(slots[Math.floor(line / 8)] ?? false, line));
  const header = Buffer.alloc(13);
  header.writeUInt32BE(48, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8); // 8 bits of grey
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(lines), { level: 0 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type), body]);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(body.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([size, named, sum]);
}

function crc32(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
