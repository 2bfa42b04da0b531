import type { TimelineEntry } from '../../contract/history';

/** Whether an entry has every word of a filter somewhere: title, author, paths, commit id, branch. Case does not count. */
export function textFilter(text: string): (entry: TimelineEntry) => boolean {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return () => true;
  return (entry) => {
    const fields = searchedFields(entry);
    return words.every((word) => fields.some((field) => field.includes(word)));
  };
}

function searchedFields(entry: TimelineEntry): string[] {
  const fields = [entry.title, ...entry.paths];
  switch (entry.kind) {
    case 'commit':
      fields.push(entry.commit, entry.body, entry.meaning ?? '', entry.author.name, entry.author.email, ...entry.refs);
      break;
    case 'backup':
      fields.push(entry.why);
      break;
    case 'operation':
      fields.push(entry.operation);
      break;
    case 'fold':
      break;
  }
  return fields.map((field) => field.toLowerCase());
}
