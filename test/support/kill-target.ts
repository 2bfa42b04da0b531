import { change, filesRequest, gitRequest, openSafety } from './safety-project';

/**
 * A process to be killed: opens a repository, says "ready", runs operations one after the other until it dies, and
 * says "done N" after each that was acknowledged. Arguments: root, data folder, kind.
 */
const [root = '', dataFolder = '', kind = ''] = process.argv.slice(2);

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const requests: Record<string, (turn: number) => Parameters<Awaited<ReturnType<typeof openSafety>>['run']>[0]> = {
  files: (turn) =>
    filesRequest(Array.from({ length: 20 }, (_, at) => change(`f${at}.yaml`, `turn ${turn}\n`.repeat(50)))),
  checkout: (turn) => gitRequest(['checkout', '-q', '-f', turn % 2 === 0 ? 'topic' : 'main']),
  reset: (turn) => gitRequest(['reset', '-q', '--hard', turn % 2 === 0 ? 'topic' : 'HEAD@{1}']),
  merge: (turn) =>
    gitRequest(turn % 2 === 0 ? ['merge', '-q', 'conflicting'] : ['merge', '--abort'], { answers: [0, 1] }),
  stash: (turn) => gitRequest(turn % 2 === 0 ? ['stash', '-u'] : ['stash', 'pop']),
};

const safety = await openSafety(root, { dataFolder });
say('ready');
for (let turn = 0; ; turn += 1) {
  const request = requests[kind]?.(turn);
  if (request === undefined) throw new Error(`no kind ${kind}`);
  say(`begin ${turn}`);
  const done = await safety.run(request);
  say(done.ok ? `done ${turn}` : `failed ${turn} ${JSON.stringify(done.failure)}`);
}
