import type { RepositoryStatus, StatusEntry } from '../../contract/changes';
import type { MergeState } from '../../contract/merge';
import { revealCharacters } from '../../core/text/reveal-characters';
import { quietContext } from '../../engine/call-context';
import { columns } from '../columns';
import { endWithFailure, note, printJson, type Terminal } from '../end';
import { exitCodes } from '../exit-codes';
import { type ProjectOptions, withProject } from '../with-project';

/** What state the repository is in. Exit code 1 when conflicts are open. */
export function statusCommand(options: ProjectOptions, terminal: Terminal): Promise<number> {
  return withProject(options, terminal, async (engine, { projectId, differences = [] }) => {
    // Other commands say what concerns them where it does.
    for (const difference of differences) note(difference, options, terminal);
    const status = await engine.calls['changes.status']({ projectId, fresh: true }, quietContext());
    if (!status.ok) return endWithFailure(status.failure, options, terminal);
    const merge = await engine.calls['merge.state']({ projectId }, quietContext());
    if (!merge.ok) return endWithFailure(merge.failure, options, terminal);
    if (options.json) printJson(terminal, { status: status.value, merge: merge.value });
    else terminal.out(describe(status.value, merge.value));
    return merge.value.conflicts.length > 0 ? exitCodes.conflicts.code : exitCodes.done.code;
  });
}

function describe(status: RepositoryStatus, merge: MergeState): string {
  const inProgress = status.progress === 'none' ? [] : [merge.sentence];
  const rows = [
    ...merge.conflicts.map(({ path, sentence }) => ['  conflict', path, sentence]),
    ...status.entries.filter(({ conflict }) => conflict === null).flatMap(rowsOf),
  ];
  return [
    ...[headLine(status), ...inProgress].map(revealCharacters),
    ...(rows.length === 0 ? ['Nothing has changed.'] : [columns(rows)]),
    ...(status.truncated ? ['  … and more, which are not listed'] : []),
  ].join('\n');
}

function headLine({ head, upstream }: RepositoryStatus): string {
  const where =
    head.kind === 'branch'
      ? `On branch ${head.name}`
      : head.kind === 'unborn'
        ? `On branch ${head.name}, without a commit yet`
        : `HEAD is at ${head.commit.slice(0, 10)}, not on a branch`;
  if (upstream === null) return where;
  if (upstream.gone) return `${where}; its upstream ${upstream.name} is gone`;
  return `${where}; ${upstream.ahead} ahead of and ${upstream.behind} behind ${upstream.name}`;
}

function rowsOf(entry: StatusEntry): string[][] {
  const from = entry.from === null ? [] : [`was ${entry.from}`];
  if (entry.unstaged === 'untracked') return [['  new', entry.path, 'not tracked']];
  const row = (where: string, change: StatusEntry['staged']): string[][] =>
    change === 'unchanged' ? [] : [[`  ${where}`, entry.path, [change, ...from].join(', ')]];
  return [...row('staged', entry.staged), ...row('not staged', entry.unstaged)];
}
