import type { ThreeTexts } from './regions';

/** How lines end in a text: all alike, or both styles in it. `none`: a single line without an end. */
export type LineEnds = 'lf' | 'crlf' | 'mixed' | 'none';

/** What a text is beside its lines. */
export interface TextAttributes {
  readonly byteOrderMark: boolean;
  readonly lineEnds: LineEnds;
  readonly finalNewline: boolean;
}

export interface AttributedText {
  /** Lines end in `\n`, a final newline included unless the text is empty; carriage returns of a mixed text stay. */
  readonly body: string;
  readonly attributes: TextAttributes;
}

export interface AttributeMerge {
  readonly attributes: TextAttributes;
  /** One sentence for each attribute that the sides changed to different values; ours was taken. */
  readonly notices: readonly string[];
}

/** Takes a raw text apart into lines and attributes; {@link joinAttributes} is its exact inverse. */
export function splitAttributes(text: string): AttributedText {
  const byteOrderMark = text.startsWith('\uFEFF');
  const raw = byteOrderMark ? text.slice(1) : text;
  const lineEnds = readLineEnds(raw);
  const lines = lineEnds === 'crlf' ? raw.replaceAll('\r\n', '\n') : raw;
  const finalNewline = lines === '' || lines.endsWith('\n');
  const body = finalNewline ? lines : lines + '\n';
  return { body, attributes: { byteOrderMark, lineEnds, finalNewline } };
}

/**
 * Takes the three versions of one text apart alike. When one of them mixes line-end styles, carriage returns stay in
 * the lines of all three, because no single style could give the bytes back.
 */
export function splitThree(texts: ThreeTexts): Record<keyof ThreeTexts, AttributedText> {
  const split = {
    base: splitAttributes(texts.base),
    ours: splitAttributes(texts.ours),
    theirs: splitAttributes(texts.theirs),
  };
  const mixed = Object.values(split).some((side) => side.attributes.lineEnds === 'mixed');
  if (!mixed) return split;
  return { base: asMixed(split.base), ours: asMixed(split.ours), theirs: asMixed(split.theirs) };
}

function asMixed(side: AttributedText): AttributedText {
  const { body, attributes } = side;
  const mixed: TextAttributes = { ...attributes, lineEnds: 'mixed' };
  if (attributes.lineEnds !== 'crlf') return { body, attributes: mixed };
  const raw = body.replaceAll('\n', '\r\n');
  return { body: attributes.finalNewline ? raw : raw.slice(0, -2) + '\n', attributes: mixed };
}

/** Puts the attributes back. */
export function joinAttributes(body: string, attributes: TextAttributes): string {
  let text = body;
  if (!attributes.finalNewline && text.endsWith('\n')) text = text.slice(0, -1);
  if (attributes.finalNewline && text !== '' && !text.endsWith('\n')) text += '\n';
  if (attributes.lineEnds === 'crlf') text = text.replaceAll('\n', '\r\n');
  return attributes.byteOrderMark ? '\uFEFF' + text : text;
}

/** Merges the attributes of three texts, each on its own: the side that changed it wins, ours when both did. */
export function mergeAttributes(base: TextAttributes, ours: TextAttributes, theirs: TextAttributes): AttributeMerge {
  const notices: string[] = [];
  const pick = <T>(b: T, o: T, t: T, name: string): T => {
    if (o === t || t === b) return o;
    if (o === b) return t;
    notices.push(`Both sides changed the ${name} differently; ours was kept.`);
    return o;
  };
  const finalNewline = pick(base.finalNewline, ours.finalNewline, theirs.finalNewline, 'end of the last line');
  const byteOrderMark = pick(base.byteOrderMark, ours.byteOrderMark, theirs.byteOrderMark, 'byte order mark');
  const lineEnds = pick(
    known(base, ours, theirs),
    known(ours, base, theirs),
    known(theirs, base, ours),
    'style of line ends',
  );
  return { attributes: { byteOrderMark, lineEnds, finalNewline }, notices };
}

/** A text without any line end has no style of its own; it follows the others. */
function known(own: TextAttributes, ...others: readonly TextAttributes[]): LineEnds {
  if (own.lineEnds !== 'none') return own.lineEnds;
  return others.find((other) => other.lineEnds !== 'none')?.lineEnds ?? 'none';
}

function readLineEnds(text: string): LineEnds {
  let lf = 0;
  let crlf = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
    if (at > 0 && text[at - 1] === '\r') crlf++;
    else lf++;
    if (lf > 0 && crlf > 0) return 'mixed';
  }
  if (crlf > 0) return 'crlf';
  return lf > 0 ? 'lf' : 'none';
}
