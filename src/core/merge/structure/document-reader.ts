import type { YamlDocument } from '../../yaml/documents';
import { readDocument } from '../../yaml/documents';
import { TextPositions } from '../../yaml/positions';
import type { DocumentSlice } from '../../yaml/split';
import { splitDocuments } from '../../yaml/split';

/** One document of a text; it is parsed when somebody asks, and once only. */
export interface DocumentPart {
  readonly text: string;
  readonly slice: DocumentSlice;
  readonly read: () => YamlDocument;
}

/** Cuts texts into documents and remembers what was read, for one merge: parsing is what a merge costs most for. */
export class DocumentReader {
  private readonly known = new Map<string, readonly DocumentPart[]>();

  parts(text: string): readonly DocumentPart[] {
    let parts = this.known.get(text);
    if (!parts) this.known.set(text, (parts = cut(text)));
    return parts;
  }
}

function cut(text: string): DocumentPart[] {
  let positions: TextPositions | null = null;
  return splitDocuments(text).map((slice) => {
    let known: YamlDocument | null = null;
    const read = (): YamlDocument => {
      positions ??= new TextPositions(text);
      known ??= readDocument(text, slice, positions);
      return known;
    };
    return { text: text.slice(slice.range.start, slice.range.end), slice, read };
  });
}
