import type { Operations } from '../operations/operations';
import type { Meanings } from './meanings';
import type { Project } from '../project';

/** What history reads from, and the one way by which it changes something. */
export type HistorySources = Pick<Project, 'git' | 'place' | 'dataFolder' | 'run'> & {
  readonly operations: Pick<Operations, 'list' | 'changes' | 'readVersion' | 'vault'>;
  /** Says what commits meant; without it nothing is said. */
  readonly meanings?: Meanings;
};
