import { createQuery } from './query';

/** Read by more than one part of the window; a feature's own queries live in the feature. */
export const backupsQuery = createQuery('vault.list', { topics: ['vault'] });
export const lockQuery = createQuery('operations.lock', { topics: ['operations', 'status'] });
/** Asked with a limit of one: what can be undone and redone now. */
export const undoQuery = createQuery('operations.list', { topics: ['operations'] });
export const recentQuery = createQuery('projects.recent', { topics: ['recent'], perProject: false });
export const appInfoQuery = createQuery('app.info', { topics: ['settings'], perProject: false });
