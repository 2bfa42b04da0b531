import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { replaceDurably } from '../../../../src/engine/files/durable';
import { hashBytes } from '../../../../src/engine/files/hash';
import { readBytes } from '../../../../src/engine/files/read-bytes';
import { openAudit, redact } from '../../../../src/engine/operations/audit/audit';
import { inSafeOrder } from '../../../../src/engine/operations/checkpoints/safe-order';
import { parseIntent } from '../../../../src/engine/operations/journal/intent';
import type { FileStep } from '../../../../src/engine/operations/journal/intent';
import { openOperationLog } from '../../../../src/engine/operations/journal/operation-log';
import { emptyDisk } from '../../../support/model-disk';
import { modelFileSystem } from '../../../support/model-file-system';

const file = { kind: 'file', hash: hashBytes('x'), sizeBytes: 1, mode: 0o644 } as const;
const absent = { kind: 'absent' } as const;
const folder = { kind: 'directory' } as const;
const step = (path: string, pre: FileStep['pre'], post: FileStep['post']): FileStep => ({
  path: path as never,
  pre,
  post,
});

describe('journal records', () => {
  it('R15: noise is no promise, nor is a well sealed record of something else', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (noise) => {
        expect(parseIntent(Buffer.from(noise))).toBeNull();
      }),
      { numRuns: 20_000 },
    );
    const body = JSON.stringify({ version: 1 });
    expect(parseIntent(Buffer.from(`${hashBytes(body)}\n${body}\n`))).toBeNull();
  });
});

describe('the order of steps', () => {
  it('removes what stands in the way first, and folders last', () => {
    const ordered = inSafeOrder([
      step('a', file, absent),
      step('a/b', absent, file),
      step('d', folder, absent),
      step('d/e', file, absent),
      step('new', absent, folder),
      step('new/f', absent, file),
      step('Case.yaml', file, absent),
      step('case.yaml', absent, file),
    ]).map(({ path }) => path);
    const before = (one: string, two: string): void =>
      expect(ordered.indexOf(one as never), `${one} before ${two}`).toBeLessThan(ordered.indexOf(two as never));
    before('a', 'a/b');
    before('new', 'new/f');
    before('d/e', 'd');
    before('Case.yaml', 'case.yaml');
  });
});

