import type { ModelFile } from '../../../core/fabric/model/model-file';
import { readModelFile as readText } from '../../../core/fabric/model/model-file';
import { decodeText } from '../../files/text-traits';

/** Larger YAML is represented, with a sentence, but not read. */
export const largestYamlBytes = 8 * 1024 * 1024;
/** A file with more documents than this is not cut into them. */
const mostDocuments = 20_000;

export const isYamlPath = (path: string): boolean => /\.ya?ml$/i.test(path);

const unread = 'UNREAD';

/** Was a file too large, or in no text, so that only a sentence stands for it? */
export const wasNotRead = (file: ModelFile): boolean => file.documents[0]?.problems[0]?.code === unread;

/** A file of which one can only say why it was not read. */
export const unreadFile = (path: string, contentHash: string | null, reason: string): ModelFile => ({
  path,
  contentHash,
  documents: [
    {
      index: 0,
      class: 'broken',
      identity: null,
      value: null,
      refused: null,
      range: { start: 0, end: 0 },
      startLine: 0,
      contentLine: 0,
      endLine: 0,
      problems: [{ code: unread, message: reason, offset: 0, line: 0, column: 0 }],
      disabled: [],
    },
  ],
});

export const tooLargeFile = (path: string, sizeBytes: number): ModelFile =>
  unreadFile(
    path,
    null,
    `This file is ${Math.ceil(sizeBytes / 1_000_000)} MB; YAML above ${largestYamlBytes / 1024 / 1024} MB is not read.`,
  );

/** A path of the repository that is not read: it only helps to recognise fabric directories. */
export const otherFile = (path: string): ModelFile => ({ path, contentHash: null, documents: [] });

/** The bytes of a YAML file as the model keeps them. Answers for any bytes, in time that grows with their number. */
export function readModelFile(path: string, bytes: Uint8Array, contentHash: string): ModelFile {
  if (bytes.length > largestYamlBytes) return tooLargeFile(path, bytes.length);
  const decoded = decodeText(bytes);
  if (decoded === null) return unreadFile(path, contentHash, 'This file holds NUL bytes, so it is no YAML text.');
  if (decoded.traits.encoding === 'latin-1-lossy')
    return unreadFile(path, contentHash, 'This file is not UTF-8; YAML is UTF-8 or UTF-16.');
  const documents = countSeparators(decoded.text);
  if (documents > mostDocuments)
    return unreadFile(
      path,
      contentHash,
      `This file holds ${documents.toLocaleString('en-US')} documents; up to ${mostDocuments.toLocaleString('en-US')} are read.`,
    );
  return readText(path, decoded.text, contentHash);
}

function countSeparators(text: string): number {
  let count = text.startsWith('---') ? 1 : 0;
  for (let at = text.indexOf('\n---'); at >= 0; at = text.indexOf('\n---', at + 4)) count += 1;
  return count;
}
