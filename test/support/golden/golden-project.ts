import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { quietContext } from '../../../src/engine/call-context';
import { valueOf } from '../project';
import type { TestRepository } from '../repository';
import { createRepository, executable, symlinkTo } from '../repository';
import type { SafetyProject } from '../safety-project';
import { change, filesRequest, gitRequest, openSafety, projectPath } from '../safety-project';

/** The repository before anything of ours happened to it; the same bytes on every machine. */
export async function goldenRepository(root: string): Promise<TestRepository> {
  const repo = await createRepository({ root });
  await repo.commit('first', {
    'fabric/vpc-1.yaml': 'vlan: 1001\n',
    'fabric/vpc-2.yaml': 'vlan: 1002\r\n',
    'run.sh': executable('#!/bin/sh\n'),
    link: symlinkTo('run.sh'),
  });
  await mkdir(join(root, '.git', 'selvedge'), { recursive: true });
  await writeFile(join(root, '.git', 'selvedge', 'repository-id'), `${'60'.repeat(16)}\n`);
  return repo;
}

/** Some of everything that a vault, a log and an audit trail can hold. */
export async function goldenDeeds(repo: TestRepository, dataFolder: string): Promise<void> {
  let now = Date.parse('2026-11-23T10:00:00Z');
  const safety = await openSafety(repo.root, { dataFolder, clock: () => (now += 1_000) });
  await repo.write({ 'notes.txt': 'never committed\n' });
  valueOf(await safety.run(filesRequest([change('fabric/vpc-1.yaml', 'vlan: 1003\n'), change('new.yaml', 'n: 1\n')])));
  valueOf(await safety.run(gitRequest(['add', '--', 'new.yaml'], { protects: [] })));
  valueOf(await safety.operations.vault.createBackup('by hand', null, quietContext()));
  valueOf(await safety.operations.checkpoints.create('before the move', quietContext()));
  valueOf(await safety.run(filesRequest([change('fabric/vpc-2.yaml', { kind: 'absent' })], 'Delete vpc-2')));
  valueOf(await safety.undo());
  valueOf(await safety.operations.recordExternalEdits([projectPath('notes.txt')], quietContext()));
  await safety.operations.close();
}

/** Everything that can be read of it, as text. */
export async function tellGolden(safety: SafetyProject): Promise<string[]> {
  const told: string[] = [];
  const { operations } = valueOf(await safety.operations.list({ limit: 100, before: null }));
  for (const { operationId, title, outcome } of operations) {
    told.push(`operation "${title}" ${outcome}`);
    for (const { path } of valueOf(await safety.operations.changes(operationId)))
      for (const side of ['pre', 'post'] as const) {
        const { file, bytes } = valueOf(await safety.operations.readVersion(operationId, side, path));
        told.push(`  ${side} ${path} ${file.kind} ${JSON.stringify(bytes?.toString('utf8') ?? null)}`);
      }
  }
  for (const { backupId, why, trigger } of valueOf(await safety.operations.vault.list(null)).backups) {
    told.push(`backup "${why}" ${trigger}`);
    for (const { path } of valueOf(await safety.operations.vault.show(backupId)).files) {
      const { file, bytes } = valueOf(await safety.operations.vault.readVersion(backupId, path));
      told.push(`  ${path} ${file.kind} ${JSON.stringify(bytes?.toString('utf8') ?? null)}`);
    }
  }
  for (const { name } of await safety.operations.checkpoints.list()) told.push(`checkpoint "${name}"`);
  const check = valueOf(await safety.operations.vault.verify(null, quietContext()));
  told.push(`${check.backups} backups, ${check.damaged.length} damaged`);
  const audit = await safety.operations.audit.verify();
  told.push(`audit ${audit.records} records, ${audit.sound ? 'sound' : audit.problems.join('; ')}`);
  return told;
}
