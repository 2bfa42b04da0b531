import fc from 'fast-check';

/** One intent of a side: what it does to which leaf, known before any text exists. */
export interface Intent {
  readonly kind: 'set' | 'add' | 'remove' | 'append' | 'comment';
  readonly section: number;
  readonly field: number;
  readonly value: number;
}

export interface Generated {
  readonly base: string;
  readonly ours: string;
  readonly theirs: string;
  readonly intents: { readonly ours: readonly Intent[]; readonly theirs: readonly Intent[] };
}

interface Section {
  readonly fields: Map<string, string>;
  readonly items: string[];
  readonly comments: Map<string, string>;
  readonly flow: boolean;
}

/** At most; small documents let the two sides meet more often, and many more of them be made. */
const SECTIONS = 3;
const FIELDS = 4;

const intent = fc.record({
  kind: fc.constantFrom('set', 'add', 'remove', 'append', 'comment'),
  section: fc.nat(SECTIONS - 1),
  field: fc.nat(FIELDS - 1),
  value: fc.nat(30),
}) as fc.Arbitrary<Intent>;

const style = fc.record({
  sections: fc.constantFrom(1, 1, 2, SECTIONS),
  indent: fc.constantFrom(2, 4),
  dashIndent: fc.boolean(),
  flow: fc.nat(15),
});

/** A document of sections with fields and a list, and what each side does to it. */
export const generatedMerge: fc.Arbitrary<Generated> = fc
  .record({
    style,
    restyled: fc.option(style, { freq: 4, nil: null }),
    ours: fc.array(intent, { maxLength: 4 }),
    theirs: fc.array(intent, { maxLength: 4 }),
  })
  .map((given) => {
    const start = sections(given.style.flow).slice(0, given.style.sections);
    const write = (all: readonly Section[], restyled: boolean): string =>
      render(all, restyled && given.restyled ? { ...given.restyled, flow: given.style.flow } : given.style);
    return {
      base: write(start, false),
      ours: write(applied(start, given.ours, 'o'), true),
      theirs: write(applied(start, given.theirs, 't'), false),
      intents: { ours: given.ours, theirs: given.theirs },
    };
  });

function sections(flow: number): Section[] {
  return Array.from({ length: SECTIONS }, (_, section) => ({
    fields: new Map(Array.from({ length: FIELDS }, (__, field) => [`f${field}`, `v${section}${field}`])),
    items: [`i${section}0`, `i${section}1`, `i${section}2`],
    comments: new Map([['f1', `about s${section}`]]),
    flow: (flow & (1 << section)) !== 0,
  }));
}

function applied(start: readonly Section[], intents: readonly Intent[], side: string): Section[] {
  const all = start.map((one) => ({
    ...one,
    fields: new Map(one.fields),
    items: [...one.items],
    comments: new Map(one.comments),
  }));
  for (const { kind, section, field, value } of intents) {
    const own = all[section];
    if (!own) continue;
    const name = `f${field}`;
    if (kind === 'set' && own.fields.has(name)) own.fields.set(name, `w${value}`);
    else if (kind === 'add') own.fields.set(`n${side}${value}`, `a${value}`);
    else if (kind === 'remove' && own.fields.size > 1) own.fields.delete(name);
    else if (kind === 'append' && !own.items.includes(`x${side}${value}`)) own.items.push(`x${side}${value}`);
    else if (kind === 'comment') own.comments.set(name, `by ${side}${value}`);
  }
  return all;
}

function render(all: readonly Section[], { indent, dashIndent }: { indent: number; dashIndent: boolean }): string {
  const pad = ' '.repeat(indent);
  const lines: string[] = [
    '# a generated file',
    'apiVersion: v1',
    'kind: Thing',
    'metadata:',
    `${pad}name: x`,
    'spec:',
  ];
  all.forEach((section, index) => {
    lines.push(`${pad}s${index}:`);
    for (const [name, value] of section.fields) {
      const comment = section.comments.get(name);
      if (comment !== undefined) lines.push(`${pad}${pad}# ${comment}`);
      lines.push(`${pad}${pad}${name}: ${value}`);
    }
    if (section.flow) lines.push(`${pad}${pad}list: [${section.items.join(', ')}]`);
    else {
      lines.push(`${pad}${pad}list:`);
      for (const item of section.items) lines.push(`${pad}${pad}${dashIndent ? '  ' : ''}- ${item}`);
    }
  });
  return lines.join('\n') + '\n';
}

/** What a side says in the end, leaf by leaf: `s0.f1 = v01`, `s0.list has x`. */
export function factsOf(text: string): Set<string> {
  const facts = new Set<string>();
  let section = '';
  for (const line of text.split('\n')) {
    const trimmed = line.trim();
    const flow = /^list: \[(.*)\]$/.exec(trimmed);
    if (/^s\d+:$/.test(trimmed)) section = trimmed.slice(0, -1);
    else if (flow) for (const item of (flow[1] ?? '').split(', ')) facts.add(`${section}.list has ${item}`);
    else if (trimmed.startsWith('- ')) facts.add(`${section}.list has ${trimmed.slice(2)}`);
    else if (/^[fn]\w+: /.test(trimmed)) facts.add(`${section}.${trimmed}`);
  }
  return facts;
}
