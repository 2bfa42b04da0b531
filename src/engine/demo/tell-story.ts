import { buildFabric, moveTenantsIn, openTheDoors, quietWeeks, stormOfTimestamps } from './chapters';
import { aheadOnRemote, growStorage, mainBranch, meanwhileOnMain, storageBranch } from './divergence';
import type { StoryCommit } from './story';
import { Story } from './story';

/** Name that the commits which only the remote has are kept under while the story is told. */
export const remoteBranch = 'remote-only';

/** How many of the remote's newer commits the demo has already fetched. */
export const fetchedAhead = 2;

/** The whole history of the demo fabric, oldest first within each branch. */
export function tellStory(): readonly StoryCommit[] {
  const story = new Story(mainBranch, new Date('2026-03-02T07:40:00Z'));
  buildFabric(story);
  moveTenantsIn(story);
  openTheDoors(story);
  stormOfTimestamps(story);
  quietWeeks(story);
  const backToMain = story.branch(storageBranch);
  growStorage(story);
  backToMain();
  meanwhileOnMain(story);
  const stayOnMain = story.branch(remoteBranch);
  aheadOnRemote(story);
  stayOnMain();
  return story.commits;
}
