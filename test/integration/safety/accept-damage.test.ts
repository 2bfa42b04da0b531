import { readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { quietContext } from '../../../src/engine/call-context';
import { namesOf } from '../../../src/engine/operations/audit/finding';
import { failureOf, valueOf } from '../../support/project';
import { createRepository } from '../../support/repository';
import { change, filesRequest, openSafety, quickFolder } from '../../support/safety-project';
import { removeAllFolders } from '../../support/temporary-folder';

afterAll(removeAllFolders);

const context = quietContext();

/** A log and a trail of five operations. */
const setUp = async () => {
  const repo = await createRepository({ root: await quickFolder('accept') });
  await repo.commit('one', { 'a.yaml': 'a: 0\n' });
  const first = await openSafety(repo.root);
  for (let at = 1; at <= 5; at += 1)
    valueOf(await first.run(filesRequest([change('a.yaml', `a: ${at}\n`)], `To ${at}`)));
  await first.operations.close();
  const vault = join(first.dataFolder, 'vault');
  const [month = ''] = await readdir(join(vault, 'log'));
  const trail = join(vault, 'audit', 'audit.jsonl');
  const log = join(vault, 'log', month);
  const editLine = async (path: string, at: number, edit: (line: string) => string | null): Promise<void> => {
    const lines = (await readFile(path, 'utf8')).trimEnd().split('\n');
    const changed = lines.flatMap((line, each) => (each === at ? (edit(line) ?? []) : line));
    await writeFile(path, `${changed.join('\n')}\n`);
  };
  const open = () => openSafety(repo.root, { dataFolder: first.dataFolder });
  return { vault, trail, log, editLine, open };
};
type Setting = Awaited<ReturnType<typeof setUp>>;

const torn = (line: string): string => `${line.slice(0, 40)}#${line.slice(41)}`;
const harms: Record<string, (setting: Setting) => Promise<void>> = {
  'a line of the log': ({ log, editLine }) => editLine(log, 1, torn),
  'the last line of the log': ({ log, editLine }) => editLine(log, 4, torn),
  'a line of the log taken out': ({ log, editLine }) => editLine(log, 2, () => null),
  'a line of the trail': ({ trail, editLine }) => editLine(trail, 1, torn),
  'a line of the trail taken out': ({ trail, editLine }) => editLine(trail, 3, () => null),
  'the end of the trail cut off': async ({ trail, editLine }) => {
    for (const at of [4, 3]) await editLine(trail, at, () => null);
  },
  'lines of both': async ({ trail, log, editLine }) => {
    await editLine(log, 1, torn);
    await editLine(trail, 3, torn);
  },
  'the key': ({ vault }) => rm(join(vault, 'audit', 'key')),
  'the sealed head': ({ vault }) => writeFile(join(vault, 'audit', 'head.json'), '{}'),
};

it.each(Object.entries(harms))(
  '%s: told, accepted by name, and then it rests, but nothing new does',
  async (_, harm) => {
    const setting = await setUp();
    await harm(setting);
    const { operations, run } = await setting.open();
    const before = await operations.audit.verify();
    expect(before).toMatchObject({ sound: false, accepted: [] });
    expect(failureOf(await operations.audit.accept('0'.repeat(64), context))).toMatchObject({
      code: 'state-changed-since',
    });
    valueOf((await operations.audit.accept(namesOf((await operations.audit.verify()).open), context)) as never);
    const after = await operations.audit.verify();
    expect(after).toMatchObject({ sound: true, problems: [], open: [] });
    expect(after.accepted.length).toBeGreaterThanOrEqual(before.problems.length);
    for (const sentence of after.accepted)
      expect(sentence).toMatch(/Accepted by “person” on \d{4}-.*: nothing is proven about it\.$/);
    // After it, at most, records that the trail lacked.
    expect((await operations.audit.list(3)).events.map(({ kind }) => kind)).toContain('damage-accepted');
    // Work and pruning go on; another process sees the same.
    valueOf(await run(filesRequest([change('a.yaml', 'a: 9\n')])));
    valueOf(await operations.vault.prune({ dryRun: false }, context));
    expect(valueOf(await operations.list({ limit: 9, before: null })).damage).toEqual([]);
    const later = await setting.open();
    expect(await later.operations.audit.verify()).toMatchObject({ sound: true, accepted: after.accepted });
    // What is damaged later is not covered: not the same line once more, not another one, not the acceptance itself.
    for (const path of [setting.log, setting.trail]) {
      const bytes = await readFile(path);
      const count = bytes.toString('utf8').trimEnd().split('\n').length;
      for (const at of [1, count - 2, count - 1]) {
        await setting.editLine(path, at, (line) => `${line.slice(0, 41)}##${line.slice(43)}`);
        const again = await setting.open();
        expect((await again.operations.audit.verify()).sound, `${path} line ${at + 1}`).toBe(false);
        await writeFile(path, bytes);
      }
    }
  },
);

it('names the damaged line by number and hash, and says so where pruning refuses', async () => {
  const setting = await setUp();
  await setting.editLine(setting.log, 1, (line) => `#${line}`);
  const { operations } = await setting.open();
  const { open } = await operations.audit.verify();
  expect(open[0]?.sentence).toMatch(/^The operations log is damaged: \d{6}\.jsonl, line 2 \(sha256 [0-9a-f]{64}\)\.$/);
  expect(open[0]?.text).toMatch(/^#\{/);
  expect(failureOf(await operations.vault.prune({ dryRun: true }, context))).toMatchObject({
    code: 'prune-refused',
    reason: expect.stringContaining('“selvedge audit accept”'),
  });
});

it('whoever can only write the file cannot accept in somebody’s name', async () => {
  const setting = await setUp();
  await setting.editLine(setting.trail, 1, torn);
  const { operations } = await setting.open();
  const { open } = await operations.audit.verify();
  const findings = open.map(({ keys, sentence }) => ({ keys, sentence }));
  const lines = (await readFile(setting.trail, 'utf8')).trimEnd().split('\n');
  const last = JSON.parse(lines.at(-1) ?? '') as object;
  const forged = { ...last, kind: 'damage-accepted', accepted: { findings, hmac: '0'.repeat(64) } };
  await writeFile(setting.trail, `${[...lines.slice(0, -1), JSON.stringify(forged)].join('\n')}\n`);
  const report = await operations.audit.verify();
  expect(report.sound).toBe(false);
  expect(report.accepted).toEqual([]);
});
