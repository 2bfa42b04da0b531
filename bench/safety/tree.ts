import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestRepository } from '../../test/support/repository';

const folders = 100;

export const pathOf = (at: number): string => `d${at % folders}/f${at}.yaml`;

/** 1 KB of a manifest. */
export const text = (at: number, word: string): string =>
  `apiVersion: vpc.githedgehog.com/v1beta1\nkind: VPC\nmetadata:\n  name: ${word}-${at}\n`.padEnd(
    1024,
    `# ${at} filler\n`,
  );

/** Files in 100 folders, committed. */
export async function fillTree(repo: TestRepository, count: number): Promise<void> {
  for (let at = 0; at < folders; at += 1) await mkdir(join(repo.root, `d${at}`), { recursive: true });
  for (let at = 0; at < count; at += 1) await writeFile(repo.path(pathOf(at)), text(at, 'vpc'));
  await repo.git('add', '--all');
  await repo.git('commit', '-q', '-m', 'all');
}

/** Another content for every `step`th file. */
export async function changeEvery(repo: TestRepository, count: number, step: number, word: string): Promise<void> {
  for (let at = 0; at < count; at += step) await writeFile(repo.path(pathOf(at)), text(at, word));
}

/** A few small edits, as between two backups. */
export async function editTen(repo: TestRepository, word: string): Promise<void> {
  for (let at = 0; at < 10; at += 1) await writeFile(repo.path(pathOf(at * 7 + 1)), text(at, word));
}
