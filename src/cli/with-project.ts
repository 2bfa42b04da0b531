import { resolve } from 'node:path';
import type { OpenProject } from '../contract/projects';
import { quietContext } from '../engine/call-context';
import { createEngine, type Engine } from '../engine/index';
import { usableDataFolder } from './data-folder';
import { endWithFailure, note, type Terminal } from './end';

export interface ProjectOptions {
  /** Folder of the repository, `-C`; the current one unless told. */
  readonly repository: string;
  readonly json: boolean;
}

/** Opens the repository, runs the command, closes again. Answers the exit code. */
export async function withProject(
  options: ProjectOptions,
  terminal: Terminal,
  command: (engine: Engine, project: OpenProject) => Promise<number>,
): Promise<number> {
  const folder = await usableDataFolder();
  if (!folder.ok) return endWithFailure(folder.failure, options, terminal);
  const engine = await createEngine({
    dataFolder: folder.value,
    actor: 'command line',
    watch: false,
    emit: () => undefined,
  });
  try {
    const opened = await engine.calls['projects.open'](
      { path: resolve(options.repository), remember: false },
      quietContext(),
    );
    if (!opened.ok) return endWithFailure(opened.failure, options, terminal);
    for (const notice of opened.value.notices) note(notice, options, terminal);
    return await command(engine, opened.value);
  } finally {
    await engine.close();
  }
}
