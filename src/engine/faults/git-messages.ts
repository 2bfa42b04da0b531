import type { Failure } from '../../contract/failure';
import type { GitFault } from './git-fault';
import { summarise } from './summarise';

/**
 * The words by which git says what went wrong, under LC_ALL=C, from git 2.34 on. Newer wordings are added beside
 * older ones, never instead. The first row that matches wins, so causes stand before their consequences.
 */
export interface MessageRow {
  /** For tests and statistics. */
  readonly name: string;
  readonly patterns: readonly RegExp[];
  /** Some words say less than the exit code, or are printed to standard output. */
  readonly where?: 'stderr' | 'stdout';
  failure(found: RegExpExecArray, fault: GitFault): Failure;
}

const rootOf = (fault: GitFault): string => fault.place?.root ?? fault.chosenPath ?? '';
const gitDirOf = (fault: GitFault): string => fault.place?.gitDir ?? fault.chosenPath ?? '';

/** Paths that git lists below a message, one a line behind a tab. */
const listedPaths = (text: string): string[] =>
  text.split('\n').flatMap((line) => (line.startsWith('\t') ? [line.slice(1)] : []));

const needsMergePaths = (text: string): string[] =>
  [...text.matchAll(/^(?:error: )?(.+): needs merge$/gm)].map((found) => found[1] ?? '');

const lockRows: MessageRow[] = [
  {
    name: 'locked',
    // The sentences behind it changed in 2.54; this line did not.
    patterns: [/Unable to create '([^\n]+\.lock)': File exists/],
    failure: (found) => ({ code: 'index-locked', path: found[1] ?? '', ageMs: null, ownerAlive: null }),
  },
  {
    name: 'ref-moved',
    patterns: [
      /cannot lock ref '([^\n]+?)': is at [0-9a-f]+ but expected [0-9a-f]+/,
      /cannot lock ref '([^\n]+?)': (?:reference already exists|unable to resolve reference)/,
      /[Rr]ef(?:erence)? '?([^\n']+?)'? is at [0-9a-f]+ but expected [0-9a-f]+/,
    ],
    failure: (found) => ({ code: 'state-changed-since', what: found[1] ?? 'HEAD' }),
  },
];

const diskRows: MessageRow[] = [
  {
    name: 'disk-full',
    patterns: [/No space left on device/, /Disk quota exceeded/, /There is not enough space on the disk/],
    failure: (_found, fault) => ({ code: 'disk-full', path: rootOf(fault), neededBytes: null }),
  },
  {
    name: 'read-only-disk',
    patterns: [/Read-only file system/],
    failure: (_found, fault) => ({ code: 'read-only', path: rootOf(fault) }),
  },
];

