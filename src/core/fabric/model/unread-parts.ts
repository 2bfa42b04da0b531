import type { Fabric } from './fabric-model';
import { isUnread } from './model-file';
import { remember } from './remember';
import type { UnreadClaims } from './unread-claims';

/** A file of which a part could not be read. `from` null: nothing at all is known of that part. */
interface UnreadPart {
  readonly path: string;
  readonly claims: UnreadClaims | null;
}

/** Everything of a fabric that could not be read. */
export const unreadParts = remember((fabric: Fabric): readonly UnreadPart[] =>
  fabric.files.flatMap(({ path, documents }) =>
    documents.filter(isUnread).map(({ claims }) => ({ path, claims: claims ?? null })),
  ),
);

/** The values of one sort that what could not be read seems to use. */
export const claimed = <S extends 'vlans' | 'asns' | 'prefixes' | 'ports'>(
  fabric: Fabric,
  sort: S,
): UnreadClaims[S][number][] => unreadParts(fabric).flatMap(({ claims }) => [...(claims?.[sort] ?? [])]);
