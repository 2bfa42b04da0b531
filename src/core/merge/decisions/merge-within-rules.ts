import { mergeFile } from '../merge-file';
import type { MergeFileInput } from '../merge-file';
import type { MergeOutcome } from '../merge-outcome';

/**
 * Merges one file for somebody who takes the result without looking at the repository: where git has a conflict and the
 * result by structure breaks a rule of the fabric that both sides keep, the file is asked about by lines.
 *
 * What other files would say is not known here. The rules are loaded only when they are needed: git waits.
 */
export async function mergeWithinRules(input: MergeFileInput): Promise<MergeOutcome> {
  const outcome = mergeFile(input);
  const isOurs = outcome.source === 'structure' && outcome.conflicts.length === 0 && input.gitResult?.clean !== true;
  if (!isOurs || !/githedgehog\.com\//.test(outcome.text)) return outcome;
  const { combinedInFile } = await import('./combined-in-file');
  const [brokenRule] = combinedInFile(input, outcome.text);
  return brokenRule === undefined ? outcome : mergeFile({ ...input, brokenRule });
}
