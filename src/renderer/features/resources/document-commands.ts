import type { ResourceRow } from '../../../contract/fabric/resources';
import { announce } from '../../app/client/announce';
import { previewChange, type AskedPlan } from '../../app/panes/change-preview-store';
import { useCommands, type Command } from '../../app/commands/commands';
import { goTo } from '../../app/navigation';
import { useProject } from '../../app/project-store';
import { showToast } from '../../app/shell/toasts';
import type { TextProblem } from '../../editor/knowledge';
import { emptySelection } from '../../ui/list-selection';
import { isMac } from '../../ui/platform';
import { useDrafts } from './drafts';
import { cycleParts, shownEditor } from './focus';
import { titleOf } from './model/resource-tree';
import { nextProblem } from './model/next-problem';
import { showNextFree } from './next-free-store';
import { goBack, goForward, seek, setSelection, useResources } from './resources-store';

const group = 'Resources';

/** Asks what would happen; what is typed and not saved has to be settled first, because plans work on the files. */
function usePlanning(row: ResourceRow | null) {
  const { projectId } = useProject();
  const isEdited = useDrafts((state) => row !== null && state.drafts[row.path] !== undefined);
  return (verb: string, request: (row: ResourceRow) => AskedPlan): void => {
    if (row === null) return;
    if (isEdited) {
      showToast({ tone: 'note', title: 'Save first', detail: `${row.path} has changes that are not saved yet.` });
      return;
    }
    const asked = request(row);
    previewChange({
      title: `${verb} ${titleOf(row)}`,
      change: { kind: 'plan', projectId, fabric: row.fabric ?? '', request: asked },
      onDone: (change) => {
        if (change.kind === 'plan') follow(change.request);
      },
    });
  };
}

/** After a rename the document may stand in another file; the list looks for it by its new name. */
function follow(request: AskedPlan): void {
  if (request.kind === 'delete') setSelection(emptySelection);
  if (request.kind !== 'rename' || request.part !== undefined) return;
  seek({ kind: request.resource.kind, name: request.to });
}

const targetOf = ({ path, document, group: api, kind, namespace, name, state }: ResourceRow) => ({
  path,
  document,
  ...(name === null || state === 'disabled' ? {} : { key: `${api ?? ''}/${kind ?? ''}/${namespace ?? ''}/${name}` }),
});

/** Which of the commented-out resources of its document a row is. */
function placeAmong(row: ResourceRow, rows: readonly ResourceRow[]): number {
  const same = rows.filter((one) => one.state === 'disabled' && one.path === row.path && one.document === row.document);
  return Math.max(0, [...same].sort((one, other) => one.line - other.line).indexOf(row));
}

/** What changes documents. Each is a plan: shown first, then one operation. */
function useChangingCommands(row: ResourceRow | null, rows: readonly ResourceRow[]): readonly Command[] {
  const plan = usePlanning(row);
  const inFabric = row !== null && row.fabric !== null;
  const isDisabled = row?.state === 'disabled';
  const isReadable = row?.state === 'live' || row?.state === 'copy' || row?.state === 'foreign';
  const isResource = inFabric && row.name !== null && isReadable;
  const command = (id: string, title: string, key: string, when: boolean, run: () => void): Command => ({
    id,
    changesRepository: true,
    title,
    group,
    keys: [key],
    whileTyping: key.startsWith('F'),
    when: () => when,
    run,
  });
  const rename = (): void =>
    plan('Rename', ({ kind, name, namespace }) => ({
      kind: 'rename',
      resource: { kind: kind ?? '', name: name ?? '', namespace: namespace ?? 'default' },
      to: name ?? '',
    }));
  const enable = (): void =>
    plan('Put back', (one) => ({
      kind: 'enable',
      documents: [{ path: one.path, document: one.document, place: placeAmong(one, rows) }],
    }));
  const disable = (): void => plan('Comment out', (one) => ({ kind: 'disable', documents: [targetOf(one)] }));
  const move = (): void => plan('Move', (one) => ({ kind: 'move', documents: [targetOf(one)], to: one.path }));
  const remove = (): void => plan('Delete', (one) => ({ kind: 'delete', documents: [targetOf(one)] }));
  const canRename = isResource && row.state === 'live';
  return [
    command('rename-resource', 'Rename, with everything that names it', 'F2', canRename, rename),
    isDisabled
      ? command('disable-resource', 'Put this resource back (uncomment it)', 'D', inFabric, enable)
      : command('disable-resource', 'Comment this resource out', 'D', isResource, disable),
    command('move-resource', 'Move to another file or folder', 'M', isResource, move),
    command('delete-resource', 'Delete this document', 'Delete', inFabric && !isDisabled, remove),
  ];
}

/** Everything that can be done with the document that is open. */
export function useDocumentCommands(
  row: ResourceRow | null,
  problems: readonly TextProblem[],
  rows: readonly ResourceRow[],
): void {
  const changing = useChangingCommands(row, rows);
  const { before, after } = useResources();
  useCommands([
    ...changing,
    {
      id: 'history-of-resource',
      title: 'Show the history of this file',
      group,
      keys: ['H'],
      when: () => row !== null,
      run: () => goTo('timeline', row === null ? null : { path: row.path }),
    },
    {
      id: 'next-free',
      title: 'Insert the next free VLAN, subnet, port or number',
      group,
      keys: ['Mod+Shift+N'],
      when: () => row !== null && row.fabric !== null,
      run: () => showNextFree(),
    },
    ...walking(problems),
    {
      id: 'back-in-resources',
      title: 'Back to where you were',
      group,
      keys: [isMac ? 'Mod+Alt+ArrowLeft' : 'Alt+ArrowLeft'],
      when: () => before.length > 0,
      run: goBack,
    },
    {
      id: 'forward-in-resources',
      title: 'Forward again',
      group,
      keys: [isMac ? 'Mod+Alt+ArrowRight' : 'Alt+ArrowRight'],
      when: () => after.length > 0,
      run: goForward,
    },
    { id: 'next-part', title: 'Go to the list, the text, the panel', group, keys: ['F6'], run: cycleParts },
  ]);
}

/** F8 and ⇧F8 through the problems of the text. */
function walking(problems: readonly TextProblem[]): readonly Command[] {
  const walk = (direction: 1 | -1) => (): void => {
    const editor = shownEditor();
    const found = editor === null ? null : nextProblem(problems, editor.caret(), direction);
    if (editor === null || found === null) return;
    editor.goTo(found);
    announce(`Line ${found.line + 1}, ${found.severity}: ${found.message}`);
  };
  const when = (): boolean => problems.length > 0;
  return [
    { id: 'next-problem', title: 'Next problem in this file', group, keys: ['F8'], when, run: walk(1) },
    { id: 'previous-problem', title: 'Previous problem in this file', group, keys: ['Shift+F8'], when, run: walk(-1) },
  ];
}
