import { celestica } from './celestica';
import { dell } from './dell';
import { edgecore } from './edgecore';
import { others } from './others';
import type { SwitchProfileFacts } from './profile';

/** The profiles whose facts are published. Those for other operating systems exist in the fabric too, unpublished. */
export const builtInProfiles: ReadonlyMap<string, SwitchProfileFacts> = new Map(
  [...celestica, ...dell, ...edgecore, ...others].map((facts) => [facts.name, facts]),
);
