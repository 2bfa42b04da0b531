import { useEffect } from 'react';
import type { DuplicateGroup } from '../../../contract/fabric/plans';
import { CommandButton } from '../../app/commands/command-button';
import { previewChange } from '../../app/panes/change-preview-store';
import { useCommands } from '../../app/commands/commands';
import { Faces } from '../../app/panes/faces';
import pane from '../../app/panes/pane.module.css';
import { useProject } from '../../app/project-store';
import { useQuery } from '../../app/client/query';
import { Badge } from '../../ui/badge';
import { EmptyState } from '../../ui/empty-state';
import { Icon } from '../../ui/icon';
import { selectOnly } from '../../ui/list-selection';
import { ListView } from '../../ui/list-view';
import { SplitPanes } from '../../ui/split-panes';
import { countWords } from '../../ui/size-words';
import { DuplicateDetail } from './duplicate-detail';
import { duplicatesQuery, setGroup, useProblems } from './problems-store';
import styles from './problems.module.css';

const idOf = (group: DuplicateGroup): string => `${group.fabric} ${group.key}`;
const titleOf = ({ kind, name, namespace }: DuplicateGroup): string =>
  `${kind} ${namespace === 'default' ? '' : `${namespace}/`}${name}`;
const decisionOf = ({ winner, copies }: DuplicateGroup): string =>
  winner === null ? 'somebody has to say which one counts' : `${copies[winner]?.path ?? ''} counts`;

/** Resources that stand more than once: which copy counts, why, and what to do with the others. */
export function DuplicatesPage() {
  const { projectId } = useProject();
  const answer = useQuery(duplicatesQuery, { projectId });
  return (
    <Faces
      loadable={answer}
      loadingLabel="Looking for duplicates"
      tryAgain={() => void duplicatesQuery.again()}
      isEmpty={({ groups }) => groups.length === 0}
      empty={<EmptyState icon="done">Every resource stands exactly once.</EmptyState>}
      ready={({ groups }) => <Groups groups={groups} />}
    />
  );
}

function Groups({ groups }: { readonly groups: readonly DuplicateGroup[] }) {
  const { projectId } = useProject();
  const selection = useProblems((state) => state.group);
  const group = groups.find((one) => idOf(one) === selection.lead) ?? null;
  const first = groups[0];
  useEffect(() => {
    if (selection.lead === null && first !== undefined) setGroup(selectOnly(idOf(first)));
  }, [selection.lead, first]);
  const fabrics = new Set(groups.map(({ fabric }) => fabric));
  const fabric = group?.fabric ?? first?.fabric ?? '';
  useCommands([
    {
      id: 'clear-duplicates',
      changesRepository: true,
      title: 'Clear up every duplicate as the policy says',
      group: 'Problems',
      run: () =>
        previewChange({
          title: 'Clear up the duplicates',
          change: { kind: 'plan', projectId, fabric, request: { kind: 'duplicates' } },
        }),
    },
  ]);
  return (
    <SplitPanes
      id="duplicates"
      firstPercent={42}
      handleLabel="Resize the list of duplicates"
      first={
        <div className={pane.pane}>
          <div className={pane.toolbar}>
            <span className={pane.title}>{countWords(groups.length, 'resource')} more than once</span>
            <CommandButton
              command="clear-duplicates"
              words={fabrics.size > 1 ? `Clear up ${fabric === '' ? 'this fabric' : fabric}…` : 'Clear up all…'}
            />
          </div>
          <ListView
            label="Resources that stand more than once"
            items={groups}
            keyOf={idOf}
            nameOf={(one) => `${titleOf(one)}, ${one.copies.length} copies, ${decisionOf(one)}`}
            selection={selection}
            onSelection={setGroup}
            lines={2}
            autoFocus
            renderRow={(one) => (
              <>
                <span className={styles.sign} data-severity={one.winner === null ? 'warning' : 'note'}>
                  <Icon name={one.winner === null ? 'warn' : 'copies'} />
                </span>
                <span className={styles.lines}>
                  <span className={styles.message}>{titleOf(one)}</span>
                  <span className={styles.quiet}>{decisionOf(one)}</span>
                </span>
                <Badge>{one.copies.length} copies</Badge>
              </>
            )}
          />
        </div>
      }
      second={
        group === null ? (
          <EmptyState icon="copies">Choose a resource to see its copies.</EmptyState>
        ) : (
          <DuplicateDetail key={idOf(group)} group={group} />
        )
      }
    />
  );
}
