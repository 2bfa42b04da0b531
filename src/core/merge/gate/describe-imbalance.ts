import type { Imbalance } from './tally';

/** What is wrong with the number of a value in a result, as a sentence for people. */
export function describeImbalance({ thing, expected, found }: Imbalance): string {
  const name = nameOf(thing);
  const [least, most] = expected;
  if (found < least)
    return found === 0
      ? `${name} is missing, although both changes together leave it there${least === 1 ? '' : ` ${times(least)}`}`
      : `${name} stands there ${times(found)}, although both changes together leave it there ${range(least, most)}`;
  if (most === 0) return `${name} stands there, although both changes together leave none`;
  return `${name} stands there ${times(found)}, although both changes together leave it there ${range(least, most)}`;
}

const words = ['not at all', 'once', 'twice'] as const;
const times = (count: number): string => words[count] ?? `${count} times`;
const range = (least: number, most: number): string =>
  least === most ? times(least) : `${times(least)} to ${times(most)}`;

/** `group/Kind/namespace/name`, steps and the value as the bookkeeping writes them: "spec.vlan: 12 in VPC default/red". */
function nameOf(thing: string): string {
  const steps = thing.split('\u0000');
  const last = steps.pop() ?? '';
  const cut = last.indexOf('=');
  const [step, value] = [last.slice(0, cut), last.slice(cut + 1)];
  const [owner, ...path] = [...steps, step];
  const named = path.filter((one) => one !== '*').join('.');
  const isEntry = path.at(-1) === '*';
  const place = named === '' ? '' : `${named}: ${isEntry ? 'the entry ' : ''}`;
  const [kind = '', namespace = '', name = ''] = (owner ?? '').split('/').slice(-3);
  return `${place}${valueOf(value)}${owner === '' ? '' : ` in ${kind} ${namespace}/${name}`}`;
}

/** The bookkeeping marks a value with a letter that says how it is read. */
function valueOf(marked: string): string {
  if (/^(?:true|false|null|\[\]|\{\}|\*.*)$/s.test(marked)) return marked;
  if (/^[nr]/.test(marked)) return marked.slice(1);
  return `“${marked.slice(1)}”`;
}
