import type { YamlDocument } from '../../../core/yaml/documents';
import { wasNotRead } from '../../../core/fabric/model/unread-file';
import { readDocuments } from '../../../core/yaml/documents';
import { TextPositions } from '../../../core/yaml/positions';
import type { Snapshot } from '../desk/snapshot';
import { decodeText } from '../../files/text-traits';
import { hashBytes } from '../../files/hash';

/** A file with the places of everything in it. */
export interface FileReading {
  readonly text: string;
  readonly documents: readonly YamlDocument[];
  readonly positions: TextPositions;
}

/** The same bytes read the same, whatever their path and moment. */
const kept = new Map<string, FileReading>();
const mostKept = 400;
/** Large files are read again rather than kept. */
const mostKeptCharacters = 200_000;

/**
 * A file of a moment, read again for the places of things; the model itself keeps values only. Null: it is not what the
 * model was made from any more.
 */
export async function readPlaces(snapshot: Snapshot, path: string): Promise<FileReading | null> {
  const file = snapshot.model.files.get(path);
  const hash = file?.contentHash ?? null;
  if (file === undefined || hash === null || wasNotRead(file)) return null;
  const known = kept.get(hash);
  if (known !== undefined) {
    kept.delete(hash);
    kept.set(hash, known);
    return known;
  }
  const bytes = await snapshot.bytes(path);
  const text = bytes === null || hashBytes(bytes) !== hash ? null : (decodeText(bytes)?.text ?? null);
  if (text === null) return null;
  const documents = readDocuments(text);
  const reading = { text, documents, positions: new TextPositions(text) };
  if (text.length <= mostKeptCharacters) kept.set(hash, reading);
  for (const old of kept.keys()) if (kept.size > mostKept) kept.delete(old);
  return reading;
}
