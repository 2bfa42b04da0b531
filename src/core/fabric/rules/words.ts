import type { Draft } from './rule';
import type { ValuePath } from '../schema/check-value';

/** One draft, or none: the shape most checks have. */
export const unless = (holds: boolean, at: ValuePath, message: string, more: Partial<Draft> = {}): readonly Draft[] =>
  holds ? [] : [{ at, message, ...more }];

/** `a`, `a and b`, `a, b and c`. */
export function listWords(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}

/** The first `count` words, and how many more there are. */
export const someWords = (words: readonly string[], count = 6): string =>
  words.length <= count ? words.join(', ') : `${words.slice(0, count).join(', ')} and ${words.length - count} more`;

export const plural = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;
