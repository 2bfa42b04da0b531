import type { Person } from '../../contract/basics';
import type { Result } from '../../contract/call';
import { ok } from '../../contract/call';
import type { Git } from './git';

/** Who a commit would be by; null: git does not know and would refuse. */
export async function readIdentity(git: Git, signal?: AbortSignal): Promise<Result<Person | null>> {
  const answer = await git.text(['var', 'GIT_AUTHOR_IDENT'], signal === undefined ? {} : { signal });
  if (!answer.ok) return answer.failure.code === 'identity-missing' ? ok(null) : answer;
  return ok(parseIdentity(answer.value));
}

/** "Iris Weaver <iris@example.org> 1767600000 +0000". */
export function parseIdentity(text: string): Person | null {
  const found = /^(.*) <([^<>\n]*)> \d+ [+-]\d{4}\n?$/.exec(text);
  return found === null ? null : { name: found[1] ?? '', email: found[2] ?? '' };
}
