import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Failure } from '../../../../src/contract/failure';
import { classifyGitFault, matchMessages } from '../../../../src/engine/faults/classify-git-fault';
import type { GitFault } from '../../../../src/engine/faults/git-fault';
import { summarise } from '../../../../src/engine/faults/summarise';

const place = { root: '/r', gitDir: '/r/.git', commonDir: '/r/.git' };
const fault = (stderr: string, more: Partial<GitFault> = {}): GitFault => ({
  args: ['status'],
  exitCode: 128,
  stderr,
  stdout: '',
  place,
  ...more,
});

const samples: [string, string, Partial<Failure>][] = [
  [
    'lock, up to git 2.53',
    "fatal: Unable to create '/r/.git/index.lock': File exists.\n\nAnother git process seems to be running in this repository, e.g.\nan editor opened by 'git commit'. Please make sure all processes\nare terminated then try again.",
    { code: 'index-locked', path: '/r/.git/index.lock' },
  ],
  [
    'lock, git 2.54 with a process number',
    "fatal: Unable to create '/r/.git/index.lock': File exists.\n\nLock may be held by process 4711; if no git process is running, the lock file may be stale.",
    { code: 'index-locked', path: '/r/.git/index.lock' },
  ],
  [
    'lock of a ref',
    "fatal: cannot lock ref 'HEAD': Unable to create '/r/.git/HEAD.lock': File exists.",
    { code: 'index-locked', path: '/r/.git/HEAD.lock' },
  ],
  [
    'ref moved',
    "fatal: cannot lock ref 'HEAD': is at 1111111111111111111111111111111111111111 but expected 2222222222222222222222222222222222222222",
    { code: 'state-changed-since', what: 'HEAD' },
  ],
  [
    'disk full',
    'error: unable to write file .git/objects/aa/bb: No space left on device\nfatal: unable to write new_index file',
    { code: 'disk-full' },
  ],
  ['read-only disk', "fatal: Unable to create '/r/.git/index.lock': Read-only file system", { code: 'read-only' }],
  ['no permission to write', "fatal: Unable to create '/r/.git/index.lock': Permission denied", { code: 'read-only' }],
  [
    'no permission for objects',
    'error: insufficient permission for adding an object to repository database .git/objects',
    { code: 'read-only' },
  ],
  [
    'no permission to read',
    'error: open("a.yaml"): Permission denied\nerror: unable to index file \'a.yaml\'',
    { code: 'unreadable', path: 'a.yaml' },
  ],
  [
    'unreadable index',
    'fatal: /r/.git/index: index file open failed: Permission denied',
    { code: 'unreadable', path: '/r/.git/index' },
  ],
  [
    'foreign owner',
    "fatal: detected dubious ownership in repository at '/r'\nTo add an exception for this directory, call:",
    { code: 'unsafe-owner', path: '/r' },
  ],
  [
    'foreign owner, git 2.35',
    "fatal: unsafe repository ('/r' is owned by someone else)",
    { code: 'unsafe-owner', path: '/r' },
  ],
  [
    'corrupt index: checksum',
    'error: bad index file sha1 signature\nfatal: index file corrupt',
    { code: 'corrupt-index', path: '/r/.git/index' },
  ],
  ['corrupt index: signature', 'error: bad signature 0x00000000\nfatal: index file corrupt', { code: 'corrupt-index' }],
  ['corrupt index: short', 'fatal: /r/.git/index: index file smaller than expected', { code: 'corrupt-index' }],
  [
    'corrupt object',
    'error: inflate: data stream error (incorrect header check)\nerror: unable to unpack aaaa header',
    { code: 'corrupt-repository' },
  ],
  [
    'empty object',
    'error: object file .git/objects/aa/bb is empty\nfatal: loose object aabb (stored in .git/objects/aa/bb) is corrupt',
    { code: 'corrupt-repository' },
  ],
  [
    'missing tree',
    'fatal: unable to read tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904',
    { code: 'corrupt-repository' },
  ],
  ['bad settings', 'fatal: bad config line 3 in file .git/config', { code: 'corrupt-repository' }],
  ['newer repository', 'fatal: unknown repository extension found:\n\tfuturestorage', { code: 'corrupt-repository' }],
  [
    'would overwrite changes',
    'error: Your local changes to the following files would be overwritten by merge:\n\ta b.yaml\n\tc.yaml\nPlease commit your changes or stash them before you merge.\nAborting',
    { code: 'would-overwrite', paths: ['a b.yaml', 'c.yaml'] },
  ],
  [
    'would overwrite untracked',
    'error: The following untracked working tree files would be overwritten by merge:\n\tnew.yaml\nPlease move or remove them before you merge.\nAborting',
    { code: 'would-overwrite', paths: ['new.yaml'] },
  ],
  [
    'stash finds a file',
    'new.yaml already exists, no checkout\nerror: could not restore untracked files from stash',
    { code: 'would-overwrite', paths: ['new.yaml'] },
  ],
  [
    'merge not concluded',
    'fatal: You have not concluded your merge (MERGE_HEAD exists).\nPlease, commit your changes before you merge.',
    { code: 'merge-in-progress', kind: 'merge' },
  ],
  [
    'unmerged files',
    'error: Committing is not possible because you have unmerged files.\nhint: Fix them up in the work tree',
    { code: 'conflicts-remain' },
  ],
  [
    'needs merge',
    'a.yaml: needs merge\nYou must edit all merge conflicts and then\nmark them as resolved using git add',
    { code: 'conflicts-remain', paths: ['a.yaml'] },
  ],
  ['no merge', 'fatal: There is no merge to abort (MERGE_HEAD missing).', { code: 'no-merge-in-progress' }],
  ['no rebase', 'fatal: No rebase in progress?', { code: 'no-merge-in-progress' }],
  [
    'nobody',
    "Author identity unknown\n\n*** Please tell me who you are.\n\nfatal: unable to auto-detect email address (got 'x@y.(none)')",
    { code: 'identity-missing' },
  ],
  ['no name', 'fatal: empty ident name (for <>) not allowed', { code: 'identity-missing' }],
  [
    'unknown revision',
    "fatal: ambiguous argument 'nope': unknown revision or path not in the working tree.",
    { code: 'unknown-revision', revision: 'nope' },
  ],
  ['bad revision', "fatal: bad revision 'nope'", { code: 'unknown-revision', revision: 'nope' }],
  ['unknown merge', 'merge: nope - not something we can merge', { code: 'unknown-revision', revision: 'nope' }],
  ['no tree', 'fatal: Not a valid object name nope', { code: 'unknown-revision', revision: 'nope' }],
];

