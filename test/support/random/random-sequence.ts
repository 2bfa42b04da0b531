import { isDeepStrictEqual } from 'node:util';
import { quietContext } from '../../../src/engine/call-context';
import type { Receipt } from '../../../src/contract/basics';
import type { Result } from '../../../src/contract/call';
import type { TestRepository } from '../repository';
import { createRepository } from '../repository';
import type { SafetyProject } from '../safety-project';
import { filesRequest, gitRequest, openSafety, photograph, quickFolder } from '../safety-project';
import { randomFrom } from '../soak/random-from';
import type { Random } from './random-tree';
import { randomChanges, randomFiles } from './random-tree';

type Photograph = Record<string, string>;

/** What undo and redo must lead to: photographs, as a stack of the past and one of the future. */
interface Model {
  readonly past: Photograph[];
  now: Photograph;
  future: Photograph[];
}

const deeds: Record<string, (safety: SafetyProject, random: Random) => Promise<Result<Receipt>>> = {
  files: (safety, random) => safety.run(filesRequest(randomChanges(random))),
  stage: (safety) => safety.run(gitRequest(['add', '--all'], { protects: [] })),
  commit: (safety, random) =>
    safety.run(gitRequest(['commit', '-q', '--allow-empty', '-m', `c${random(99)}`], { protects: [] })),
  stash: (safety) => safety.run(gitRequest(['stash', '-u', '-q'])),
  discard: (safety) => safety.run(gitRequest(['checkout', '-q', '-f', 'HEAD', '--', '.'])),
  branch: (safety, random) => safety.run(gitRequest(['checkout', '-q', '-f', '-B', `b${random(3)}`])),
  reset: (safety) => safety.run(gitRequest(['reset', '-q', '--hard', 'HEAD~1'], { answers: [0, 128] })),
};

/**
 * R9 and R10: random operations on a repository of difficult names and contents, with undo, redo and checkpoints
 * between them; after each step the whole project must be as the model says, byte by byte. Answers the steps taken.
 */
export async function randomSequence(seed: number, steps: number): Promise<Record<string, number>> {
  const random = randomFrom(seed + 1);
  const repo = await createRepository({ root: await quickFolder('sequence') });
  await repo.commit('first', randomFiles(random));
  await repo.commit('second', { 'always.yaml': 'a: 2\n' });
  const safety = await openSafety(repo.root);
  const model: Model = { past: [], now: await photograph(repo.root, safety.git), future: [] };
  const checkpoints: { id: string; then: Photograph }[] = [];
  const taken: Record<string, number> = {};
  try {
    for (let at = 0; at < steps; at += 1) {
      const step = await oneStep(safety, repo, model, checkpoints, random).catch((error: unknown) => {
        throw new Error(`seed ${seed}, step ${at}`, { cause: error });
      });
      taken[step] = (taken[step] ?? 0) + 1;
      compare(model.now, await photograph(repo.root, safety.git), `seed ${seed}, step ${at} (${step})`);
    }
    const fsck = await repo.tryGit('fsck', '--no-dangling');
    if (fsck.exitCode !== 0) throw new Error(`seed ${seed}: ${fsck.stderr}`);
  } finally {
    await safety.operations.close();
    await repo.remove();
  }
  return taken;
}

async function oneStep(
  safety: SafetyProject,
  repo: TestRepository,
  model: Model,
  checkpoints: { id: string; then: Photograph }[],
  random: Random,
): Promise<string> {
  const names = Object.keys(deeds);
  const choice = random(names.length + 9);
  if (choice < names.length + 1) {
    const name = names[choice] ?? 'files';
    const done = await deeds[name]?.(safety, random);
    // What changed nothing cannot be undone, and says so.
    if (done?.ok === true && done.value.undoable) await moved(model, safety, repo);
    // A refusal must change nothing, which the comparison shows.
    return done?.ok === true ? name : `${name} refused`;
  }
  if (choice < names.length + 4) return await step(model, 'undo', () => safety.undo());
  if (choice < names.length + 6) return await step(model, 'redo', () => safety.redo());
  const known = checkpoints[random(checkpoints.length + 1)];
  if (known === undefined) {
    const made = await safety.operations.checkpoints.create(`at ${checkpoints.length}`, quietContext());
    if (!made.ok) throw new Error(`no checkpoint: ${JSON.stringify(made.failure)}`);
    checkpoints.push({ id: made.value.backup.backupId, then: model.now });
    return 'checkpoint';
  }
  const back = await safety.operations.checkpoints.rollBackTo(known.id, quietContext());
  if (!back.ok) throw new Error(`no way back: ${JSON.stringify(back.failure)}`);
  if (back.value.different.length > 0) throw new Error(`back, but different: ${back.value.different.join(', ')}`);
  // Back to where one is changes nothing, and is no step that undo would take back.
  if (back.value.receipt.undoable) await moved(model, safety, repo);
  // Remote branches, configuration and the like stay; everything that a checkpoint promises is in the photograph.
  compare(known.then, model.now, 'rolled back');
  return 'rollback';
}

async function moved(model: Model, safety: SafetyProject, repo: TestRepository): Promise<void> {
  const now = await photograph(repo.root, safety.git);
  model.past.push(model.now);
  model.now = now;
  model.future = [];
}

async function step(model: Model, which: 'undo' | 'redo', act: () => Promise<Result<Receipt>>): Promise<string> {
  const [from, to] = which === 'undo' ? [model.past, model.future] : [model.future, model.past];
  const wanted = from.at(-1);
  const done = await act();
  if (wanted === undefined) {
    if (done.ok) throw new Error(`${which} with nothing to ${which}`);
    return `nothing to ${which}`;
  }
  if (!done.ok) throw new Error(`cannot ${which}: ${JSON.stringify(done.failure).slice(0, 1000)}`);
  from.pop();
  to.push(model.now);
  model.now = wanted;
  return which;
}

function compare(wanted: Photograph, found: Photograph, when: string): void {
  if (isDeepStrictEqual(wanted, found)) return;
  const different = Object.keys({ ...wanted, ...found }).filter((key) => wanted[key] !== found[key]);
  const said = different.map((key) => `${key}: ${wanted[key] ?? 'nothing'} is ${found[key] ?? 'nothing'}`);
  throw new Error(`${when}: ${said.slice(0, 10).join('; ')}`);
}
