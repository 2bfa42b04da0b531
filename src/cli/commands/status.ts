import type { RepositoryStatus, StatusEntry } from '../../contract/changes';
import { revealCharacters } from '../../core/text/reveal-characters';
import { quietContext } from '../../engine/call-context';
import { endWithFailure, printJson, type Terminal } from '../end';
import { exitCodes } from '../exit-codes';
import { type ProjectOptions, withProject } from '../with-project';

/** What state the repository is in. Exit code 1 when conflicts are open. */
export function statusCommand(options: ProjectOptions, terminal: Terminal): Promise<number> {
  return withProject(options, terminal, async (engine, { projectId }) => {
    const status = await engine.calls['changes.status']({ projectId, fresh: true }, quietContext());
    if (!status.ok) return endWithFailure(status.failure, options, terminal);
    const merge = await engine.calls['merge.state']({ projectId }, quietContext());
    if (!merge.ok) return endWithFailure(merge.failure, options, terminal);
    const conflicts = merge.value.conflicts;
    if (options.json) printJson(terminal, { status: status.value, merge: merge.value });
    else {
      const inProgress = status.value.progress === 'none' ? [] : [merge.value.sentence];
      const questions = conflicts.map(({ path, sentence }) => `  conflict   ${revealCharacters(path)}  (${sentence})`);
      terminal.out([headLine(status.value), ...inProgress, ...questions, ...changeLines(status.value)].join('\n'));
    }
    return conflicts.length > 0 ? exitCodes.conflicts.code : exitCodes.done.code;
  });
}

function headLine({ head, upstream }: RepositoryStatus): string {
  const where =
    head.kind === 'branch'
      ? `On branch ${head.name}`
      : head.kind === 'unborn'
        ? `On branch ${head.name}, without a commit yet`
        : `HEAD is at ${head.commit.slice(0, 10)}, not on a branch`;
  if (upstream === null) return revealCharacters(where);
  if (upstream.gone) return revealCharacters(`${where}; its upstream ${upstream.name} is gone`);
  return revealCharacters(`${where}; ${upstream.ahead} ahead of and ${upstream.behind} behind ${upstream.name}`);
}

function changeLines({ entries, truncated }: RepositoryStatus): string[] {
  const plain = entries.filter(({ conflict }) => conflict === null);
  if (entries.length === 0) return ['Nothing has changed.'];
  const lines = plain.flatMap((entry) => [
    line('staged', entry.staged, entry),
    line('not staged', entry.unstaged, entry),
  ]);
  return [...lines.filter((text) => text !== null), ...(truncated ? ['  … and more, which are not listed'] : [])];
}

function line(where: string, change: StatusEntry['staged'], entry: StatusEntry): string | null {
  if (change === 'unchanged' || (change === 'untracked' && where === 'staged')) return null;
  const label = change === 'untracked' ? 'new' : where;
  const from = entry.from === null ? '' : ` (was ${revealCharacters(entry.from)})`;
  return `  ${label.padEnd(10)} ${change.padEnd(12)} ${revealCharacters(entry.path)}${from}`;
}
