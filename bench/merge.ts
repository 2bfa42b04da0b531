import { appendFileSync, existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Likeness } from './merge-equality';
import { compareWithHuman, isBroken } from './merge-equality';
import type { EngineAnswer, MergeCase } from './merge-engines';
import { measureSpeed } from './merge-speed';
import { GitMergeFile, nodeDiff3, selvedge } from './merge-engines';

/**
 * Replays real merges: DIR/<case>/{base,ours,theirs,result}.yaml, `meta.json` with a `path` optional.
 *
 * usage: bench:merge DIR [--json] [--list FILE] [--only PATTERN]
 */
interface Options {
  readonly folder: string;
  readonly json: boolean;
  readonly list: string | null;
  readonly only: RegExp | null;
}

interface Score {
  cases: number;
  conflicts: number;
  autoSolved: number;
  equalByBytes: number;
  equalByData: number;
  equalButListOrder: number;
  different: number;
  broken: number;
  brokenReference: number;
  rightAtFirstSuggestion: number;
  asked: number;
  askedOneValue: number;
  times: number[];
}

const ENGINES = ['git merge-file', 'node-diff3', 'selvedge'] as const;
const GROUPS = ['conflicting', 'clean'] as const;

function readOptions(words: readonly string[]): Options {
  const value = (name: string): string | null => {
    const at = words.indexOf(name);
    return at < 0 ? null : (words[at + 1] ?? null);
  };
  const named = new Set([value('--list'), value('--only')]);
  const folder = words.find((word) => !word.startsWith('--') && !named.has(word));
  if (folder === undefined) throw new Error('usage: bench:merge DIR [--json] [--list FILE] [--only PATTERN]');
  const only = value('--only');
  return {
    folder,
    json: words.includes('--json'),
    list: value('--list'),
    only: only === null ? null : new RegExp(only),
  };
}

function readCase(folder: string, name: string): MergeCase | null {
  const read = (file: string): string | null => {
    const path = join(folder, name, file);
    return existsSync(path) ? readFileSync(path, 'utf8') : null;
  };
  const [base, ours, theirs] = [read('base.yaml'), read('ours.yaml'), read('theirs.yaml')];
  if (base === null || ours === null || theirs === null) return null;
  const meta = JSON.parse(read('meta.json') ?? '{}') as { path?: string };
  return { name, path: meta.path ?? 'case.yaml', base, ours, theirs, result: read('result.yaml') };
}

const emptyScore = (): Score => ({
  cases: 0,
  conflicts: 0,
  autoSolved: 0,
  equalByBytes: 0,
  equalByData: 0,
  equalButListOrder: 0,
  different: 0,
  broken: 0,
  brokenReference: 0,
  rightAtFirstSuggestion: 0,
  asked: 0,
  askedOneValue: 0,
  times: [],
});

function add(score: Score, answer: EngineAnswer, one: MergeCase): Likeness | null {
  score.cases++;
  score.times.push(answer.milliseconds);
  const human = one.result;
  const isRight = (likeness: Likeness): boolean => likeness === 'bytes' || likeness === 'data';
  if (answer.text === null) {
    score.conflicts++;
    score.asked++;
    if (answer.outcome?.conflicts.length === 1) score.askedOneValue++;
    if (human !== null && answer.suggested !== undefined && isRight(compareWithHuman(answer.suggested, human))) {
      score.rightAtFirstSuggestion++;
    }
    return null;
  }
  score.autoSolved++;
  const inputsRead = !isBroken(one.ours) && !isBroken(one.theirs) && !isBroken(one.base);
  if (inputsRead && isBroken(answer.text)) score.broken++;
  if (human === null) return null;
  const likeness = compareWithHuman(answer.text, human);
  if (likeness === 'bytes') score.equalByBytes++;
  if (isRight(likeness)) {
    score.equalByData++;
    score.rightAtFirstSuggestion++;
  } else if (likeness === 'order') score.equalButListOrder++;
  else if (likeness === 'unreadable-reference') score.brokenReference++;
  else score.different++;
  return likeness;
}

function percentile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0) * 100) / 100;
}

function summary(score: Score): Record<string, number> {
  const { times, ...counts } = score;
  const share = (part: number, whole: number): number => (whole === 0 ? 0 : Math.round((part / whole) * 1000) / 1000);
  return {
    ...counts,
    autoShare: share(score.autoSolved, score.cases),
    equalOfAuto: share(score.equalByData, score.autoSolved),
    // As the README of the corpus counts its structural engines: list order aside, without results that do not parse.
    equalOfAutoAsCorpusCounts: share(
      score.equalByData + score.equalButListOrder,
      score.autoSolved - score.brokenReference,
    ),
    firstSuggestionShare: share(score.rightAtFirstSuggestion, score.cases),
    oneValueShare: share(score.askedOneValue, score.asked),
    p50Milliseconds: percentile(times, 0.5),
    p95Milliseconds: percentile(times, 0.95),
  };
}

function run(options: Options): void {
  const git = new GitMergeFile();
  const scores = Object.fromEntries(
    GROUPS.map((group) => [group, Object.fromEntries(ENGINES.map((engine) => [engine, emptyScore()]))]),
  ) as Record<(typeof GROUPS)[number], Record<(typeof ENGINES)[number], Score>>;
  if (options.list !== null) writeFileSync(options.list, '');
  for (const name of readdirSync(options.folder).sort()) {
    const one = options.only !== null && !options.only.test(name) ? null : readCase(options.folder, name);
    if (one === null) continue;
    const byGit = git.merge(one);
    const group = scores[byGit.text === null ? 'conflicting' : 'clean'];
    const ours = selvedge(one, byGit);
    add(group['git merge-file'], byGit, one);
    add(group['node-diff3'], nodeDiff3(one), one);
    const likeness = add(group.selvedge, ours, one);
    const listed =
      byGit.text === null ? likeness !== null && likeness !== 'bytes' && likeness !== 'data' : ours.text === null;
    if (options.list !== null && listed) {
      const reasons = ours.outcome?.conflicts.map((conflict) => conflict.reason).join(',') ?? '';
      appendFileSync(
        options.list,
        `${name}\t${byGit.text === null ? 'conflict' : 'clean'}\t${likeness ?? 'asked'}\t${ours.outcome?.source}\t${reasons}\n`,
      );
    }
  }
  git.close();
  const report = Object.fromEntries(
    GROUPS.map((group) => [
      group,
      Object.fromEntries(ENGINES.map((engine) => [engine, summary(scores[group][engine])])),
    ]),
  );
  const speed = [measureSpeed(2_000, 20), measureSpeed(30_000, 5)];
  if (!options.json) {
    for (const group of GROUPS) console.table(report[group]);
    console.table(speed);
  }
  console.log(JSON.stringify({ ...report, speed }));
}

run(readOptions(process.argv.slice(2)));
