import type { Receipt } from '../contract/basics';
import type { Result } from '../contract/call';
import type { CallContext } from './call-context';
import type { Git, Place } from './git/git';
import type { OperationRequest } from './operations/operation-request';

/** One opened working tree, as the rooms of the engine see it. */
export interface Project {
  readonly id: string;
  readonly name: string;
  readonly place: Place;
  readonly git: Git;
  /** Survives renames of the folder; names the vault. */
  readonly repositoryId: string;
  /** Our own folder for this repository, outside of it: vault, drafts, caches. */
  readonly dataFolder: string;
  /** The person's own extensions; none when left out. */
  readonly extensionsFolder?: string;
  /** The only way to change anything of the project. */
  run(request: OperationRequest, context: CallContext): Promise<Result<Receipt>>;
}
