import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { diff3Merge } from 'node-diff3';
import type { MergeOutcome } from '../src/core/merge/merge-outcome';
import { mergeFile } from '../src/core/merge/merge-file';

export interface MergeCase {
  readonly name: string;
  readonly path: string;
  readonly base: string;
  readonly ours: string;
  readonly theirs: string;
  readonly result: string | null;
}

export interface EngineAnswer {
  /** Null: the engine leaves a conflict. */
  readonly text: string | null;
  readonly milliseconds: number;
  /** What the engine would take if a person agreed to every first suggestion. */
  readonly suggested?: string;
  readonly outcome?: MergeOutcome;
}

function timed<T>(work: () => T): { value: T; milliseconds: number } {
  const started = performance.now();
  const value = work();
  return { value, milliseconds: performance.now() - started };
}

/** Git's three-way file merge, in a folder of its own. */
export class GitMergeFile {
  private readonly folder = mkdtempSync(join(tmpdir(), 'merge-bench-'));

  merge(one: MergeCase): EngineAnswer {
    const files = (['ours', 'base', 'theirs'] as const).map((side) => {
      const file = join(this.folder, side);
      writeFileSync(file, one[side]);
      return file;
    });
    const { value, milliseconds } = timed(() =>
      spawnSync('git', ['merge-file', '-p', ...files], { maxBuffer: 1 << 28 }),
    );
    return { text: value.status === 0 ? value.stdout.toString('utf8') : null, milliseconds };
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export function nodeDiff3(one: MergeCase): EngineAnswer {
  const lines = (text: string): string[] => text.split('\n');
  const { value, milliseconds } = timed(() => diff3Merge(lines(one.ours), lines(one.base), lines(one.theirs)));
  if (value.some((region) => region.conflict)) return { text: null, milliseconds };
  return { text: value.flatMap((region) => region.ok ?? []).join('\n'), milliseconds };
}

/** Our engine, given what git made of the same three files, as in the application. */
export function selvedge(one: MergeCase, git: EngineAnswer): EngineAnswer {
  const gitResult = { clean: git.text !== null, text: git.text ?? '' };
  const { value: outcome, milliseconds } = timed(() => mergeFile({ ...one, gitResult }));
  return {
    text: outcome.conflicts.length === 0 ? outcome.text : null,
    milliseconds,
    suggested: outcome.suggested,
    outcome,
  };
}
