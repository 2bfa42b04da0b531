import type { TimelineEntry } from '../../contract/history';
import type { ProjectPath } from '../../contract/basics';
import { revealCharacters } from '../../core/text/reveal-characters';
import { quietContext } from '../../engine/call-context';
import { endWithFailure, printJson, type Terminal } from '../end';
import { exitCodes } from '../exit-codes';
import { type ProjectOptions, withProject } from '../with-project';

export interface TimelineOptions extends ProjectOptions {
  readonly path: string | null;
  readonly text: string;
  readonly limit: number;
  readonly unfolded: boolean;
}

const marks: Readonly<Record<TimelineEntry['kind'], string>> = { commit: '●', backup: '◆', operation: '·', fold: '≡' };

/** Commits, backups and operations in one stream, newest first. */
export function timelineCommand(options: TimelineOptions, terminal: Terminal): Promise<number> {
  return withProject(options, terminal, async (engine, { projectId }) => {
    const { text, limit, unfolded } = options;
    const path = options.path as ProjectPath | null;
    const page = await engine.calls['history.timeline'](
      { projectId, path, kinds: [], text, cursor: null, limit, unfolded },
      quietContext(),
    );
    if (!page.ok) return endWithFailure(page.failure, options, terminal);
    if (options.json) printJson(terminal, page.value);
    else if (page.value.entries.length === 0) terminal.out('Nothing was found.');
    else terminal.out(page.value.entries.map(describe).join('\n'));
    return exitCodes.done.code;
  });
}

function describe(entry: TimelineEntry): string {
  const id = entry.kind === 'commit' ? entry.commit.slice(0, 10) : entry.kind === 'fold' ? '' : entry.id;
  const who = entry.kind === 'commit' ? `  ${entry.author.name}` : '';
  return revealCharacters(`${marks[entry.kind]} ${entry.at}  ${id.padEnd(10)}  ${entry.title}${who}`);
}
