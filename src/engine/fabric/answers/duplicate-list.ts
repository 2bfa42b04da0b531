import type { ProjectPath } from '../../../contract/basics';
import type { DuplicateGroup } from '../../../contract/fabric/plans';
import type { CommitTimes } from '../../../core/fabric/duplicates/find-duplicates';
import { findDuplicates } from '../../../core/fabric/duplicates/find-duplicates';
import type { Snapshot } from '../desk/snapshot';

/** Every resource that stands more than once, with what the policy would decide and why. */
export function listDuplicates(
  snapshot: Snapshot,
  root: string | undefined,
  times: CommitTimes,
): { groups: DuplicateGroup[] } {
  const fabrics = snapshot.model.fabrics.filter((fabric) => root === undefined || fabric.root === root);
  const groups = fabrics.flatMap((fabric) =>
    findDuplicates(fabric, times).map(({ key, copies, decision }): DuplicateGroup => {
      const id = copies[0]?.resource.id;
      const winner = copies.findIndex((copy) => copy.resource === decision.winner);
      return {
        key,
        fabric: fabric.root,
        kind: id?.kind ?? '',
        namespace: id?.namespace ?? '',
        name: id?.name ?? '',
        winner: winner < 0 ? null : winner,
        row: decision.row,
        reason: decision.reason,
        copies: copies.map(({ resource, area, likeness, annotated }) => ({
          path: resource.path as ProjectPath,
          document: resource.documentIndex,
          line: resource.document.contentLine,
          endLine: resource.document.endLine,
          area,
          likeness,
          annotated,
        })),
      };
    }),
  );
  return { groups };
}
