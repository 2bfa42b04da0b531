import { mergeFile } from '../src/core/merge/merge-file';
import { markOpenConflicts } from '../src/core/merge/decisions/mark-open-conflicts';

/** How long one merge of a long file takes: edits all over it on both sides, a tenth of them at the same places. */
interface Speed {
  readonly lines: number;
  readonly runs: number;
  readonly p50Milliseconds: number;
  readonly p95Milliseconds: number;
  readonly markersP95Milliseconds: number;
  /** Processor time of one merge, for a machine that has other things to do. */
  readonly processorMilliseconds: number;
}

const resource = (at: number, edits: readonly string[]): string =>
  [
    'apiVersion: vpc.githedgehog.com/v1beta1',
    'kind: VPC',
    'metadata:',
    `  name: vpc-${at}`,
    'spec:',
    '  subnets:',
    ...['default', 'web', 'db'].flatMap((name, index) => [
      `    ${name}: # ${name} of ${at}`,
      `      subnet: 10.${at % 250}.${index}.0/24`,
      `      gateway: 10.${at % 250}.${index}.1`,
      `      vlan: ${1000 + ((at * 3 + index) % 3000)}`,
    ]),
    ...edits,
  ].join('\n') + '\n';

function file(lines: number, edit: (at: number) => readonly string[]): string {
  const count = Math.max(1, Math.round(lines / 20));
  return Array.from({ length: count }, (_, at) => resource(at, edit(at))).join('---\n');
}

const percentile = (times: readonly number[], share: number): number => {
  const sorted = [...times].sort((a, b) => a - b);
  return Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0) * 10) / 10;
};

function timed(work: () => void): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}

/** Merges files of about so many lines `runs` times; one run before that is not counted. */
export function measureSpeed(lines: number, runs: number): Speed {
  const base = file(lines, () => ['  mode: l2vni']);
  const texts = {
    base,
    ours: file(lines, (at) => (at % 5 === 0 ? ['  mode: l3vni'] : ['  mode: l2vni'])),
    theirs: file(lines, (at) =>
      at % 7 === 0
        ? ['  mode: l2vni', '  permit: [[default, web]]']
        : at % 50 === 0
          ? ['  mode: l3flat']
          : ['  mode: l2vni'],
    ),
  };
  const merges: number[] = [];
  const markers: number[] = [];
  let processor = 0;
  for (let run = 0; run <= runs; run++) {
    let outcome: ReturnType<typeof mergeFile> | null = null;
    const before = process.cpuUsage();
    const merge = timed(() => (outcome = mergeFile({ ...texts, path: 'long.yaml' })));
    const used = process.cpuUsage(before);
    const mark = timed(() => {
      if (outcome) markOpenConflicts(outcome, { ours: 'ours', base: 'base', theirs: 'theirs' });
    });
    if (run === 0) continue;
    merges.push(merge);
    markers.push(mark);
    processor += (used.user + used.system) / 1000;
  }
  return {
    lines: base.split('\n').length - 1,
    runs,
    p50Milliseconds: percentile(merges, 0.5),
    p95Milliseconds: percentile(merges, 0.95),
    markersP95Milliseconds: percentile(markers, 0.95),
    processorMilliseconds: Math.round((processor / runs) * 10) / 10,
  };
}
