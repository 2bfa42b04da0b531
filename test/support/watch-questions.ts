import { ok } from '../../src/contract/call';
import type { Git } from '../../src/engine/git/git';
import { listIgnoredFolders } from '../../src/engine/git/list-ignored-folders';
import { listRefs } from '../../src/engine/git/list-refs';
import { readStatus } from '../../src/engine/git/read-status';
import type { WatchOptions } from '../../src/engine/watch/watch-project';

/** What a watch asks git, as the engine asks it. */
export const watchQuestions = (git: Git): Pick<WatchOptions, 'readStatus' | 'readRefs' | 'listIgnoredFolders'> => ({
  readStatus: (signal) => readStatus(git, { signal }),
  readRefs: async (signal) => {
    const refs = await listRefs(git, { under: ['refs/heads', 'refs/remotes', 'refs/tags', 'refs/stash'], signal });
    return refs.ok ? ok(refs.value.map(({ fullName, commit }) => `${fullName} ${commit}`).join('\n')) : refs;
  },
  listIgnoredFolders: (signal) => listIgnoredFolders(git, signal),
});