const placeRows: MessageRow[] = [
  {
    name: 'unsafe-owner',
    patterns: [/detected dubious ownership in repository at '([^\n]*)'/, /unsafe repository \('([^\n]*)' is owned by/],
    failure: (found, fault) => ({ code: 'unsafe-owner', path: found[1] ?? rootOf(fault) }),
  },
  {
    name: 'not-a-repository',
    patterns: [/not a git repository/i],
    failure: (_found, fault) =>
      fault.place === null
        ? { code: 'not-a-repository', path: rootOf(fault) }
        : { code: 'corrupt-repository', detail: summarise(fault.stderr) },
  },
  {
    name: 'no-working-tree',
    patterns: [/this operation must be run in a work tree/],
    failure: (_found, fault) => ({ code: 'bare-repository', path: gitDirOf(fault) }),
  },
];

const corruptRows: MessageRow[] = [
  {
    name: 'corrupt-index',
    patterns: [
      /index file corrupt/,
      /bad index file sha1 signature/,
      /index file smaller than expected/,
      /bad signature 0x[0-9a-f]+/,
      /bad index version/,
      /unknown index entry format/,
      /malformed name field in the index/,
      /index uses [^\n]+ extension, which we do not understand/,
      /unordered stage entries|unordered stage|multiple stage entries for merged file/,
      /cache entry has null (?:sha1|oid)/,
      /unable to map index file/,
    ],
    failure: (_found, fault) => ({ code: 'corrupt-index', path: `${gitDirOf(fault)}/index` }),
  },
  {
    name: 'corrupt-repository',
    patterns: [
      /loose object [0-9a-f]+ [^\n]*is corrupt/,
      /object file [^\n]+ is empty/,
      /(?:unable to read|could not read|missing) (?:tree|blob|commit|object|sha1 file)/i,
      /unable to unpack [0-9a-f]+ header/,
      /inflate: data stream error/,
      /object corrupt or missing/,
      /bad tree object|bad object HEAD|invalid object [0-9]+ [0-9a-f]+/,
      /packfile [^\n]+ (?:cannot be accessed|does not match index|index unavailable)/,
      /pack has bad object|unknown object type|failed to read object/,
      /hash mismatch|garbage at end of loose object/,
      /bad (?:numeric |boolean )?config (?:line|value|file)/,
      /unknown repository extensions? found|Expected git repo version <= \d+, found \d+/,
      /invalid sha1 pointer|broken ref|badref|packed-refs.*(?:unexpected|unterminated) line/,
      /your current branch appears to be broken/,
      /could not parse (?:HEAD|commit)/i,
    ],
    failure: (_found, fault) => ({ code: 'corrupt-repository', detail: summarise(fault.stderr) }),
  },
];

const permissionRows: MessageRow[] = [
  {
    name: 'not-writable',
    patterns: [
      /insufficient permission for adding an object/,
      /(?:unable|could not|cannot|can't|failed) (?:to )?(?:create|write|unlink|append|remove|rename|lock|update|set)[^\n]*(?:Permission denied|Operation not permitted)/i,
    ],
    failure: (_found, fault) => ({ code: 'read-only', path: rootOf(fault) }),
  },
  {
    name: 'unreadable',
    patterns: [
      /(?:could not open|cannot open|unable to open|unable to access|could not read|can't open|open\(|failed to open) ?(?:directory )?["']?([^\n"']+?)["']?\)?:(?: index file open failed:)? (?:Permission denied|Operation not permitted)/,
      /^(?:fatal|error): ([^\n]+): index file open failed: Permission denied/m,
      /Permission denied/,
    ],
    failure: (found, fault) => ({ code: 'unreadable', path: found[1] ?? rootOf(fault) }),
  },
];

const workRows: MessageRow[] = [
  {
    name: 'would-overwrite',
    patterns: [
      /would be (?:overwritten|removed) by (?:merge|checkout|cherry-pick|revert|rebase|reset|stash|applying|update)/,
      /Updating the following directories would lose untracked files in them/,
      /already exists, no checkout/,
      /Cannot (?:merge|rebase|revert|cherry-pick|apply|pull)[^\n]*(?:unstaged|uncommitted) changes/i,
      /cannot rebase: (?:You have unstaged changes|Your index contains uncommitted changes)/,
      /[Yy]our index contains uncommitted changes/,
    ],
    failure: (_found, fault) => ({
      code: 'would-overwrite',
      paths: [...listedPaths(fault.stderr), ...existingPaths(fault.stderr)],
    }),
  },
  {
    name: 'other-work-in-progress',
    patterns: [
      /You have not concluded your (merge|cherry-pick)/,
      /a (cherry-pick) or revert is already in progress/i,
      /a cherry-pick or (revert) is already in progress/i,
      /(cherry-pick|revert) is already in progress/,
      /there is already a (rebase)-(?:merge|apply) directory/,
      /It looks like '?git (am)'? is in progress/,
    ],
    failure: (found) => ({ code: 'merge-in-progress', kind: found[1] ?? 'merge' }),
  },
  {
    name: 'conflicts-remain',
    patterns: [
      /is not possible because you have unmerged files/,
      /you need to resolve your current index first/,
      /Exiting because of an unresolved conflict/,
      /You must edit all merge conflicts/,
      /needs merge$/m,
      /error building trees/,
    ],
    failure: (_found, fault) => ({
      code: 'conflicts-remain',
      paths: needsMergePaths(`${fault.stdout}\n${fault.stderr}`),
    }),
  },
  {
    name: 'nothing-in-progress',
    patterns: [
      /There is no merge (?:to abort|in progress) \(MERGE_HEAD missing\)/,
      /[Nn]o (?:rebase|cherry-pick or revert|cherry-pick|revert) in progress/,
      /Resolve operation not in progress/,
    ],
    failure: () => ({ code: 'no-merge-in-progress' }),
  },
  {
    name: 'identity-missing',
    patterns: [
      /Please tell me who you are/,
      /(?:Author|Committer) identity unknown/,
      /empty ident name/,
      /unable to auto-detect email address/,
      /no (?:email|name) was given and auto-detection is disabled/,
    ],
    failure: () => ({ code: 'identity-missing' }),
  },
];

const revisionRows: MessageRow[] = [
  {
    name: 'unknown-revision',
    patterns: [
      /ambiguous argument '([^\n]*)': unknown revision/,
      /bad revision '([^\n]*)'/,
      /[Nn]ot a valid (?:object|commit) name:? '?([^\n']*)'?/,
      /invalid object name '([^\n]*)'/,
      /merge: ([^\n]+) - not something we can merge/,
      /path '[^\n]*' (?:does not exist|exists on disk, but not) in '([^\n]*)'/,
      /malformed object name '?([^\n']*)'?/,
      /Needed a single (revision)/,
    ],
    failure: (found) => ({ code: 'unknown-revision', revision: found[1] ?? '' }),
  },
];

const stdoutRows: MessageRow[] = [
  {
    name: 'nothing-to-commit',
    where: 'stdout',
    patterns: [/^(?:nothing to commit|nothing added to commit|no changes added to commit)/m],
    failure: () => ({ code: 'nothing-to-commit' }),
  },
];

/** Messages of `checkout` and `apply` name a path in front of their words. */
const existingPaths = (text: string): string[] =>
  [...text.matchAll(/^(?:error: )?(.+) already exists, no checkout$/gm)].map((found) => found[1] ?? '');

export const messageRows: readonly MessageRow[] = [
  ...lockRows,
  ...diskRows,
  ...placeRows,
  ...workRows,
  ...corruptRows,
  ...permissionRows,
  ...revisionRows,
  ...stdoutRows,
];
