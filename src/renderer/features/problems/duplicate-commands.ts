import type { DuplicateGroup } from '../../../contract/fabric/plans';
import { previewChange, type AskedPlan } from '../../app/panes/change-preview-store';
import { useCommands, type Command } from '../../app/commands/commands';
import { useProject } from '../../app/project-store';

type Copy = DuplicateGroup['copies'][number];

/** How a plan names a copy, and the list its row. */
export const copyKey = ({ path, document }: Pick<Copy, 'path' | 'document'>): string => `${path}#${document}`;

/** Where a fabric's archived documents go. */
const archiveOf = (fabric: string): string => (fabric === '' ? 'archive' : `${fabric}/archive`);

/** What can be done with one copy of a resource. Each is a plan: shown first, then one operation. */
export function useDuplicateCommands(group: DuplicateGroup, copy: Copy | null, isWinner: boolean): void {
  const { projectId } = useProject();
  const { fabric, key, kind, name } = group;
  const plan = (title: string, request: AskedPlan): void =>
    previewChange({ title, change: { kind: 'plan', projectId, fabric, request } });
  const documents = copy === null ? [] : [{ path: copy.path, document: copy.document, key }];
  const command = (id: string, title: string, run: () => void, more: Partial<Command> = {}): Command => ({
    id,
    changesRepository: true,
    title,
    group: 'Problems',
    run,
    ...more,
  });
  const withSpare = { when: () => copy !== null && !isWinner };
  const what = `${kind} ${name}`;
  useCommands([
    command('clear-duplicate', 'Clear up this duplicate as the policy says', () =>
      plan(`Clear up the copies of ${what}`, { kind: 'duplicates', keys: [key] }),
    ),
    command(
      'prefer-copy',
      'Keep this copy and clear up the others',
      () =>
        plan(`Keep this copy of ${what}`, {
          kind: 'duplicates',
          keys: [key],
          winners: copy === null ? {} : { [key]: copyKey(copy) },
        }),
      withSpare,
    ),
    command(
      'disable-copy',
      'Comment this copy out',
      () =>
        plan(`Comment out a copy of ${what}`, { kind: 'disable', documents, reason: 'it stands somewhere else too' }),
      { ...withSpare, keys: ['D'] },
    ),
    command('move-copy', 'Move this copy', () => plan(`Move a copy of ${what}`, { kind: 'move', documents, to: '' }), {
      ...withSpare,
      keys: ['M'],
    }),
    command(
      'archive-copy',
      'Archive this copy',
      () => plan(`Archive a copy of ${what}`, { kind: 'move', documents, to: archiveOf(fabric) }),
      { ...withSpare, keys: ['A'] },
    ),
    command('delete-copy', 'Delete this copy', () => plan(`Delete a copy of ${what}`, { kind: 'delete', documents }), {
      ...withSpare,
      keys: ['Delete'],
      whileTyping: false,
    }),
  ]);
}
