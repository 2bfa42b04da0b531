import { join } from 'node:path';
import type { OperationRecord } from '../../contract/operations';
import type { Git } from '../git/git';
import type { WatchFact } from '../watch/watch-project';
import { startWorker } from '../workers/worker-pool';
import type { DeskData } from './desk/desk-questions';
import { dropKept } from './desk/kept-state';
import { hasExtensions } from './desk/load-extensions';
import type { FabricHint, FabricRoom } from './fabric-room';
import { createFabricRoom } from './fabric-room';

export interface OpenFabricOptions {
  readonly git: Git;
  /** Of the repository, for people. */
  readonly name: string;
  /** Our own folder for this repository. */
  readonly dataFolder: string;
  /** The person's own folder: what extends the fabric is read from its `extensions`, never from a repository. */
  readonly configFolder: string;
  isWatched(): boolean;
  onChanged(): void;
  onBug(error: unknown): void;
}

/** Fifty thousand files are judged in a tenth of this; a file or an extension that never ends must not hold everybody up. */
const mostSilentMs = 120_000;

/** The fabric of a repository that is being opened. Costs nothing until somebody asks. */
export function openFabric(options: OpenFabricOptions): FabricRoom {
  const data = {
    root: options.git.place.root,
    repositoryName: options.name,
    cacheFolder: join(options.dataFolder, 'fabric'),
    extensionsFolder: join(options.configFolder, 'extensions'),
  } satisfies DeskData;
  const { cacheFolder, extensionsFolder } = data;
  return createFabricRoom({
    ...options,
    start: () => startWorker('fabric', data, mostSilentMs),
    dropKept: () => dropKept(cacheFolder),
    hasExtensions: hasExtensions(extensionsFolder),
  });
}

/** What something seen by the watcher may have changed in the working tree; null: nothing. */
export function hintOfFact(fact: WatchFact): FabricHint | null {
  if (fact.kind !== 'working-tree-changed') return null;
  return fact.everything ? 'everything' : { paths: fact.paths };
}

const writesOnlyItsPaths = /^(write-file|fix-problems|fabric-.*|stage|unstage)$/;

/** What an operation of ours may have changed in the working tree; git may have touched more than the record lists. */
export const hintOfOperation = ({ kind, paths, pathCount }: OperationRecord): FabricHint =>
  writesOnlyItsPaths.test(kind) && paths.length === pathCount ? { paths } : 'everything';
