import { useState } from 'react';
import type { ProjectPath } from '../../../contract/basics';
import type { TwoVersions } from '../../../contract/changes';
import type { InputOf } from '../../../contract/index';
import { useCommands } from '../../app/commands/commands';
import { DiffLayoutToggle } from '../../app/panes/diff-layout-toggle';
import { Faces } from '../../app/panes/faces';
import pane from '../../app/panes/pane.module.css';
import { useProject } from '../../app/project-store';
import { useQuery } from '../../app/client/query';
import { VersionsView } from '../../app/panes/versions-view';
import { PathText } from '../../ui/path-text';
import { ToggleGroup } from '../../ui/toggle-group';
import type { Entry } from './timeline-rows';
import { compareQuery } from './timeline-store';

type Against = 'previous' | 'now';
type Source = InputOf<'history.compare'>['from'];

/** What the entry changed, or how it differs from now. A backup only knows now. */
export function EntryComparison({ entry, path }: { readonly entry: Entry; readonly path: string }) {
  const { projectId } = useProject();
  const [wished, setWished] = useState<Against>('previous');
  const against: Against = entry.kind === 'backup' ? 'now' : wished;
  const { from, to, bornHere } = sidesOf(entry, against);
  const versions = useQuery(compareQuery, { projectId, path: path as ProjectPath, from, to });
  useCommands([
    {
      id: 'compare-with-other',
      title: against === 'now' ? 'Compare with the version before' : 'Compare with now',
      group: 'Timeline',
      keys: ['D'],
      when: () => entry.kind !== 'backup',
      run: () => setWished(against === 'now' ? 'previous' : 'now'),
    },
  ]);
  return (
    <div className={pane.pane}>
      <div className={pane.toolbar}>
        <span className={pane.title}>
          <PathText path={path} />
        </span>
        {entry.kind !== 'backup' && (
          <ToggleGroup
            label="Compare with"
            value={against}
            onChange={setWished}
            options={[
              { value: 'previous', label: 'What it changed' },
              { value: 'now', label: 'Compared with now' },
            ]}
          />
        )}
        <DiffLayoutToggle />
      </div>
      <Faces
        loadable={versions}
        isWanted={(value) => value.path === path}
        loadingLabel="Loading the comparison"
        tryAgain={() => void compareQuery.again()}
        ready={(value) => <VersionsView versions={bornHere ? withoutBefore(value) : value} />}
      />
    </div>
  );
}

/** `bornHere`: the very first commit has nothing before it, so its "before" is not what was asked for. */
function sidesOf(entry: Entry, against: Against): { from: Source; to: Source; bornHere: boolean } {
  if (against === 'now') return { from: entry.source, to: { kind: 'now' }, bornHere: false };
  if (entry.kind === 'operation') {
    const { operationId } = entry;
    return {
      from: { kind: 'operation', operationId, side: 'pre' },
      to: { kind: 'operation', operationId, side: 'post' },
      bornHere: false,
    };
  }
  const parent = entry.kind === 'commit' ? entry.parents[0] : undefined;
  if (parent === undefined) return { from: entry.source, to: entry.source, bornHere: true };
  return { from: { kind: 'commit', commit: parent }, to: entry.source, bornHere: false };
}

const withoutBefore = (versions: TwoVersions): TwoVersions => ({
  ...versions,
  before: { kind: 'absent' },
  beforeLabel: 'Nothing',
});
