import { fabricKinds } from '../../core/fabric/kinds';

/** A resource as a person names it on the command line. */
export interface NamedResource {
  readonly kind: string;
  readonly name: string;
  /** A subnet of a VPC or an interface of a gateway: `vpc/web/default`. */
  readonly part: string | null;
}

/** `vpc`, `vpcs`, `VPC`, `vpcattach` → `VPC`, …; a kind of somebody else stays as it is written. */
function kindFrom(text: string): string {
  const plain = text.toLowerCase();
  const found = fabricKinds.find(({ kind, plural, shortNames }) =>
    [kind.toLowerCase(), plural, ...shortNames].includes(plain),
  );
  return found?.kind ?? text;
}

/** Reads `Kind/name` or `Kind/name/part`; null when it is neither. */
export function readResourceName(text: string): NamedResource | null {
  const found = /^([^/\s]+)\/([^/\s]+)(?:\/([^/\s]+))?$/.exec(text);
  return found ? { kind: kindFrom(found[1] ?? ''), name: found[2] ?? '', part: found[3] ?? null } : null;
}

/** Reads `Kind/name.field.path`: names may hold dots, so `known` says which name is meant; the longest one wins. */
export function readResourceField(
  text: string,
  known: (kind: string, name: string) => boolean,
): { readonly resource: NamedResource; readonly field: string | null } | null {
  const slash = text.indexOf('/');
  if (slash < 1) return null;
  const kind = kindFrom(text.slice(0, slash));
  const rest = text.slice(slash + 1);
  const cuts = [rest.length, ...[...rest.matchAll(/\./g)].map(({ index }) => index).reverse()];
  const end = cuts.find((cut) => known(kind, rest.slice(0, cut))) ?? cuts.at(-1) ?? rest.length;
  const field = rest.slice(end + 1);
  const name = rest.slice(0, end);
  return name === '' ? null : { resource: { kind, name, part: null }, field: field === '' ? null : field };
}

/** Reads `path#2`, the second document of a file; null for anything else. */
export function readDocumentName(text: string): { readonly path: string; readonly document: number } | null {
  const found = /^(.+)#([1-9]\d{0,5})$/.exec(text);
  return found ? { path: found[1] ?? '', document: Number(found[2]) - 1 } : null;
}
