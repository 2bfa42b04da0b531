import type { YamlNode } from './nodes';

/** A plain value that readers of YAML do not agree about, by its path in the document. */
export interface DoubtfulScalar {
  readonly at: readonly (string | number)[];
  /** It is the key at the end of the path. */
  readonly isKey: boolean;
  readonly written: string;
  /** What Kubernetes makes of it, or where that agrees with YAML 1.2, what readers of YAML 1.1 (PyYAML) do. */
  readonly reader: 'kubernetes' | 'yaml-1.1' | 'all';
  readonly readAs: string;
}

const truth = /^(?:[yY]|yes|Yes|YES|on|On|ON)$/;
const untruth = /^(?:[nN]|no|No|NO|off|Off|OFF)$/;
const octal = /^([-+]?)0([0-7_]+)$/;
const binary = /^([-+]?)0b([01_]+)$/;
const spaced = /^[-+]?(?:0x[\da-fA-F]*_[\da-fA-F_]*|[1-9]\d*_[\d_]*)$/;
const sixties = /^[-+]?[1-9]\d*(?::[0-5]?\d)+$/;
const trailingZero = /^[-+]?\d+\.\d*0$/;

/** Does the text hold anything that could be such a value? Cheap; sees comments and quoted texts, too. */
export const mayBeDoubtful = (text: string): boolean =>
  /(?:^|[\s\-:[{,?])(?:[yYnN]|yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF|[-+]?0[0-7_]+|[-+]?0b[01_]+|[-+]?(?:0x)?[\da-fA-F]+_[\da-fA-F_]*|[-+]?[1-9]\d*(?::[0-5]?\d)+|[-+]?\d+\.\d*0)\s*(?:$|[,\]}:#])/m.test(
    text,
  );

type Reading = Pick<DoubtfulScalar, 'reader' | 'readAs'>;

/** How a plain text is read by somebody else than YAML 1.2 has it; null: everybody agrees. */
function otherReading(written: string): Reading | null {
  const kubernetes = (readAs: string): Reading => ({ reader: 'kubernetes', readAs });
  if (truth.test(written)) return kubernetes('true');
  if (untruth.test(written)) return kubernetes('false');
  const [, sign = '', digits = ''] = octal.exec(written) ?? binary.exec(written) ?? [];
  if (digits !== '')
    return kubernetes(
      `the number ${sign}${Number.parseInt(digits.replaceAll('_', '') || '0', octal.test(written) ? 8 : 2)}`,
    );
  if (spaced.test(written)) return kubernetes(`the number ${Number(written.replaceAll('_', ''))}`);
  if (sixties.test(written)) {
    const value = written.split(':').reduce((sum, part) => sum * 60 + Math.abs(Number(part)), 0);
    return { reader: 'yaml-1.1', readAs: `the number ${written.startsWith('-') ? -value : value}` };
  }
  if (trailingZero.test(written)) return { reader: 'all', readAs: `the number ${Number(written)}` };
  return null;
}

/** Plain values and keys below a node that readers do not agree about. */
export function doubtfulScalars(root: YamlNode | null, text: string): DoubtfulScalar[] {
  const found: DoubtfulScalar[] = [];
  const note = (at: readonly (string | number)[], written: string, isKey: boolean): void => {
    const reading = otherReading(written);
    if (reading !== null) found.push({ at, isKey, written, ...reading });
  };
  const visit = (node: YamlNode, at: readonly (string | number)[]): void => {
    if (node.kind === 'list') for (const [index, { value }] of node.items.entries()) visit(value, [...at, index]);
    if (node.kind === 'scalar' && node.style === 'plain' && node.tag === null) note(at, node.content, false);
    if (node.kind !== 'map') return;
    for (const { key, keyRange, value } of node.entries) {
      const way = [...at, key];
      // A quoted key is longer than its text.
      if (text.slice(keyRange.start, keyRange.end) === key) note(way, key, true);
      visit(value, way);
    }
  };
  if (root !== null) visit(root, []);
  return found;
}
