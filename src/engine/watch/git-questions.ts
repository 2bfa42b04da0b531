import { ok } from '../../contract/call';
import { pathFromBytes } from '../files/path-bytes';
import type { Git } from '../git/git';
import { readStatus } from '../git/read-status';
import type { WatchOptions } from './watch-project';

/** What a watch asks git, each one read-only process. */
export const gitQuestions = (git: Git): Pick<WatchOptions, 'readStatus' | 'readRefs' | 'listIgnoredFolders'> => ({
  readStatus: (signal) => readStatus(git, { signal }),
  readRefs: (signal) => git.text(['for-each-ref', '--format=%(objectname) %(refname)'], { signal }),
  listIgnoredFolders: async (signal) => {
    const listed = await git.run(['ls-files', '--others', '--ignored', '--exclude-standard', '--directory', '-z'], {
      signal,
    });
    if (!listed.ok) return listed;
    const paths = pathFromBytes(listed.value.stdout).split('\0');
    return ok(paths.filter((path) => path.endsWith('/')).map((path) => path.slice(0, -1)));
  },
});
