import type { Rehearsal } from '../../../../contract/rehearsal';

const many = (count: number, one: string, more = `${one}s`): string => `${count} ${count === 1 ? one : more}`;

/** What merging would do, in one sentence. */
export function rehearsalSentence({
  relation,
  counts,
  depth,
}: Pick<Rehearsal, 'relation' | 'counts' | 'depth'>): string {
  if (relation === 'same') return 'Both are the same commit.';
  if (relation === 'contains') return 'It is merged already.';
  const strangers = relation === 'unrelated' ? 'They have no common ancestor in this clone, so git refuses. ' : '';
  const touched = `${strangers}${many(counts.touched, 'file')} change`;
  if (depth === 'none')
    return relation === 'fast-forward'
      ? `A fast-forward: ${touched}, nothing is asked.`
      : `${touched}${counts.settled > 0 ? `, ${counts.settled} of git’s conflicts settle themselves` : ''}, nothing is asked.`;
  const parts = [
    counts.asking > 0 ? `${many(counts.questions, 'question')} in ${many(counts.asking, 'file')}` : null,
    counts.settled > 0 ? `${counts.settled} of git’s ${many(counts.gitConflicts, 'conflict')} settled` : null,
    counts.cleanButAsked > 0 ? `${many(counts.cleanButAsked, 'file')} clean for git, but wrong` : null,
    counts.combined > 0 ? many(counts.combined, 'rule broken by both together', 'rules broken by both together') : null,
  ].filter((part) => part !== null);
  return `${touched}: ${parts.join('; ')}.`;
}

/** How deep the two sides meet, as a word for a cell. */
export function depthWords(depth: Rehearsal['depth']): string {
  switch (depth) {
    case 'none':
      return 'no conflict';
    case 'textual':
      return 'lines';
    case 'structural':
      return 'values';
    case 'semantic':
      return 'meaning';
  }
}
