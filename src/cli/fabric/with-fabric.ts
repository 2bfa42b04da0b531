import type { Result } from '../../contract/call';
import { endWithFailure, printJson, type Terminal } from '../end';
import { exitCodes, type ExitName } from '../exit-codes';
import { type ProjectOptions, withProject } from '../with-project';
import type { AskedFabric } from './ask-fabric';

/** How a command about a fabric ends. */
export interface FabricAnswer {
  readonly words: string;
  readonly json: object;
  readonly ending?: ExitName;
}

/** Opens the repository, works out the answer, prints it in words or as JSON. */
export function withFabric(
  options: ProjectOptions,
  terminal: Terminal,
  work: (asked: AskedFabric) => Promise<Result<FabricAnswer>>,
): Promise<number> {
  return withProject(options, terminal, async (engine, project) => {
    const answer = await work({ engine, project, folder: options.repository });
    if (!answer.ok) return endWithFailure(answer.failure, options, terminal);
    if (options.json) printJson(terminal, answer.value.json);
    else if (answer.value.words !== '') terminal.out(answer.value.words);
    return exitCodes[answer.value.ending ?? 'done'].code;
  });
}
