import type { YamlDocument } from '../../../core/yaml/documents';
import { readDocuments } from '../../../core/yaml/documents';
import { TextPositions } from '../../../core/yaml/positions';
import type { Snapshot } from '../desk/snapshot';
import { textOf } from '../desk/snapshot';

/** A file with the places of everything in it. */
export interface FileReading {
  readonly text: string;
  readonly documents: readonly YamlDocument[];
  readonly positions: TextPositions;
}

const mostKept = 200;

/**
 * Files of one moment, read again for the places of things; the model itself keeps values only. A file that is not
 * what the model was made from any more gives null.
 */
export class FileReadings {
  readonly #kept = new Map<string, Promise<FileReading | null>>();

  constructor(private readonly snapshot: Snapshot) {}

  read(path: string): Promise<FileReading | null> {
    const known = this.#kept.get(path);
    if (known !== undefined) return known;
    const reading = this.#read(path);
    this.#kept.set(path, reading);
    for (const old of this.#kept.keys()) if (this.#kept.size > mostKept) this.#kept.delete(old);
    return reading;
  }

  async #read(path: string): Promise<FileReading | null> {
    const file = this.snapshot.model.files.get(path);
    if (file === undefined || file.contentHash === null) return null;
    const text = await textOf(this.snapshot, path);
    if (text === null) return null;
    const documents = readDocuments(text);
    const same =
      documents.length === file.documents.length &&
      documents.every((document, index) => document.range.end === file.documents[index]?.range.end);
    return same ? { text, documents, positions: new TextPositions(text) } : null;
  }
}

const readings = new WeakMap<Snapshot, FileReadings>();

/** The readings of a moment, shared by everything that asks about it. */
export function readingsOf(snapshot: Snapshot): FileReadings {
  const known = readings.get(snapshot) ?? new FileReadings(snapshot);
  readings.set(snapshot, known);
  return known;
}
