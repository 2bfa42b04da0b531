import { someWords } from '../../core/fabric/rules/words';
import type { Terminal } from '../end';
import { note } from '../end';
import type { AskedFabric } from './ask-fabric';
import { ask } from './ask-fabric';

/** Says of which files of the working tree an answer knows nothing; silent when all could be read. */
export async function tellUnread(
  asked: AskedFabric,
  { json, fabric }: { readonly json: boolean; readonly fabric: string | null },
  terminal: Terminal,
): Promise<void> {
  const found = await ask(asked, 'fabric.resources', {
    ...(fabric === null ? {} : { fabric }),
    states: ['broken'],
    limit: 100_000,
  });
  const paths = found.ok ? [...new Set(found.value.rows.map(({ path }) => path))] : [];
  if (paths.length === 0) return;
  const them = paths.length === 1 ? 'it' : 'them';
  note(`${someWords(paths)} cannot be read: what stands in ${them} is not in this answer.`, { json }, terminal);
}
