import { createHash } from 'node:crypto';

import type { Result } from '../../src/contract/call';
import type { FileChange } from '../../src/engine/operations/operation-request';
import type { Operations } from '../../src/engine/operations/operations';
import { modelFileSystem } from './model-file-system';
import type { DiskState, Effect } from './model-disk';
import { context, leftovers, modelDisk, openModel, worktree } from './model-project';
import { diskAfterCut, unsafeEffects } from './power-cut';
import type { Fate } from './power-cut';
import { valueOf } from './project';
import { executable, symlinkTo } from './repository';
import type { Files } from './repository';
import { change, filesRequest } from './safety-project';

/** One kind of operation, for any number of files. `first`: done before, unharmed. */
export interface CrashKind {
  readonly name: string;
  readonly files: (count: number) => readonly FileChange[];
  readonly then?: 'undo' | 'undo-redo' | 'backup';
}

/** What every trial starts from: files, executables, links, nested folders. */
function template(count: number): Files {
  const files: Record<string, Files[string]> = { 'kept.yaml': 'kept: 1\n', 'old/link': symlinkTo('../kept.yaml') };
  for (let at = 0; at < count; at += 1) {
    files[`old/f${at}.yaml`] = `content ${at}\n`.repeat(3);
    files[`bin/x${at}`] = executable(`#!/bin/sh\necho ${at}\n`);
  }
  return files;
}

const each = (count: number, make: (at: number) => FileChange | readonly FileChange[]): FileChange[] =>
  Array.from({ length: count }, (_, at) => make(at)).flat();
const gone = { kind: 'absent' } as const;

export const crashKinds: readonly CrashKind[] = [
  { name: 'create', files: (n) => each(n, (at) => change(`made${at}.yaml`, `new ${at}\n`)) },
  { name: 'create in new folders', files: (n) => each(n, (at) => change(`a/b${at}/c.yaml`, `new ${at}\n`)) },
  { name: 'replace', files: (n) => each(n, (at) => change(`old/f${at}.yaml`, `replaced ${at}\n`)) },
  { name: 'delete', files: (n) => each(n, (at) => change(`old/f${at}.yaml`, gone)) },
  {
    name: 'move',
    files: (n) =>
      each(n, (at) => [change(`old/f${at}.yaml`, gone), change(`moved/f${at}.yaml`, `content ${at}\n`.repeat(3))]),
  },
  {
    name: 'mode',
    files: (n) =>
      each(n, (at) =>
        change(`old/f${at}.yaml`, { kind: 'file', bytes: Buffer.from(`content ${at}\n`.repeat(3)), executable: true }),
      ),
  },
  {
    name: 'file to link',
    files: (n) => each(n, (at) => change(`old/f${at}.yaml`, { kind: 'symlink', target: 'kept.yaml' })),
  },
  { name: 'link to file', files: () => [change('old/link', 'a file now\n')] },
  {
    name: 'file to folder',
    files: (n) => each(n, (at) => [change(`bin/x${at}`, gone), change(`bin/x${at}/inside`, '1\n')]),
  },
  { name: 'folder', files: (n) => each(n, (at) => change(`folder${at}`, { kind: 'directory' })) },
  {
    name: 'all at once',
    files: (n) =>
      each(n, (at) => [
        change(`made${at}.yaml`, 'new\n'),
        change(`old/f${at}.yaml`, 'other\n'),
        change(`bin/x${at}`, gone),
      ]),
  },
  {
    name: 'undo',
    files: (n) => each(n, (at) => [change(`x/made${at}.yaml`, 'new\n'), change(`old/f${at}.yaml`, gone)]),
    then: 'undo',
  },
  {
    name: 'redo',
    files: (n) => each(n, (at) => [change(`x/made${at}.yaml`, 'new\n'), change(`old/f${at}.yaml`, gone)]),
    then: 'undo-redo',
  },
  { name: 'backup', files: (n) => each(n, (at) => change(`old/f${at}.yaml`, 'x\n')), then: 'backup' },
];

export interface Scene {
  readonly start: DiskState;
  readonly effects: readonly Effect[];
  readonly pre: Record<string, string>;
  readonly post: Record<string, string>;
}

/** Runs the operation once, undisturbed, and keeps what it did to the disk. */
export async function rehearse(kind: CrashKind, count: number): Promise<Scene> {
  let start = await modelDisk(template(count));
  const request = filesRequest(kind.files(count), kind.name);
  if (kind.then !== undefined) {
    const fs = modelFileSystem(start);
    const operations = await openModel(fs);
    valueOf(await operations.run(request, context()));
    if (kind.then === 'undo-redo') valueOf(await operations.undo(null, context()));
    start = fs.state();
  }
  const fs = modelFileSystem(start);
  const operations = await openModel(fs);
  valueOf(await act(kind, operations, count));
  return { start, effects: fs.effects, pre: worktree(start), post: worktree(fs.state()) };
}

export function act(kind: CrashKind, operations: Operations, count: number): Promise<Result<unknown>> {
  switch (kind.then ?? 'run') {
    case 'run':
      return operations.run(filesRequest(kind.files(count), kind.name), context());
    case 'undo':
      return operations.undo(null, context());
    case 'undo-redo':
      return operations.redo(context());
    case 'backup':
      return operations.vault.createBackup(
        'by hand',
        kind.files(count).map(({ path }) => path),
        context(),
      );
  }
}

