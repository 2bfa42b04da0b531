import { spawn } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

/**
 * R19: each of these faults is planted into a copy of the source; the tests of the safety core must then fail.
 * A mutant that survives is a hole in the tests.
 */
interface Mutant {
  readonly name: string;
  readonly file: string;
  readonly find: string;
  readonly put: string;
  /** The same check where the work is done without waiting. */
  readonly also?: { readonly find: string; readonly put: string };
  readonly killedBy: string;
}

const project = new URL('../../', import.meta.url).pathname;
const power = 'test/integration/safety/power-cut.test.ts';
const crash = 'test/integration/safety/crash-everywhere.test.ts';
const errors = 'test/integration/safety/disk-errors.test.ts';
const half = 'test/integration/safety/nothing-half-done.test.ts';

const long = 'test/integration/safety/long-lists.test.ts';
const reading = 'test/unit/engine/files/read-many.test.ts';
const listing = 'test/integration/safety/kept-listing.test.ts';
const others = 'test/integration/safety/meets-others.test.ts';
const terminal = 'test/integration/safety/beside-terminal.test.ts';
const unusual = 'test/integration/safety/unusual-repositories.test.ts';

const mutants: readonly Mutant[] = [
  { name: 'packs are not synced', file: 'vault/pack-writer.ts', find: 'await file.sync();', put: '', killedBy: power },
  {
    name: 'a pack name is not synced',
    file: 'vault/pack-writer.ts',
    find: 'await fs.syncDirectory(packs);',
    put: '',
    killedBy: power,
  },
  {
    name: 'new contents are not synced',
    file: 'files/durable.ts',
    find: 'if (sync) await file.sync();',
    put: '',
    killedBy: power,
  },
  {
    name: 'replaced names are not synced',
    file: 'files/durable.ts',
    find: 'await fs.syncDirectory(parentOf(path));',
    put: '',
    killedBy: power,
  },
  {
    name: 'changed folders are not synced',
    file: 'operations/apply/apply-files.ts',
    find: 'await syncFolders(host, touched);',
    put: '',
    killedBy: power,
  },
  {
    name: 'staged contents are not synced',
    file: 'operations/apply/stage-files.ts',
    find: 'if (waiting.length > 0) await host.fs.syncAll(folder, waiting);',
    put: '',
    killedBy: power,
  },
  {
    name: 'the log is not synced',
    file: 'operations/journal/append-line.ts',
    find: 'await file.sync();',
    put: '',
    killedBy: power,
  },
  {
    name: 'half of a write is enough',
    file: 'files/durable.ts',
    find: 'while (at < bytes.length) {',
    put: 'if (at < bytes.length) {',
    killedBy: errors,
  },
  {
    name: 'the intent comes before the pack',
    file: 'operations/run-operation.ts',
    find: 'await writer.keep();',
    put: '',
    killedBy: crash,
  },
  {
    name: 'no intent',
    file: 'operations/run-operation.ts',
    find: 'await writeIntent(host, kept);',
    put: '',
    killedBy: crash,
  },
  {
    name: 'the intent is dropped before the log has it',
    file: 'operations/apply/carry-out.ts',
    find: 'let title = intent.title;',
    put: 'let title = intent.title; await dropIntent(host, intent.operationId);',
    killedBy: crash,
  },
  {
    name: 'nobody is asked what was seen',
    file: 'operations/apply/plan-files.ts',
    find: 'if (!isExpected(change.expected, pre)) changed.push(change.path);',
    put: '',
    killedBy: half,
  },
  {
    name: 'undo does not look at the state',
    file: 'operations/undo/undo.ts',
    find: 'if (difference !== null) return fail(difference);',
    put: '',
    killedBy: half,
  },
  {
    name: 'the index comes back with a new time',
    file: 'operations/git-state/restore-state.ts',
    find: 'if (times.modifiedMs !== undefined)',
    put: 'if (times.modifiedMs === -1)',
    killedBy: half,
  },
  {
    name: 'links on the way are followed',
    file: 'files/project-path.ts',
    find: "if (found.kind === 'symlink') return fail",
    put: "if (found.kind === 'other') return fail",
    also: { find: "if (kind === 'symlink') return fail", put: "if (kind === 'other') return fail" },
    killedBy: half,
  },
  {
    name: 'foreign edits are put back too',
    file: 'operations/checkpoints/roll-back.ts',
    find: '.filter(({ path }) => !foreign.has(path))',
    put: '',
    killedBy: half,
  },
  {
    name: 'unreachable commits are not kept',
    file: 'operations/apply/finish.ts',
    find: 'orThrow(await keepUnreachable(host, intent.operationId, before, state, indexFile));',
    put: '',
    killedBy: half,
  },
  {
    name: 'no look right before the rename',
    file: 'operations/apply/apply-files.ts',
    find: 'const late = await judge(work, step);',
    put: "const late = (await Promise.resolve('go')) as StepOutcome | 'go';",
    killedBy: others,
  },
  {
    name: 'contents beside their targets are forgotten',
    file: 'operations/recovery/recover.ts',
    find: 'await dropStagedBeside(host, intent);',
    put: '',
    killedBy: others,
  },
  {
    name: 'a file just written is remembered',
    file: 'files/read-many.ts',
    find: "if (entry.kind === 'file' && isWorthRemembering(stat, readAtMs))",
    put: "if (entry.kind === 'file')",
    killedBy: reading,
  },
  {
    name: 'a remembered file is believed by its size and time',
    file: 'files/remembered.ts',
    find: 'then.changedMs === now.changedMs &&',
    put: '',
    killedBy: long,
  },
  {
    name: 'a list is believed whatever became of its folders',
    file: 'files/standing-folders.ts',
    find: "if (found?.kind !== 'directory' || !sameLook(look, found)) return false;",
    put: "if (found?.kind !== 'directory') return false;",
    killedBy: listing,
  },
  {
    name: 'a list is believed with another index',
    file: 'operations/checkpoints/list-everything.ts',
    find: 'kept.index === index &&',
    put: '',
    killedBy: listing,
  },
  {
    name: 'shared parts of lists are pruned',
    file: 'operations/upkeep/live-hashes.ts',
    find: 'for (const one of [hash, ...parts]) live.add(one);',
    put: 'live.add(hash);',
    killedBy: long,
  },
  {
    name: 'what a damaged list still needs is pruned',
    file: 'operations/upkeep/live-hashes.ts',
    find: 'for (const hash of unreadable.value) live.add(hash);',
    put: '',
    killedBy: long,
  },
  {
    name: 'what refs leave is kept only afterwards',
    file: 'operations/apply/carry-out.ts',
    find: 'await keepPromised(host, intent);',
    put: '',
    killedBy: terminal,
  },
  {
    name: 'the way back keeps nothing',
    file: 'operations/checkpoints/roll-back.ts',
    find: 'await keepPromised(host, back);',
    put: '',
    killedBy: terminal,
  },
  {
    name: "a terminal's commit is taken for ours",
    file: 'operations/undo/whose-move.ts',
    find: 'if (!endedByItself && movesHeadOnly(intent.kind) && (await isOwnMove(host, intent, states)))',
    put: 'if (movesHeadOnly(intent.kind))',
    killedBy: terminal,
  },
  {
    name: 'a stash is taken for lasting',
    file: 'operations/git-state/keep-commits.ts',
    find: "format, 'refs/heads',",
    put: "format, 'refs/stash', 'refs/heads',",
    killedBy: terminal,
  },
  {
    name: 'files that were not named are undone, too',
    file: 'operations/checkpoints/worktree-scan.ts',
    find: 'namedOnly ?',
    put: 'false ?',
    killedBy: unusual,
  },
  {
    name: 'a failed release is forgotten',
    file: 'operations/checkpoints/roll-back.ts',
    find: 'await host.indexLock.clearStale();',
    put: '',
    killedBy: errors,
  },
];

