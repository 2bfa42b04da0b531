/** One measurement in a process of its own: `fabric-run HOW REPOSITORY DATA`, prints JSON. */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { load } from 'js-yaml';
import { createGit } from '../src/engine/git/create-git';
import { findGit } from '../src/engine/git/find-git';
import { openRepository } from '../src/engine/git/open-repository';
import { quietContext } from '../src/engine/call-context';
import { openFabric } from '../src/engine/fabric/open-fabric';
import type { FabricRoom } from '../src/engine/fabric/fabric-room';

const [how = '', root = '', data = ''] = process.argv.slice(2);
const context = quietContext();

async function openRoom(): Promise<FabricRoom> {
  const executable = await findGit();
  if (!executable.ok) throw new Error('no git');
  const found = await openRepository(root, executable.value);
  if (!found.ok) throw new Error('no repository');
  return openFabric({
    git: createGit(found.value.place, executable.value),
    name: 'bench',
    dataFolder: join(data, 'repository'),
    configFolder: data,
    isWatched: () => true,
    onChanged: () => undefined,
    onBug: (error) => {
      throw error;
    },
  });
}

/** All problems with their words, and the first screenful with its places. */
async function askProblems(room: FabricRoom): Promise<number> {
  const fresh = await room.freshen(context);
  if (!fresh.ok) throw new Error(JSON.stringify(fresh.failure));
  const list = await room.ask('problems.list', { snapshot: null, offset: 0, limit: 100 }, context);
  if (!list.ok) throw new Error(JSON.stringify(list.failure));
  return list.value.total;
}

function parseEverything(): Record<string, number> {
  const texts = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.yaml'))
    .map((path) => readFileSync(join(root, path), 'utf8'));
  const start = performance.now();
  for (const text of texts) load(text);
  return { parseMs: Math.round(performance.now() - start) };
}

async function editOne(room: FabricRoom): Promise<number[]> {
  const path = 'fabrics/main/managed/vpcs/v1-1.yaml';
  const file = join(root, path);
  const text = readFileSync(file, 'utf8');
  const times: number[] = [];
  for (let turn = 0; turn < 9; turn += 1) {
    writeFileSync(file, text.replace(/vlan: \d+/, `vlan: ${1900 + turn}`));
    const start = performance.now();
    room.note({ paths: [path] });
    await askProblems(room);
    times.push(performance.now() - start);
    await new Promise((resume) => setTimeout(resume, 60));
  }
  writeFileSync(file, text);
  return times.sort((a, b) => a - b);
}

async function measure(): Promise<Record<string, number>> {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  const room = await openRoom();
  delay.enable();
  const start = performance.now();
  const problems = await askProblems(room);
  const openMs = Math.round(performance.now() - start);
  const edits = how === 'edit' ? await prepared(room) : [];
  delay.disable();
  const figures = {
    openMs,
    problems,
    editMs: Math.round(edits[4] ?? 0),
    worstMs: Math.round(edits[8] ?? 0),
    loopMs: Math.round(delay.percentile(99) / 1e5) / 10,
    memoryMb: Math.round(process.memoryUsage.rss() / 1e6),
  };
  await room.close();
  return figures;
}

/** An editor has been open for a moment: what comes next is prepared in the quiet after the first answer. */
async function prepared(room: FabricRoom): Promise<number[]> {
  await new Promise((resume) => setTimeout(resume, 2_500));
  await askProblems(room);
  return editOne(room);
}

const figures = how === 'js-yaml' ? parseEverything() : await measure();
process.stdout.write(JSON.stringify(figures));
