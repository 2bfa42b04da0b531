import type { Result } from '../../contract/call';
import { ok } from '../../contract/call';
import { checkAttribute } from '../git/check-attributes';
import type { Git } from '../git/git';

/**
 * What a checkout does to a file's line ends. `other-encoding`: the working tree keeps the file in an encoding
 * that only git converts.
 */
export type LineEndRule = 'as-stored' | 'crlf' | 'crlf-if-text' | 'other-encoding';

/**
 * The rule of each path, by its attributes and git's settings, as gitattributes(5) describes `text` and `eol`.
 *
 * `git cat-file --filters` would know it too, but reads attributes only when it is started in the working tree,
 * where we start nothing.
 */
export async function checkoutLineEnds(
  git: Git,
  paths: readonly string[],
  signal?: AbortSignal,
): Promise<Result<(path: string) => LineEndRule>> {
  const settings = await readSettings(git, signal);
  if (!settings.ok) return settings;
  const found: Record<string, ReadonlyMap<string, string>> = {};
  for (const attribute of ['text', 'crlf', 'eol', 'working-tree-encoding']) {
    const values = await checkAttribute(git, attribute, paths, signal);
    if (!values.ok) return values;
    found[attribute] = values.value;
  }
  return ok((path) => {
    const of = (attribute: string): string => found[attribute]?.get(path) ?? 'unspecified';
    return lineEndRule(
      { text: of('text'), crlf: of('crlf'), eol: of('eol'), encoding: of('working-tree-encoding') },
      settings.value,
    );
  });
}

interface Attributes {
  readonly text: string;
  readonly crlf: string;
  readonly eol: string;
  readonly encoding: string;
}

interface Settings {
  readonly autocrlf: 'true' | 'input' | 'false';
  readonly eol: 'lf' | 'crlf' | 'native';
}

function lineEndRule({ text, crlf, eol, encoding }: Attributes, settings: Settings): LineEndRule {
  if (!['unspecified', 'unset', 'UTF-8', 'utf-8'].includes(encoding)) return 'other-encoding';
  const kind = textKind(text, crlf);
  if (kind === 'binary') return 'as-stored';
  if (crlf === 'input' && text === 'unspecified') return 'as-stored';
  if (eol === 'lf') return 'as-stored';
  if (eol === 'crlf') return kind === 'auto' ? 'crlf-if-text' : 'crlf';
  if (kind === 'unspecified') return settings.autocrlf === 'true' ? 'crlf-if-text' : 'as-stored';
  if (!wantsCrlf(settings)) return 'as-stored';
  return kind === 'auto' ? 'crlf-if-text' : 'crlf';
}

/** `crlf` is the old name of `text`. */
function textKind(text: string, crlf: string): 'text' | 'binary' | 'auto' | 'unspecified' {
  const word = text === 'unspecified' ? crlf : text;
  if (word === 'set' || word === 'input') return 'text';
  if (word === 'unset') return 'binary';
  return word === 'auto' ? 'auto' : 'unspecified';
}

function wantsCrlf({ autocrlf, eol }: Settings): boolean {
  if (autocrlf !== 'false') return autocrlf === 'true';
  return eol === 'crlf' || (eol === 'native' && process.platform === 'win32');
}

async function readSettings(git: Git, signal?: AbortSignal): Promise<Result<Settings>> {
  const read = async (key: string): Promise<Result<string>> => {
    const answer = await git.run(['config', '--get', key], {
      answers: [0, 1],
      ...(signal === undefined ? {} : { signal }),
    });
    return answer.ok ? ok(answer.value.stdout.toString('utf8').trim().toLowerCase()) : answer;
  };
  const autocrlf = await read('core.autocrlf');
  if (!autocrlf.ok) return autocrlf;
  const eol = await read('core.eol');
  if (!eol.ok) return eol;
  return ok({
    autocrlf: autocrlf.value === 'input' ? 'input' : isTrue(autocrlf.value) ? 'true' : 'false',
    eol: eol.value === 'lf' || eol.value === 'crlf' ? eol.value : 'native',
  });
}

const isTrue = (word: string): boolean => ['true', 'yes', 'on', '1'].includes(word);

/** Stored bytes as a checkout writes them. Like git, never touches what has a CR or looks binary unless told to. */
export function applyLineEnds(bytes: Buffer, rule: LineEndRule): Buffer {
  if (rule !== 'crlf' && rule !== 'crlf-if-text') return bytes;
  const counts = countLineEnds(bytes);
  if (counts.loneLf === 0) return bytes;
  if (rule === 'crlf-if-text' && (counts.loneCr > 0 || counts.crlf > 0 || looksBinary(bytes, counts))) return bytes;
  const out = Buffer.allocUnsafe(bytes.length + counts.loneLf);
  let at = 0;
  let previous = 0;
  for (const byte of bytes) {
    if (byte === LF && previous !== CR) out[at++] = CR;
    out[at++] = byte;
    previous = byte;
  }
  return out;
}

const LF = 0x0a;
const CR = 0x0d;

interface Counts {
  readonly loneLf: number;
  readonly loneCr: number;
  readonly crlf: number;
}

function countLineEnds(bytes: Buffer): Counts {
  let loneLf = 0;
  let crlf = 0;
  let cr = 0;
  let previous = 0;
  for (const byte of bytes) {
    if (byte === CR) cr += 1;
    if (byte === LF) {
      if (previous === CR) crlf += 1;
      else loneLf += 1;
    }
    previous = byte;
  }
  return { loneLf, crlf, loneCr: cr - crlf };
}

/** Git's guess (convert.c, gather_stats): a NUL, a lone CR, or more than one control character in 128 printable ones. */
function looksBinary(bytes: Buffer, { loneCr }: Counts): boolean {
  let printable = 0;
  let nonprintable = 0;
  for (const [index, byte] of bytes.entries()) {
    if (byte === 0) return true;
    if (byte === LF || byte === CR) continue;
    if (byte === 0x7f) nonprintable += 1;
    else if (byte >= 0x20 || byte === 0x08 || byte === 0x09 || byte === 0x1b || byte === 0x0c) printable += 1;
    // A DOS end-of-file mark at the very end does not count.
    else if (!(byte === 0x1a && index === bytes.length - 1)) nonprintable += 1;
  }
  return loneCr > 0 || printable >> 7 < nonprintable;
}
