import type { ProjectPath } from '../../contract/basics';
import type { Result } from '../../contract/call';
import { fail, ok } from '../../contract/call';
import type { Failure } from '../../contract/failure';
import { quietContext } from '../../engine/call-context';
import type { Terminal } from '../end';
import { withProject } from '../with-project';

/** Writes the repository's own `.gitattributes` as an operation, so that it can be undone like any edit. */
export async function writeTrackedAttributes(
  repository: string,
  text: string,
  terminal: Terminal,
): Promise<Result<null>> {
  const path = '.gitattributes' as ProjectPath;
  let failure: Failure | null = null;
  const code = await withProject({ repository, json: false }, terminal, async (engine, { projectId }) => {
    const now = await engine.calls['changes.read-file']({ projectId, path }, quietContext());
    if (!now.ok) failure = now.failure;
    else if (now.value.kind !== 'absent' && now.value.kind !== 'text') failure = { code: 'not-text', path };
    else {
      const expected = now.value.kind === 'text' ? now.value.hash : null;
      const written = await engine.calls['changes.write-file'](
        { projectId, path, text: text.replaceAll('\r\n', '\n'), expected },
        quietContext(),
      );
      if (!written.ok) failure = written.failure;
    }
    return 0;
  });
  if (failure !== null) return fail(failure);
  return code === 0 ? ok(null) : fail({ code: 'not-a-repository', path: repository });
}