export interface CrashPlan {
  /** How many of the points at which recovery can die are tried, for each point of the first crash. */
  readonly secondCrashes: number;
  /** How many power cuts (random fates of what was not synced) are tried at each point; 0: only the process dies. */
  readonly cuts: number;
}

/** Dies everywhere; answers how many trials were made. Throws at the first bad one, with what is needed to repeat it. */
export async function crashTrials(kind: CrashKind, count: number, plan: CrashPlan): Promise<number> {
  const scene = await rehearse(kind, count);
  const whole = scene.effects.length;
  let trials = 0;
  for (let end = 0; end <= whole; end += 1) {
    const acknowledged = end === whole;
    for (const [cut, fateOf] of fatesAt(scene, end, plan.cuts).entries()) {
      const where = `${kind.name}, ${count} files, crash before effect ${end} of ${whole}, fates ${cut}`;
      const disk = diskAfterCut(scene.start, scene.effects, end, fateOf);
      const recovery = await recoverAndJudge(disk, scene, acknowledged, where);
      trials += 1;
      const points = recovery.length;
      for (let second = 0; second < Math.min(plan.secondCrashes, points); second += 1) {
        const at = points <= plan.secondCrashes ? second : pseudoRandom(`${where} ${second}`) % points;
        for (const [again, secondFate] of fatesFor(recovery, at, Math.min(plan.cuts, 3), `${where} ${at}`).entries()) {
          const harmed = diskAfterCut(disk, recovery, at, secondFate);
          await recoverAndJudge(harmed, scene, acknowledged, `${where}, again before effect ${at}, fates ${again}`);
          trials += 1;
        }
      }
    }
  }
  return trials;
}

const fatesAt = (scene: Scene, end: number, cuts: number): ((effect: number) => Fate)[] =>
  fatesFor(scene.effects, end, cuts, `${end}`);

/** Everything kept (only the process died); and for power cuts everything lost, and random mixtures. */
function fatesFor(effects: readonly Effect[], end: number, cuts: number, seed: string): ((effect: number) => Fate)[] {
  const kept = (): Fate => 'kept';
  if (cuts === 0) return [kept];
  const unsafe = unsafeEffects(effects, end);
  const all = 3 ** unsafe.length;
  const fates: Fate[] = ['kept', 'lost', 'torn'];
  if (all <= cuts)
    return Array.from({ length: all }, (_, number) => (effect: number) => {
      const digit = Math.floor(number / 3 ** unsafe.indexOf(effect)) % 3;
      return fates[digit] ?? 'kept';
    });
  const mixed = Array.from({ length: cuts - 2 }, (_, number) => (effect: number): Fate => {
    return fates[pseudoRandom(`${seed} ${number} ${effect}`) % 3] ?? 'kept';
  });
  return [kept, () => 'lost', ...mixed];
}

const pseudoRandom = (seed: string): number => createHash('sha1').update(seed).digest().readUInt32LE(0);

/** Starts the app on what is left, and looks. Answers what recovery did to the disk. */
export async function recoverAndJudge(
  disk: DiskState,
  scene: Scene,
  acknowledged: boolean,
  where: string,
): Promise<readonly Effect[]> {
  const fs = modelFileSystem(disk);
  const bad = (what: string): Error => new Error(`${where}: ${what}`);
  const operations = await openModel(fs).catch((error: unknown) => {
    throw bad(`does not open: ${String(error)}`);
  });
  const recovered = await operations.recover(context());
  if (!recovered.ok) throw bad(`recovery failed: ${JSON.stringify(recovered.failure)}`);
  const found = JSON.stringify(worktree(fs.state()), sorted(worktree(fs.state())));
  const isPost = found === JSON.stringify(scene.post, sorted(scene.post));
  const isPre = found === JSON.stringify(scene.pre, sorted(scene.pre));
  if (!isPost && (acknowledged || !isPre))
    throw bad(`the working tree is ${acknowledged ? 'not after' : 'between'}: ${found}`);
  const left = leftovers(fs.state());
  if (left.length > 0) throw bad(`left behind: ${left.join(', ')}`);
  const effects = [...fs.effects];
  const verified = valueOf(await operations.vault.verify(null, context()));
  if (verified.damaged.length > 0) throw bad(`the vault is damaged: ${JSON.stringify(verified.damaged)}`);
  await judgeLog(operations, acknowledged, isPost && !isPre, bad);
  return effects;
}

const sorted = (table: Record<string, string>): string[] => Object.keys(table).sort();

/** What happened is in the log and can be undone: the bytes before are in the vault. */
async function judgeLog(
  operations: Operations,
  acknowledged: boolean,
  happened: boolean,
  bad: (what: string) => Error,
): Promise<void> {
  const { operations: log, undo, redo } = valueOf(await operations.list({ limit: 10, before: null }));
  if (!happened) return;
  const newest = log[0];
  if (newest === undefined) throw bad('what happened is not in the log');
  if (newest.outcome !== 'done') throw bad(`the log says ${newest.outcome}`);
  for (const { path, pre } of valueOf(await operations.changes(newest.operationId))) {
    const version = await operations.readVersion(newest.operationId, 'pre', path);
    if (!version.ok) throw bad(`${path} before (${pre.hash}) cannot be read: ${JSON.stringify(version.failure)}`);
  }
  if (acknowledged && undo === null && redo === null) throw bad('it can neither be undone nor redone');
}