describe('R17: the audit trail', () => {
  const event = (at: number) => ({
    at: new Date(at).toISOString(),
    actor: 'person',
    repository: 'r',
    operation: `o-${at}`,
    kind: 'write-file',
    title: `Edit ${at}`,
    result: 'done',
    detail: null,
    paths: [],
    headBefore: null,
    headAfter: null,
  });

  const key = Buffer.alloc(32, 7);
  const noLog = { records: () => [], damage: [], find: () => null };
  const logOf = (count: number) => {
    const records = Array.from({ length: count }, (_, at) => ({ record: { operationId: `o-${at + 1}` } }) as never);
    return { records: () => records, damage: [], find: () => null };
  };
  const trailOf = async (count: number, given: Buffer | undefined) => {
    const fs = modelFileSystem(emptyDisk());
    const audit = await openAudit(fs, '/audit', given);
    for (let at = 1; at <= count; at += 1) await audit.note(event(at));
    return { fs, audit };
  };
  const rewrite = async (fs: ReturnType<typeof modelFileSystem>, text: string): Promise<void> => {
    const file = await fs.open('/audit/audit.jsonl', 'append');
    await file.truncate(0);
    await file.write(Buffer.from(text), 0, Buffer.byteLength(text), null);
    await file.close();
  };

  it.each([
    ['a key from elsewhere', key],
    ['the key that lies beside, as with the command line', undefined],
  ])('shows every record that is edited, removed, doubled or moved, the last one too: %s', async (_, given) => {
    const count = 24;
    const { fs, audit } = await trailOf(count, given);
    expect(await audit.verify(logOf(count))).toMatchObject({ records: count, seals: 2, sound: true, problems: [] });
    const text = (await audit.export()).toString('utf8');
    const lines = text.trim().split('\n');
    const verdict = async (changed: readonly string[]) => {
      await rewrite(fs, changed.map((line) => `${line}\n`).join(''));
      return (await openAudit(fs, '/audit', given)).verify(logOf(count));
    };
    for (let at = 0; at < lines.length; at += 1) {
      const edited = lines.map((line, each) => (each === at ? line.replace(/Edit|count/, 'Lie') : line));
      expect((await verdict(edited)).sound, `edited ${at}`).toBe(false);
      expect((await verdict(lines.filter((_, each) => each !== at))).sound, `removed ${at}`).toBe(false);
      expect((await verdict(lines.slice(0, at))).sound, `cut before ${at}`).toBe(false);
      expect((await verdict([...lines.slice(0, at + 1), ...lines.slice(at)])).sound, `doubled ${at}`).toBe(false);
      const moved = [...lines];
      [moved[at], moved[at + 1]] = [lines[at + 1] ?? '{}', lines[at] ?? '{}'];
      expect((await verdict(moved)).sound, `moved ${at}`).toBe(false);
    }
    await rewrite(fs, text.slice(0, -1));
    expect((await (await openAudit(fs, '/audit', given)).verify(logOf(count))).sound, 'last newline').toBe(false);
    expect((await verdict([])).problems).toContain(`0 records beside ${count} operations.`);
    expect((await verdict(lines)).sound).toBe(true);
  });

  it('remembers a cut when it goes on writing', async () => {
    const { fs, audit } = await trailOf(5, undefined);
    const lines = (await audit.export()).toString('utf8').trim().split('\n');
    await rewrite(fs, `${lines[0] ?? ''}\n`);
    const later = await openAudit(fs, '/audit');
    await later.note(event(6));
    expect((await later.verify(noLog)).problems.join()).toContain('Lines were cut off');
  });

  it('tells when the key, the head or both are missing, also after it went on', async () => {
    for (const gone of [['key'], ['head.json'], ['key', 'head.json']]) {
      const { fs } = await trailOf(12, undefined);
      for (const name of gone) await fs.unlink(`/audit/${name}`);
      const audit = await openAudit(fs, '/audit');
      expect((await audit.verify(logOf(12))).sound, gone.join()).toBe(false);
      await audit.note(event(13));
      expect((await audit.verify(logOf(13))).sound, `${gone.join()}, later`).toBe(false);
    }
    const { fs } = await trailOf(3, key);
    expect((await (await openAudit(fs, '/audit', Buffer.alloc(32, 8))).verify(logOf(3))).sound).toBe(false);
  });

  it('takes what a crash between a record and its head leaves as such', async () => {
    const { fs, audit } = await trailOf(3, key);
    const head = await readBytes(fs, '/audit/head.json');
    await audit.note(event(4));
    await replaceDurably(fs, '/audit/head.json', head.bytes);
    const report = await (await openAudit(fs, '/audit', key)).verify(logOf(4));
    expect(report).toMatchObject({ sound: true });
    expect(report.notProven[0]).toContain('the last 1 lines');
  });

  it.each([
    ['https://user:pass@host/x', 'https://…@host/x'],
    ['see ghp_abcdefghijklmnop', 'see ghp_…'],
    ['Bearer abcdefgh12345678', 'Bearer …'],
    ['password: hunter2', 'password: …'],
    ['nothing secret', 'nothing secret'],
  ])('redacts %j', (text, expected) => expect(redact(text)).toBe(expected));
});

describe('the operations log', () => {
  it('goes on after a line that was torn, and names damage further up', async () => {
    const fs = modelFileSystem(emptyDisk());
    const clock = (): number => Date.parse('2026-02-03T00:00:00Z');
    const log = await openOperationLog(fs, '/log', clock);
    const record = (sequence: number) => ({
      operationId: `o-${sequence}`,
      sequence,
      kind: 'k',
      title: 't',
      at: '2026-02-03T00:00:00.000Z',
      actor: 'a',
      outcome: 'done' as const,
      undoable: true,
      notUndoableBecause: null,
      reverses: null,
      paths: [],
      pathCount: 0,
      backupId: null,
      headBefore: null,
      headAfter: null,
    });
    await log.append({ record: record(1), epoch: 1, detail: null });
    const torn = await fs.open('/log/202602.jsonl', 'append');
    await torn.write(Buffer.from('{"version":1,"rec'), 0, 17, null);
    const again = await openOperationLog(fs, '/log', clock);
    expect(again.damage).toEqual([]);
    await again.append({ record: record(2), epoch: 1, detail: null });
    const third = await openOperationLog(fs, '/log', clock);
    expect(third.records().map((one) => one.record.sequence)).toEqual([1, 2]);
    expect(third.damage).toEqual([]);
  });
});