async function survives(mutant: Mutant): Promise<boolean> {
  const copy = await mkdtemp(join(tmpdir(), 'selvedge-mutant-'));
  try {
    for (const name of [
      'src',
      'test/support',
      'test/integration/safety',
      'test/unit/engine/files',
      'package.json',
      'tsconfig.base.json',
      'tsconfig.json',
      'vitest.config.ts',
    ])
      await cp(join(project, name), join(copy, name), { recursive: true });
    await symlink(join(project, 'node_modules'), join(copy, 'node_modules'));
    const path = join(copy, 'src/engine', mutant.file);
    const text = await readFile(path, 'utf8');
    expect(text, `${mutant.file} no longer says: ${mutant.find}`).toContain(mutant.find);
    const { also } = mutant;
    if (also !== undefined) expect(text, `${mutant.file} no longer says: ${also.find}`).toContain(also.find);
    const changed = text.replace(mutant.find, mutant.put);
    await writeFile(path, also === undefined ? changed : changed.replace(also.find, also.put));
    const vitest = join(project, 'node_modules/vitest/vitest.mjs');
    const code = await new Promise<number | null>((done) => {
      const kind = mutant.killedBy.startsWith('test/unit/') ? 'unit' : 'integration';
      const args = [vitest, 'run', '--project', kind, '--bail', '1', mutant.killedBy];
      spawn(process.execPath, args, { cwd: copy, stdio: 'ignore' }).on('exit', done);
    });
    return code === 0;
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

describe('R19: mutants of the safety core', () => {
  it.each(mutants.map((mutant) => [mutant.name, mutant] as const))('%s', async (_name, mutant) => {
    expect(await survives(mutant)).toBe(false);
  });
});
