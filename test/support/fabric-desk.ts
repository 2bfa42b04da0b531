import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createDeskAnswers } from '../../src/engine/fabric/desk/desk-answers';
import type { DeskData, DeskInput, DeskOutput, DeskQuestion } from '../../src/engine/fabric/desk/desk-questions';
import { temporaryFolder } from './temporary-folder';

/** What runs in a fabric's worker, in the thread of the test, over a folder without git. */
export interface TestDesk {
  readonly root: string;
  write(files: Readonly<Record<string, string | Buffer>>): Promise<void>;
  /** Looks at these paths as if git had listed them; every written one unless told. */
  look(paths?: readonly string[]): Promise<boolean>;
  again(paths: readonly string[]): Promise<boolean>;
  ask<Q extends DeskQuestion>(question: Q, input: DeskInput<Q>): Promise<DeskOutput<Q>>;
}

export async function createTestDesk(
  files: Readonly<Record<string, string | Buffer>> = {},
  options: Partial<DeskData> & { readonly code?: string } = {},
): Promise<TestDesk> {
  const root = options.root ?? (await temporaryFolder('desk'));
  const written = new Set<string>();
  const data = { root, repositoryName: 'test', cacheFolder: null, extensionsFolder: null, ...options };
  const answer = await createDeskAnswers(data, options.code ?? 'test');
  const ask = async <Q extends DeskQuestion>(question: Q, input: DeskInput<Q>): Promise<DeskOutput<Q>> =>
    (await answer(question, input, () => undefined)) as DeskOutput<Q>;
  const write = async (more: Readonly<Record<string, string | Buffer>>): Promise<void> => {
    for (const [path, content] of Object.entries(more)) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), content);
      written.add(path);
    }
  };
  await write(files);
  return {
    root,
    write,
    ask,
    look: async (paths = [...written]) =>
      (await ask('look-at-all', { listing: Buffer.from(paths.map((path) => `${path}\0`).join('')) })).changed,
    again: async (paths) => (await ask('look-again', { paths: [...paths], listed: [...paths] })).changed,
  };
}

export const allProblems = { snapshot: null, offset: 0, limit: 10_000 } as const;
