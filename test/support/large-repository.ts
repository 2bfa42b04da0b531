import type { TestRepository } from './repository';
import { createRepository } from './repository';

/**
 * A repository whose branches `main` and `other` differ in each of many small files, built by one fast-import.
 * `main` is checked out.
 */
export async function createLargeRepository(files: number, folders: number): Promise<TestRepository> {
  const repo = await createRepository();
  await repo.gitWithInput(stream(files, folders), 'fast-import', '--quiet');
  await repo.git('reset', '--quiet', '--hard', 'main');
  return repo;
}

function stream(files: number, folders: number): string {
  const when = 'Iris Weaver <iris@example.org> 1767600000 +0000';
  const tree = (value: number): string =>
    Array.from({ length: files }, (_, index) => {
      const text = `apiVersion: v1\nkind: Server\nmetadata:\n  name: server-${index}\nspec:\n  value: ${value}\n`;
      const folder = index % folders;
      return `M 100644 inline area-${folder % 50}/rack-${folder}/server-${index}.yaml\ndata ${text.length}\n${text}\n`;
    }).join('');
  const commit = (branch: string, message: string, value: number): string =>
    `commit refs/heads/${branch}\ncommitter ${when}\ndata ${message.length}\n${message}\n${tree(value)}\n`;
  return commit('main', 'one', 1) + commit('other', 'two', 2);
}