describe('what git says', () => {
  it.each(samples)('%s', (_what, stderr, expected) => {
    expect(matchMessages(fault(stderr))).toMatchObject(expected);
  });

  it('on standard output counts for commits', () => {
    const stdout = 'On branch main\nnothing to commit, working tree clean\n';
    expect(matchMessages(fault('', { exitCode: 1, stdout }))).toEqual({ code: 'nothing-to-commit' });
  });

  it('about a missing repository depends on whether there was one', () => {
    const words = 'fatal: not a git repository (or any of the parent directories): .git';
    expect(matchMessages(fault(words, { place: null, chosenPath: '/c' }))).toEqual({
      code: 'not-a-repository',
      path: '/c',
    });
    expect(matchMessages(fault(words))).toMatchObject({ code: 'corrupt-repository' });
  });

  it('and nobody knows is told in its own words', async () => {
    const here = { root: '/', gitDir: '/', commonDir: '/' };
    expect(await classifyGitFault(fault('hint: x\nfatal: something new\n', { place: here, exitCode: 129 }))).toEqual({
      code: 'git-failed',
      command: 'status',
      exitCode: 129,
      summary: 'something new',
    });
  });

  it('means the repository is gone when its folder is', async () => {
    expect(await classifyGitFault(fault('fatal: whatever'))).toEqual({ code: 'repository-gone', path: '/r' });
  });
});

describe('a summary', () => {
  it.each([
    ['error: first\nfatal: the cause\n', 'the cause'],
    ['error: one\nerror: two\n', 'one'],
    ['plain words', 'plain words'],
    ['fatal: could not read https://user:secret@host/x.git', 'could not read https://host/x.git'],
    ['fatal: \u001b[31mred\u001b[0m', '[31mred [0m'],
    ['', ''],
  ])('%j', (stderr, summary) => expect(summarise(stderr).trim()).toBe(summary));

  it('is short and plain, whatever git prints', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 1000 }), (stderr) => {
        const summary = summarise(stderr);
        expect(summary.length).toBeLessThanOrEqual(300);
        expect(summary).not.toMatch(/[\u0000-\u001f]/);
      }),
    );
  });
});
