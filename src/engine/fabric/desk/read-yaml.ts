import type { ModelFile } from '../../../core/fabric/model/model-file';
import { readModelFile as readText } from '../../../core/fabric/model/model-file';
import { unreadFile } from '../../../core/fabric/model/unread-file';
import { asRecord } from '../../../core/fabric/value';
import { decodeText } from '../../files/text-traits';

/** Larger YAML is represented, with a sentence, but not read. */
export const largestYamlBytes = 8 * 1024 * 1024;
/** A file with more documents than this is not cut into them. */
const mostDocuments = 20_000;

/** YAML, and JSON, which may hold manifests too. */
export const isManifestPath = (path: string): boolean => /\.(?:ya?ml|json)$/i.test(path);

const isJsonPath = (path: string): boolean => /\.json$/i.test(path);

/** Large JSON is hardly ever a manifest; nobody is told that it was not read. */
export const tooLargeFile = (path: string, sizeBytes: number): ModelFile =>
  isJsonPath(path)
    ? otherFile(path)
    : unreadFile(
        path,
        null,
        `This file is ${Math.ceil(sizeBytes / 1_000_000)} MB; YAML above ${largestYamlBytes / 1024 / 1024} MB is not read.`,
      );

/** A path of the repository that is not read: it only helps to recognise fabric directories. */
export const otherFile = (path: string): ModelFile => ({ path, contentHash: null, documents: [] });

/** Does a JSON text say that it is a manifest? Settings, locks and answers of other tools are nobody's resources. */
const looksLikeManifest = (text: string): boolean =>
  /^\s*\{/.test(text) && /"apiVersion"\s*:\s*"/.test(text) && /"kind"\s*:\s*"/.test(text);

function readJson(path: string, bytes: Uint8Array, contentHash: string): ModelFile {
  const none = { path, contentHash, documents: [] };
  const decoded = decodeText(bytes);
  if (decoded === null || !looksLikeManifest(decoded.text)) return none;
  let value: unknown;
  try {
    value = JSON.parse(decoded.text);
  } catch (error) {
    if (decoded.text.includes('{{')) return none;
    // Only the first line of what the engine says: the rest may be the text itself.
    const why = error instanceof SyntaxError ? (error.message.split('\n')[0] ?? '').slice(0, 200) : '';
    return unreadFile(path, contentHash, `This manifest is no JSON: ${why}`, decoded.text);
  }
  const { apiVersion, kind } = asRecord(value);
  return typeof apiVersion === 'string' && typeof kind === 'string' ? readText(path, decoded.text, contentHash) : none;
}

/** The bytes of a YAML or JSON file as the model keeps them. Answers for any bytes, in time that grows with their number. */
export function readModelFile(path: string, bytes: Uint8Array, contentHash: string): ModelFile {
  if (bytes.length > largestYamlBytes) return tooLargeFile(path, bytes.length);
  if (isJsonPath(path)) return readJson(path, bytes, contentHash);
  const decoded = decodeText(bytes);
  if (decoded === null)
    return unreadFile(path, contentHash, 'This file holds NUL bytes, so it is no YAML text.', plainText(bytes));
  if (decoded.traits.encoding === 'latin-1-lossy')
    return unreadFile(path, contentHash, 'This file is not UTF-8; YAML is UTF-8 or UTF-16.', decoded.text);
  const documents = countSeparators(decoded.text);
  if (documents > mostDocuments)
    return unreadFile(
      path,
      contentHash,
      `This file holds ${documents.toLocaleString('en-US')} documents; up to ${mostDocuments.toLocaleString('en-US')} are read.`,
      decoded.text,
    );
  return readText(path, decoded.text, contentHash);
}

const plainText = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1').replaceAll('\0', '');

function countSeparators(text: string): number {
  let count = text.startsWith('---') ? 1 : 0;
  for (let at = text.indexOf('\n---'); at >= 0; at = text.indexOf('\n---', at + 4)) count += 1;
  return count;
}
