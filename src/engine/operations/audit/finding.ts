import { hashBytes } from '../../files/hash';

/** Something that is wrong with the trail or the operations log. */
export interface Finding {
  /**
   * Names of exactly that, down to the hash of a damaged line: whoever accepts it accepts nothing that comes later.
   * Several where one sentence tells of several operations; none where accepting itself mends it (the sealed head).
   */
  readonly keys: readonly string[];
  readonly sentence: string;
  /** The line as it lies there, cut short. */
  readonly text?: string;
}

const longestText = 300;

export const lineFinding = (
  what: string,
  hashes: readonly string[],
  sentence: string,
  text: string | undefined,
): Finding => ({
  keys: [[what, ...hashes].join(' ')],
  sentence,
  ...(text === undefined ? {} : { text: text.slice(0, longestText) }),
});

export const isOpen = ({ keys }: Finding, accepted: ReadonlySet<string>): boolean =>
  keys.length === 0 || keys.some((key) => !accepted.has(key));

export const isSameAs =
  (one: Finding) =>
  (other: Finding): boolean =>
    namesOf([one]) === namesOf([other]);

/** One hash that names all of them: whoever accepts says by it what they saw. */
export const namesOf = (findings: readonly Finding[]): string =>
  hashBytes(JSON.stringify(findings.map(({ keys, sentence }) => (keys.length === 0 ? sentence : keys))));
