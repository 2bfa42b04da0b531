import type { Result } from '../../contract/call';
import { ok } from '../../contract/call';
import type { Git } from './git';

export interface Ref {
  /** "refs/heads/main". */
  readonly fullName: string;
  /** "main", "origin/main", "v1". */
  readonly name: string;
  readonly kind: 'branch' | 'remote-branch' | 'tag' | 'other';
  /** The commit, also behind an annotated tag. */
  readonly commit: string;
  readonly subject: string;
  /** HEAD is on it. */
  readonly current: boolean;
}

export interface RefQuery {
  /** "refs/heads", "refs/tags", …; branches and remote branches unless told. */
  readonly under?: readonly string[];
  /** Only refs at this commit. */
  readonly pointsAt?: string;
  readonly signal?: AbortSignal;
}

/** Branches, remote branches and tags, the newest commit first. */
export async function listRefs(git: Git, query: RefQuery = {}): Promise<Result<readonly Ref[]>> {
  const fields = ['refname', 'objectname', '*objectname', 'symref', 'HEAD', 'contents:subject'];
  const answer = await git.text(
    [
      'for-each-ref',
      `--format=${fields.map((field) => `%(${field})`).join('%00')}`,
      '--sort=-committerdate',
      ...(query.pointsAt === undefined ? [] : [`--points-at=${query.pointsAt}`]),
      ...(query.under ?? ['refs/heads', 'refs/remotes']),
    ],
    query.signal === undefined ? {} : { signal: query.signal },
  );
  return answer.ok ? ok(parseRefs(answer.value)) : answer;
}

/** One ref a line; neither names nor subjects can contain a line break. Symbolic refs (origin/HEAD) are left out. */
export function parseRefs(text: string): Ref[] {
  return text.split('\n').flatMap((line): Ref[] => {
    const [fullName = '', objectId = '', peeled = '', symbolic = '', head = '', ...subject] = line.split('\0');
    if (fullName === '' || subject.length === 0 || symbolic !== '') return [];
    return [
      {
        fullName,
        ...shortRef(fullName),
        commit: peeled === '' ? objectId : peeled,
        subject: subject.join('\0'),
        current: head === '*',
      },
    ];
  });
}

const kinds = [
  ['refs/heads/', 'branch'],
  ['refs/remotes/', 'remote-branch'],
  ['refs/tags/', 'tag'],
] as const;

/** "refs/heads/main" → "main", a branch. */
export function shortRef(fullName: string): Pick<Ref, 'name' | 'kind'> {
  for (const [prefix, kind] of kinds) {
    if (fullName.startsWith(prefix)) return { name: fullName.slice(prefix.length), kind };
  }
  return { name: fullName.replace(/^refs\//, ''), kind: 'other' };
}
