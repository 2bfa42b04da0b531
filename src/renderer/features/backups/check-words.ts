import type { OutputOf } from '../../../contract/index';
import { countWords } from '../../ui/size-words';

type Check = OutputOf<'vault.verify'>;

const problems: Readonly<Record<Check['packs'][number]['problem'], string>> = {
  missing: 'is not there any more',
  unreadable: 'cannot be read: its permissions or the disk refuse it',
  changed: 'is not as it was written',
};

/** What a verification found besides damaged files, in sentences. `backupId` null: everything was verified. */
export function findingsOf({ packs, unreadable, operations }: Check, backupId: string | null): string[] {
  return [
    ...packs.map(({ pack, problem }) => `Pack ${pack.slice(0, 12)}… ${problems[problem]}.`),
    ...(unreadable === 0 ? [] : [unreadableWords(unreadable, backupId)]),
    ...operations.map((id) => `What operation ${id} changed is lost; it cannot be undone.`),
  ];
}

function unreadableWords(unreadable: number, backupId: string | null): string {
  if (backupId !== null)
    return `What backup ${backupId} says of itself, or of git’s state, is damaged: going back to it is not possible.`;
  return `${countWords(unreadable, 'backup')} cannot be read at all; nobody can say what ${unreadable === 1 ? 'it' : 'they'} had.`;
}

/** Where good copies were found; the first places by name. */
export function repairedWords(healed: OutputOf<'vault.heal'>['healed']): string {
  if (healed.length === 0) return 'No other copy was found.';
  const contents = healed.reduce((sum, one) => sum + one.contents, 0);
  const few = healed.slice(0, 3).map(({ where }) => where);
  const others = healed.length > few.length ? ` and ${countWords(healed.length - few.length, 'other place')}` : '';
  return `Repaired: ${countWords(contents, 'content')} from ${few.join(', ')}${others}.`;
}
