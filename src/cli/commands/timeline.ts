import type { TimelineEntry } from '../../contract/history';
import { quietContext } from '../../engine/call-context';
import { columns } from '../columns';
import { endWithFailure, printJson, type Terminal } from '../end';
import { exitCodes } from '../exit-codes';
import { namedPath } from '../named-path';
import { type ProjectOptions, withProject } from '../with-project';
import { second } from '../words';

export interface TimelineOptions extends ProjectOptions {
  readonly path: string | null;
  readonly text: string;
  readonly limit: number;
  readonly unfolded: boolean;
}

const marks: Readonly<Record<TimelineEntry['kind'], string>> = { commit: '●', backup: '◆', operation: '·', fold: '≡' };

/** Commits, backups and operations in one stream, newest first. The second column is what `restore --from` takes. */
export function timelineCommand(options: TimelineOptions, terminal: Terminal): Promise<number> {
  return withProject(options, terminal, async (engine, { projectId, root }) => {
    const { text, limit, unfolded } = options;
    const path = options.path === null ? null : await namedPath(options.path, options.repository, root);
    const page = await engine.calls['history.timeline'](
      { projectId, path, kinds: [], text, cursor: null, limit, unfolded },
      quietContext(),
    );
    if (!page.ok) return endWithFailure(page.failure, options, terminal);
    const { entries, next } = page.value;
    if (options.json) printJson(terminal, page.value);
    else if (entries.length === 0) terminal.out('Nothing was found.');
    else {
      terminal.out(columns(entries.flatMap(rowsOf)));
      if (next !== null) terminal.error(`There is more; --limit shows up to 1000 entries.`);
    }
    return exitCodes.done.code;
  });
}

/** What a commit did to the fabric stands below its title. */
const rowsOf = (entry: TimelineEntry): string[][] =>
  entry.kind === 'commit' && entry.meaning !== undefined
    ? [row(entry), ['', '', '', '', `  ${entry.meaning}`]]
    : [row(entry)];

function row(entry: TimelineEntry): string[] {
  const start = [marks[entry.kind], second(entry.at)];
  switch (entry.kind) {
    case 'commit':
      return [...start, entry.commit.slice(0, 10), entry.author.name, entry.title];
    case 'backup':
      return [...start, entry.backupId, 'backup', entry.title];
    case 'operation':
      return [...start, entry.operationId, entry.outcome, entry.title];
    case 'fold':
      return [...start, '', '', `${entry.title} since ${second(entry.until)}`];
  }
}
