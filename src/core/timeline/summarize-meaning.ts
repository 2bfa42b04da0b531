import type { MeantResource } from './meant-resource';

/** Things that are said once, of however many resources. */
interface Phrase {
  /** As said of the first one alone. */
  readonly single: string;
  readonly names: string[];
  many(count: number, names: string): string;
}

const verbs: Readonly<Record<Exclude<MeantResource['what'], 'changed'>, string>> = {
  added: 'added',
  removed: 'removed',
  moved: 'moved to other files',
  renamed: 'renamed',
  disabled: 'commented out',
  enabled: 'brought back from comments',
};

function phrasesOf({ what, words, values }: MeantResource): { key: string; single: string; many: Phrase['many'] }[] {
  if (what !== 'changed')
    return words.map((single) => ({
      key: what,
      single,
      many: (count, names) => `${count} resources ${verbs[what]}: ${names}`,
    }));
  const [value] = values;
  if (values.length === 1 && words.length === 1 && value && words[0] !== undefined) {
    const [before, after] = [value.before ?? 'nothing', value.after ?? 'nothing'];
    return [
      {
        key: JSON.stringify(value),
        single: words[0],
        many: (count, names) => `${value.at}: ${before} → ${after} in ${count} resources: ${names}`,
      },
    ];
  }
  return words.map((single) => ({ key: `only ${single}`, single, many: () => single }));
}

const named = (names: readonly string[]): string =>
  names.length <= 3 ? names.join(', ') : `${names.slice(0, 2).join(', ')} and ${names.length - 2} more`;

/** One line for a commit: `vlan of web/default: 1001 → 1002, and 3 more`; the same thing of many resources is said once. */
export function summarizeMeaning(resources: readonly MeantResource[]): string {
  const phrases = new Map<string, Phrase>();
  for (const resource of resources)
    for (const { key, single, many } of phrasesOf(resource)) {
      const name = `${resource.kind} ${resource.name}`;
      const known = phrases.get(key);
      if (known) known.names.push(name);
      else phrases.set(key, { single, names: [name], many });
    }
  const [first] = phrases.values();
  if (!first) return '';
  const said = first.names.length === 1 ? first.single : first.many(first.names.length, named(first.names));
  return phrases.size === 1 ? said : `${said}, and ${phrases.size - 1} more`;
}
