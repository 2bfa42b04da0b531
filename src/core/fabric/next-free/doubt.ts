import type { Fabric } from '../model/fabric-model';
import { unreadParts } from '../model/unread-parts';
import { someWords } from '../rules/words';

/** What an answer leaves open, because something could not be read; empty when everything was. */
function doubtOf(fabric: Fabric): string {
  const parts = unreadParts(fabric);
  const told = (from: 'text' | 'git' | null, words: (them: string) => string): string[] => {
    const paths = [...new Set(parts.flatMap(({ path, claims }) => ((claims?.from ?? null) === from ? [path] : [])))];
    return paths.length === 0 ? [] : [`${someWords(paths)} cannot be read${words(paths.length === 1 ? 'it' : 'them')}`];
  };
  return [
    ...told('text', (them) => `: what seems to stand in ${them} counts as used`),
    ...told('git', (them) => `: what git had of ${them} last counts as used`),
    ...told(null, (them) => `, and values in ${them} may be in use`),
  ].join('; ');
}

/** Says with every answer what could not be looked at. */
export const doubting =
  <T extends { readonly reason: string }, A extends readonly unknown[]>(next: (fabric: Fabric, ...rest: A) => T) =>
  (fabric: Fabric, ...rest: A): T => {
    const answer = next(fabric, ...rest);
    const doubt = doubtOf(fabric);
    return doubt === '' ? answer : { ...answer, reason: `${answer.reason}; ${doubt}` };
  };
