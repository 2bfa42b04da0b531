import type { Files, TestRepository } from './repository';
import { createRepository } from './repository';

/** What both branches start from and what each of them does. */
export interface Story {
  readonly base?: Files;
  readonly ours?: Files;
  readonly theirs?: Files;
}

/** Both branches change the base (by default one line of `a.yaml`); main is checked out, nothing is merged yet. */
export const divergedRepository = async ({ base, ours, theirs }: Story = {}): Promise<TestRepository> => {
  const repo = await createRepository();
  await repo.commit('base', { 'a.yaml': 'a: base\n', 'b.yaml': 'b: base\n', ...base });
  await repo.git('checkout', '--quiet', '-b', 'topic');
  await repo.commit('theirs', theirs ?? { 'a.yaml': 'a: theirs\n' });
  await repo.git('checkout', '--quiet', 'main');
  await repo.commit('ours', ours ?? { 'a.yaml': 'a: ours\n' });
  return repo;
};

/** The same, with topic merged into main as far as git could. */
export const conflictedRepository = async (story: Story = {}): Promise<TestRepository> => {
  const repo = await divergedRepository(story);
  const merged = await repo.tryGit('merge', 'topic');
  if (merged.exitCode !== 1) throw new Error(`the story has no conflict: ${merged.stdout}${merged.stderr}`);
  return repo;
};
