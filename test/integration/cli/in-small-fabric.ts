import { beforeAll, beforeEach } from 'vitest';
import type { TestRepository } from '../../support/repository';
import type { Ended } from './command-line';
import { commandLine } from './command-line';
import { smallFabric } from './fabric-repository';

type Line = (...args: string[]) => Promise<Ended>;

/** For every test of a file: a small fabric of its own, or the repository that the test puts there, and the command line. */
export function inSmallFabric(): { repo: TestRepository; readonly line: Line; readonly run: Line } {
  let line: Line;
  let repo: TestRepository;
  beforeAll(async () => {
    line = await commandLine();
  });
  beforeEach(async () => {
    repo = await smallFabric();
  });
  return {
    get repo() {
      return repo;
    },
    set repo(other) {
      repo = other;
    },
    line: (...args) => line(...args),
    run: (...args) => line('-C', repo.root, ...args),
  };
}
