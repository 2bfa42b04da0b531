import { readPolicy } from '../../fabric/policy/policy';
import { mergePolicyOf } from './merge-policy';
import type { MergePolicy } from '../lists/list-policy';
import { readDocuments, toValue } from '../../yaml/documents';

/**
 * The merge's part of the text of a policy file. With problems in it the built-in meaning of lists holds, and the
 * problems say why.
 */
export function readMergePolicy(text: string): {
  readonly policy: MergePolicy;
  readonly problems: readonly string[];
} {
  const [document, ...more] = readDocuments(text).filter((one) => one.root !== null || one.problems.length > 0);
  if (document === undefined) return { policy: {}, problems: ['it holds nothing'] };
  if (more.length > 0) return { policy: {}, problems: ['it holds more than one document'] };
  const value = document.problems.length > 0 ? null : toValue(document);
  if (value?.ok !== true) return { policy: {}, problems: ['it cannot be read as YAML'] };
  const { policy, problems } = readPolicy(value.value);
  if (problems.length > 0)
    return { policy: {}, problems: problems.map(({ path: at, message }) => `${at.join('.')}: ${message}`) };
  return { policy: mergePolicyOf(policy), problems: [] };
}
