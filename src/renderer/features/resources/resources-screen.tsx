import { useEffect } from 'react';
import { parseResourceFilter } from '../../../core/fabric/search/resource-filter';
import { CommandButton } from '../../app/commands/command-button';
import { Faces } from '../../app/panes/faces';
import { markInteractive } from '../../app/commands/interactive';
import { useNavigation, takeAim } from '../../app/navigation';
import pane from '../../app/panes/pane.module.css';
import { useProject } from '../../app/project-store';
import { useQuery } from '../../app/client/query';
import { EmptyState } from '../../ui/empty-state';
import { HiddenHeading } from '../../ui/hidden-heading';
import { SplitPanes } from '../../ui/split-panes';
import { readDrafts } from './drafts';
import { DocumentDetail } from './document-detail';
import { ResourceList } from './resource-list';
import { openPlace, resourcesQuery, setFilter, useResources } from './resources-store';

const mostRows = 100_000;

/** Every document of the repository, as what it is; and the one that is chosen, to read and to edit. */
export function ResourcesScreen() {
  const { projectId, root } = useProject();
  useAim();
  useEffect(() => readDrafts(root), [root]);
  const filter = useResources((state) => state.filter);
  const { fields } = parseResourceFilter(filter);
  const narrowed = fields.length === 0 ? {} : { fields: fields.map((field) => ({ ...field })) };
  const answer = useQuery(resourcesQuery, { projectId, limit: mostRows, ...narrowed });
  const settled = answer.state === 'ready' || answer.state === 'failed';
  useEffect(() => {
    if (settled) markInteractive();
  }, [settled]);
  return (
    <div className={pane.pane}>
      <HiddenHeading>Resources</HiddenHeading>
      <Faces
        loadable={answer}
        loadingLabel="Loading resources"
        tryAgain={() => void resourcesQuery.again()}
        isEmpty={({ rows }) => rows.length === 0 && filter === ''}
        empty={
          <EmptyState icon="resources" action={<CommandButton command="open-changes" words="Look at the files" />}>
            There is no YAML in this repository yet. Every document of every .yaml file shows up here.
          </EmptyState>
        }
        ready={(value) => (
          <SplitPanes
            id="resources"
            firstPercent={34}
            handleLabel="Resize the list of resources"
            first={
              <div className={pane.pane} data-part="list">
                <ResourceList answer={value} />
              </div>
            }
            second={<DocumentDetail rows={value.rows} generation={value.generation} />}
          />
        )}
      />
    </div>
  );
}

/** Goes where a link of another part of the window points. */
function useAim(): void {
  const aim = useNavigation((state) => state.aim);
  useEffect(() => {
    if (aim === null) return;
    takeAim();
    if (aim.filter !== undefined) setFilter(aim.filter);
    if (aim.path === undefined) return;
    openPlace({ path: aim.path, document: aim.document ?? null, line: aim.line ?? null, column: aim.column ?? 0 });
  }, [aim]);
}
