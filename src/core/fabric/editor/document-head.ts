import type { FabricKind } from '../kinds';
import { kindOf, splitApiVersion } from '../kinds';

const line = (text: string, key: string): string | null => {
  const found = new RegExp(`^${key}:[ \\t]*(["']?)([^\\s"'#]+)\\1[ \\t]*(?:#.*)?$`, 'm').exec(text);
  return found?.[2] ?? null;
};

/** The kind that a half-written document is about, from its `apiVersion` and `kind` lines; null when it is not clear. */
export function kindOfText(text: string): FabricKind | null {
  const [apiVersion, kind] = [line(text, 'apiVersion'), line(text, 'kind')];
  if (kind === null) return null;
  return apiVersion === null ? null : kindOf(splitApiVersion(apiVersion).group, kind);
}
