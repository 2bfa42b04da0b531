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
 * How two names hang together. `same`: the same words, otherwise ordered or joined, or two patch releases of one
 * version. `within`: all words of the one are in the other. Two people who add such names often mean one thing.
 */
export function nameKinship(one: string, other: string): 'same' | 'within' | 'none' {
  const patch = /^v?(\d+\.\d+)\.\d+$/;
  const release = patch.exec(one)?.[1];
  if (release !== undefined && release === patch.exec(other)?.[1]) return 'same';
  const [few, many] = [wordsOf(one), wordsOf(other)].sort((a, b) => a.length - b.length) as [string[], string[]];
  if (few.length === 0 || few.join(' ').length < 4) return 'none';
  if (few.join(' ') === many.join(' ')) return 'same';
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
