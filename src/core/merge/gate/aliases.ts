import type { YamlDocument } from '../../yaml/documents';
import { toValue } from '../../yaml/documents';

/** Why documents with anchors and aliases cannot be written out: an alias without its anchor before it, and the like. */
export function aliasFailures(text: string, documents: readonly YamlDocument[]): string[] {
  return documents.flatMap((document) => {
    if (!document.root || !/[*&]\w/.test(text.slice(document.range.start, document.range.end))) return [];
    const value = toValue(document);
    return value.ok ? [] : [value.reason];
  });
}
