import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { copyFile, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KillKind } from '../support/kill-trials';
import { killKinds, provePast, repositoryToKill } from '../support/kill-trials';
import { existingRepository } from '../support/repository';
import { openSafety, photograph, quickFolder } from '../support/safety-project';
import { startKillTarget } from '../support/start-kill-target';

/**
 * R5, the power cut: the project and our folder lie on a small disk image; the writing process is stopped in the
 * middle of its work, the image is copied as the disk has it at that moment (nothing of the page cache), and the
 * machine "starts again" from the copy. Needs root and loop devices.
 */
const scale = Number(process.env['SELVEDGE_DEEP'] ?? 1);
const run = promisify(execFile);
const disks = [
  { name: 'ext4 ordered', make: ['mkfs.ext4', '-q', '-F'], mount: 'data=ordered' },
  { name: 'ext4 writeback', make: ['mkfs.ext4', '-q', '-F'], mount: 'data=writeback' },
  { name: 'ext4 journal', make: ['mkfs.ext4', '-q', '-F'], mount: 'data=journal' },
  { name: 'xfs', make: ['mkfs.xfs', '-q', '-f'], mount: 'nouuid' },
  { name: 'btrfs', make: ['mkfs.btrfs', '-q', '-f'], mount: 'defaults' },
] as const;
type Disk = (typeof disks)[number];
const images = existsSync('/dev/shm') ? await quickFolder('images') : null;
const at = images === null ? '' : join(images, 'disk');

async function mount(image: string, disk: Disk): Promise<void> {
  await mkdir(at, { recursive: true });
  await run('mount', ['-o', `loop,${disk.mount}`, image, at]);
}

async function unmount(): Promise<void> {
  for (let patience = 0; ; patience += 1) {
    const done = await run('umount', [at]).then(
      () => true,
      () => false,
    );
    if (done) return;
    if (patience > 50) throw new Error(`${at} stays busy`);
    await wait(50);
  }
}

/** Null: this machine can do it. */
async function whyNot(disk: Disk): Promise<string | null> {
  if (images === null || process.getuid?.() !== 0) return 'needs root and a disk in memory';
  const image = join(images, 'try.img');
  try {
    await run('truncate', ['-s', '320M', image]);
    await run(disk.make[0], [...disk.make.slice(1), image]);
    await mount(image, disk);
    await unmount();
    return null;
  } catch (error) {
    return String(error).split('\n')[0] ?? 'cannot be mounted';
  } finally {
    await rm(image, { force: true });
  }
}

const digest = async (file: string): Promise<string> => {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file, { highWaterMark: 4 << 20 })) hash.update(chunk as Buffer);
  return hash.digest('hex');
};

/** A copy that is the same before and after: no write of the kernel fell into it. */
async function snapshot(image: string, to: string): Promise<void> {
  for (let patience = 0; patience < 10; patience += 1) {
    await run('cp', ['--sparse=always', image, to]);
    if ((await digest(image)) === (await digest(to))) return;
  }
  throw new Error('the image never stood still');
}

describe.each(disks)('power cut on $name', (disk) => {
  let reason: string | null = null;
  beforeAll(async () => {
    reason = await whyNot(disk);
    if (reason !== null) console.log(`R5 ${disk.name}: skipped (${reason})`);
  });

  it.for(killKinds)('%s', async (kind, { skip }) => {
    if (reason !== null || images === null) return skip();
    const wanted = 4 * scale;
    let cutInside = 0;
    let acknowledged = 0;
    const template = join(images, 'template.img');
    const before = await prepare(template, disk, kind);
    for (let trial = 0; trial < wanted; trial += 1) {
      const seen = await cutOnce(images, template, disk, kind, before, trial);
      if (seen.repaired) cutInside += 1;
      acknowledged += seen.acknowledged;
    }
    console.log(
      `R5 ${disk.name}, ${kind}: ${wanted} cuts, ${cutInside} inside of an operation, ${acknowledged} operations acknowledged before, 0 lost`,
    );
    expect(acknowledged + cutInside).toBeGreaterThan(0);
  });
});

afterAll(async () => {
  if (at !== '') await run('umount', ['-l', at]).catch(() => undefined);
});

async function prepare(template: string, disk: Disk, kind: KillKind): Promise<Record<string, string>> {
  await rm(template, { force: true });
  await run('truncate', ['-s', '320M', template]);
  await run(disk.make[0], [...disk.make.slice(1), template]);
  await mount(template, disk);
  const repo = await repositoryToKill(kind, join(at, 'project'), 120);
  const dataFolder = join(at, 'data');
  await mkdir(dataFolder);
  const first = await openSafety(repo.root, { dataFolder });
  const before = await photograph(repo.root, first.git);
  await first.operations.close();
  await unmount();
  return before;
}

async function cutOnce(
  folder: string,
  template: string,
  disk: Disk,
  kind: KillKind,
  before: Record<string, string>,
  trial: number,
): Promise<{ repaired: boolean; acknowledged: number }> {
  const live = join(folder, 'live.img');
  const cut = join(folder, 'cut.img');
  await copyFile(template, live);
  await mount(live, disk);
  const target = startKillTarget(join(at, 'project'), join(at, 'data'), kind);
  await target.working;
  await wait(20 + ((trial * 7919 + kind.length * 104_729) % 2_500));
  target.stop();
  await wait(20);
  await snapshot(live, cut);
  const said = target.said();
  await target.kill();
  await unmount();
  await mount(cut, disk);
  try {
    const repo = existingRepository(join(at, 'project'));
    const name = `${disk.name} ${kind} ${trial}`;
    return await provePast({ repo, dataFolder: join(at, 'data'), before, name, said });
  } finally {
    await unmount();
  }
}
