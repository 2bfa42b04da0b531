import { createQuery } from './query';

/** Whether there is a git that can be worked with. Asked once at the start, and again by hand. */
export const gitQuery = createQuery('app.check-git', { topics: [], perProject: false });
