import type { ResourceRow } from '../../../contract/fabric/resources';
import { previewChange, type AskedPlan } from '../../app/panes/change-preview-store';
import { useCommands, type Command } from '../../app/commands/commands';
import { useProject } from '../../app/project-store';

/** The fabric of what is open, or the only one. */
function fabricOf(row: ResourceRow | null, rows: readonly ResourceRow[]): string | null {
  if (row !== null && row.fabric !== null) return row.fabric;
  const [only, ...others] = new Set(rows.flatMap(({ fabric }) => (fabric === null ? [] : [fabric])));
  return others.length === 0 ? (only ?? null) : null;
}

/** What can be done with the folders of a whole fabric; each is looked at before it is done. */
export function useFabricCommands(row: ResourceRow | null, rows: readonly ResourceRow[]): void {
  const { projectId } = useProject();
  const fabric = fabricOf(row, rows);
  const command = (id: string, title: string, previewed: string, request: AskedPlan): Command => ({
    id,
    title,
    group: 'Resources',
    changesRepository: true,
    when: () => fabric !== null,
    run: () => {
      if (fabric !== null)
        previewChange({
          change: { kind: 'plan', projectId, fabric, request },
          title: `${previewed} ${fabric === '' ? 'this repository' : fabric}`,
        });
    },
  });
  useCommands([
    command('ingest', 'Ingest what lies in raw/ into managed/…', 'Ingest raw files of', { kind: 'ingest' }),
    command('repair-structure', 'Put folders and files where they belong…', 'Folders and files of', {
      kind: 'structure',
      moves: true,
    }),
  ]);
}
