/** The words of a name: `maxPods`, `max_pods` and `max-pod` have the same two. */
function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .map((word) => (word.length > 3 ? word.replace(/s$/, '') : word))
    .sort();
}

/**
 * A text that two names have in common exactly when they are two forms of one: the same words, otherwise ordered or
 * joined, or two patch releases of one version. Null for a name that says too little.
 */
export function nameForm(name: string): string | null {
  const release = /^v?(\d+\.\d+)\.\d+$/.exec(name)?.[1];
  if (release !== undefined) return release;
  const words = wordsOf(name).join(' ');
  return words.length < 4 ? null : words;
}

/**
 * How two names hang together. `same`: two forms of one name. `within`: all words of the one are in the other. Two
 * people who add such names often mean one thing.
 */
export function nameKinship(one: string, other: string): 'same' | 'within' | 'none' {
  const form = nameForm(one);
  if (form !== null && form === nameForm(other)) return 'same';
  const [few, many] = [wordsOf(one), wordsOf(other)].sort((a, b) => a.length - b.length) as [string[], string[]];
  if (few.length === 0 || few.join(' ').length < 4) return 'none';
  const left = [...many];
  for (const word of few) {
    const at = left.indexOf(word);
    if (at < 0) return 'none';
    left.splice(at, 1);
  }
  return few.length * 2 >= many.length ? 'within' : 'none';
}

/** Whether two names of members have a word of at least four letters in common: the one may be the other renamed. */
export function shareWord(one: string, other: string): boolean {
  const bare = (name: string): string => name.replace(/^\[(?:[^=\]]*=)?/, '');
  const known = new Set(wordsOf(bare(one)));
  return wordsOf(bare(other)).some((word) => word.length >= 4 && known.has(word));
}
