import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { allProblems, createTestDesk } from '../../support/fabric-desk';
import { removeAllFolders } from '../../support/temporary-folder';

afterAll(removeAllFolders);

const vpc = 'apiVersion: vpc.githedgehog.com/v1beta1\nkind: VPC\nmetadata: { name: vpc-1 }\nspec: { subnets: {} }\n';

/** What is said about one file beside a good one, and how long it took. */
async function saidOf(content: string | Buffer): Promise<{ readonly messages: string[]; readonly tookMs: number }> {
  const desk = await createTestDesk({ 'a/bad.yaml': content, 'a/good.yaml': vpc });
  const start = performance.now();
  await desk.look();
  const listed = await desk.ask('problems.list', { ...allProblems, paths: undefined });
  const tookMs = performance.now() - start;
  if (!listed.ok) throw new Error(JSON.stringify(listed.failure));
  const rows = await desk.ask('fabric.resources', { snapshot: null, order: 'kind', offset: 0, limit: 10 });
  expect(rows.ok && rows.value.rows.some(({ name }) => name === 'vpc-1')).toBe(true);
  await rm(desk.root, { recursive: true, force: true });
  const own = listed.value.problems.filter(({ path }) => path === 'a/bad.yaml');
  return { messages: own.map(({ message }) => message), tookMs };
}

const bomb = (): string => {
  const levels = Array.from(
    { length: 9 },
    (_, at) => `l${at + 1}: &l${at + 1} [${Array(10).fill(`*l${at}`).join(', ')}]`,
  );
  return `l0: &l0 [x, x]\n${levels.join('\n')}\n`;
};

describe('files that were made to hurt', () => {
  const cases: [string, () => string | Buffer, RegExp][] = [
    ['an alias bomb', bomb, /too large when its aliases are followed/],
    ['20,000 nested lists', () => `a: ${'['.repeat(20_000)}${']'.repeat(20_000)}\n`, /nested too deeply/],
    ['20,000 nested dashes', () => `${'- '.repeat(20_000)}x\n`, /nested too deeply/],
    ['50 MB', () => Buffer.alloc(50_000_000, 'a: b\n'), /50 MB; YAML above 8 MB is not read/],
    ['a million documents', () => '---\n'.repeat(1_000_000), /1,000,000 documents; up to 20,000 are read/],
    ['NUL bytes', () => 'a: \u0000\n', /NUL bytes/],
    ['bytes that are not UTF-8', () => Buffer.from([0x61, 0x3a, 0x20, 0xe9, 0x0a]), /not UTF-8/],
    ['tabs', () => 'a:\n\tb: 1\n', /[Tt]ab/],
  ];
  it.each(cases)('%s are told in a sentence, in bounded time', async (_, content, sentence) => {
    const { messages, tookMs } = await saidOf(content());
    expect(messages.join('\n')).toMatch(sentence);
    expect(tookMs).toBeLessThan(15_000);
  });

  it.each<[string, () => string]>([
    ['anchors and aliases', () => `a: &x 1\n${'b: *x\n'.repeat(200_000)}`],
    ['tabs', () => `a:\n${'\tb: 1\n'.repeat(200_000)}`],
    ['explicit keys', () => '? a\n: b\n'.repeat(200_000)],
    ['a commented-out resource', () => `# kind: VPC\n${'# a: [1, 2]\n'.repeat(200_000)}`],
  ])('%s by the hundred thousand are not read at all, and not met again', async (_, content) => {
    const desk = await createTestDesk({ 'a/bad.yaml': content(), 'a/good.yaml': vpc });
    const before = process.cpuUsage();
    await desk.look();
    const listed = await desk.ask('problems.list', { ...allProblems, paths: undefined });
    const spent = process.cpuUsage(before);
    const said = listed.ok ? listed.value.problems.filter(({ path }) => path === 'a/bad.yaml') : [];
    expect(said.map(({ message }) => message)).toEqual([
      expect.stringMatching(
        /^a\/bad\.yaml is too involved to be read: about [\d,]+ parts .*; up to 300,000 are read\.$/,
      ),
    ]);
    expect((spent.user + spent.system) / 1e6).toBeLessThan(4);
  });

  it('a resource with thousands of entries is not compared with itself for minutes', async () => {
    const subnets = Array.from({ length: 20_000 }, (_, at) => `    s${at}: {subnet: 10.0.0.0/24, vlan: ${at}}\n`);
    const { messages, tookMs } = await saidOf(
      vpc.replace('spec: { subnets: {} }\n', `spec:\n  subnets:\n${subnets.join('')}`),
    );
    expect(messages).toEqual([
      'a/bad.yaml is too involved to be read: a resource has 20,000 entries in one place; up to 2,000 are read.',
    ]);
    expect(tookMs).toBeLessThan(15_000);
  });

  it('reads UTF-16 as what it says', async () => {
    const text = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(vpc.replace('vpc-1', 'vpc-2'), 'utf16le')]);
    const desk = await createTestDesk({ 'a/wide.yaml': text });
    await desk.look();
    const rows = await desk.ask('fabric.resources', { snapshot: null, order: 'kind', offset: 0, limit: 10 });
    expect(rows).toMatchObject({ ok: true, value: { rows: [{ name: 'vpc-2', state: 'live' }] } });
  });

  it('follows no link and reads no folder', async () => {
    const desk = await createTestDesk({ 'a/good.yaml': vpc });
    const { mkdir, symlink } = await import('node:fs/promises');
    await symlink('/etc', join(desk.root, 'b'));
    await symlink('/etc/hostname', join(desk.root, 'a/link.yaml'));
    await mkdir(join(desk.root, 'a/folder.yaml'));
    await desk.look(['a/good.yaml', 'a/link.yaml', 'a/folder.yaml', 'b/hostname.yaml', 'gone.yaml', '../up.yaml']);
    const rows = await desk.ask('fabric.resources', { snapshot: null, order: 'kind', offset: 0, limit: 10 });
    expect(rows.ok && rows.value.rows.map(({ path }) => path)).toEqual(['a/good.yaml']);
  });
});
