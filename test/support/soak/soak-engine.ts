import { appendFileSync, readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import type { ProjectPath } from '../../../src/contract/basics';
import type { Failure } from '../../../src/contract/failure';
import { quietContext } from '../../../src/engine/call-context';
import type { FileChange } from '../../../src/engine/operations/operation-request';
import { change, filesRequest, gitRequest, openSafety } from '../safety-project';
import { randomFrom } from './random-from';

/**
 * One app in the soak: random operations on the shared repository, undo among them. Writes to the ledger what it was
 * told is safe. Arguments: root, data folder, ledger, name, seed, milliseconds, list of the editor's saves.
 */
const [root = '', dataFolder = '', ledger = '', name = '', seed = '0', forMs = '0', saves = ''] = process.argv.slice(2);
const random = randomFrom(Number(seed));
const until = Date.now() + Number(forMs);
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const safety = await openSafety(root, { dataFolder });
for (;;) {
  const recovered = await safety.operations.recover(quietContext());
  if (recovered.ok) break;
  // The other app may hold on for longer than patience lasts.
  if (recovered.failure.code !== 'locked-by-other') throw new Error(JSON.stringify(recovered.failure));
}

const answers: Record<string, number> = {};
const count = (word: string): void => void (answers[word] = (answers[word] ?? 0) + 1);
/** Failures that a crowd around a repository makes normal; anything else is a finding. */
const expected = new Set<string>([
  'locked-by-other',
  'index-locked',
  'file-changed-since',
  'state-changed-since',
  'rolled-back',
  'git-failed',
  'nothing-to-undo',
  'nothing-to-redo',
  'operation-missing',
  'not-undoable',
  'conflicts-remain',
  // `git gc --prune=now` takes objects that another git has just staged; git documents it.
  'corrupt-repository',
]);

let turn = 0;
let readSaves = 0;
/** As the app calls it, or unnamed, which may move any ref: both have to hold. */
const git = (kind: string, args: readonly string[], protects: readonly string[] | 'changed-and-untracked') =>
  safety.run({ ...gitRequest(args, { protects }), kind: random(2) === 0 ? kind : 'git-work' });
const deeds: Record<string, () => Promise<{ ok: boolean; failure?: Failure }>> = {
  write: async () => {
    const files = Array.from({ length: 1 + random(4) }, (): [FileChange, string] => {
      turn += 1;
      const text = `${name} wrote ${turn} ${random(1e9)}\n`;
      return [change(`shared/f${random(30)}.yaml`, text), text];
    });
    const byPath = new Map(files.map((file) => [file[0].path, file]));
    const done = await safety.run(filesRequest([...byPath.values()].map(([file]) => file)));
    if (done.ok) for (const [, text] of byPath.values()) appendFileSync(ledger, `${sha256(text)} ${name} saved\n`);
    return done;
  },
  remove: () => safety.run(filesRequest([change(`shared/f${random(30)}.yaml`, { kind: 'absent' })])),
  stage: () => git('stage', ['add', '--all', '--', 'shared'], []),
  commit: () => git('commit', ['commit', '-q', '--allow-empty', '-m', `${name} ${turn}`], []),
  discard: () => git('discard', ['checkout', '-q', '--', 'shared'], 'changed-and-untracked'),
  stash: () => git('stash', ['stash', '-u', '-q'], 'changed-and-untracked'),
  undo: () => safety.undo(),
  redo: () => safety.redo(),
  backup: () => safety.operations.vault.createBackup(name, null, quietContext()),
  look: async () => {
    const lines = readFileSync(saves, 'utf8').split('\n').slice(0, -1);
    const paths = [...new Set(lines.slice(readSaves))] as ProjectPath[];
    readSaves = lines.length;
    if (paths.length === 0) return { ok: true };
    const seen = await safety.operations.recordExternalEdits(paths, quietContext());
    if (!seen.ok || seen.value === null) return seen;
    const shown = await safety.operations.vault.show(seen.value);
    for (const file of shown.ok ? shown.value.files : [])
      if (file.hash !== null) appendFileSync(ledger, `${file.hash} ${name} saw\n`);
    return shown;
  },
};
const weighted = ['write', 'write', 'write', 'look', 'look', ...Object.keys(deeds)];

while (Date.now() < until) {
  const deed = weighted[random(weighted.length)] ?? 'write';
  const answer = await deeds[deed]?.();
  if (answer === undefined || answer.ok) count(`${deed} done`);
  else {
    count(`${deed} ${answer.failure?.code ?? ''}`);
    if (answer.failure !== undefined && !expected.has(answer.failure.code))
      throw new Error(`${deed} failed with ${JSON.stringify(answer.failure)}`);
  }
}
await safety.operations.close();
process.stdout.write(JSON.stringify(answers));
