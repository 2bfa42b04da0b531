import type { MergeState } from '../../../../contract/merge';
import { useCommands } from '../../../app/commands/commands';
import type { Command } from '../../../app/commands/commands';
import { redoOperation, undoOperation } from '../../../app/client/mutate';
import { useProject } from '../../../app/project-store';
import { wideWindow } from '../model/choose-layout';
import type { MergeLayout } from '../model/choose-layout';
import type { TextWork } from '../session/file-work';
import { actOn, answerRemaining, canUndo, goToUnresolved, redo, undo } from '../session/merge-actions';
import { resolveFile } from '../session/merge-steps';
import type { NextStep } from '../session/merge-steps';
import { useMerge } from '../session/merge-store';
import {
  acceptSuggestion,
  applySettled,
  openSuggestions,
  settledPaths,
  switchReading,
} from '../session/structure-actions';
import { cyclePanes } from './cycle-panes';

interface MergeCommandsOptions {
  readonly state: MergeState;
  readonly work: TextWork | null;
  readonly layout: MergeLayout;
  readonly next: NextStep;
}

/** Enter on a button or a link presses it; it must not open the editor as well. */
const isOnButton = (): boolean =>
  (document.activeElement?.closest('button, a, [role="button"], summary') ?? null) !== null;

/** Everything the merge screen can do, by key, menu and palette. */
export function useMergeCommands(options: MergeCommandsOptions): void {
  const { projectId } = useProject();
  useCommands([
    ...answerCommands(options),
    ...wayCommands(options),
    ...viewCommands(options),
    ...structureCommands(options),
    ...undoCommands(projectId),
  ]);
}

function answerCommands({ work, layout }: MergeCommandsOptions): Command[] {
  const asks = (): boolean => (work?.view.states.length ?? 0) > 0 && useMerge.getState().editing === null;
  const open = (): boolean => (work?.view.unresolved ?? 0) > 0;
  const names = { ours: work?.file.oursLabel ?? 'ours', theirs: work?.file.theirsLabel ?? 'theirs' };
  const act = (id: string, title: string, keys: string, what: Parameters<typeof actOn>[0]): Command => ({
    id,
    title,
    group: 'Merge',
    keys: [keys],
    when: asks,
    run: () => actOn(what, layout),
  });
  return [
    act('merge.accept-ours', `Take ours (${names.ours})`, '1', 'ours'),
    act('merge.accept-theirs', `Take theirs (${names.theirs})`, '2', 'theirs'),
    act('merge.accept-both', 'Take both; again: the other way round', '3', 'both'),
    act('merge.accept-base', 'Keep the base', '0', 'base'),
    { ...act('merge.edit', 'Edit the result by hand', 'Enter', 'edit'), when: () => asks() && !isOnButton() },
    act('merge.keep-text', 'Keep the text as it is', 'k', 'keep'),
    {
      id: 'merge.accept-remaining-ours',
      title: `Take ours (${names.ours}) for all that is left in this file`,
      group: 'Merge',
      when: open,
      run: () => answerRemaining('ours'),
    },
    {
      id: 'merge.accept-remaining-theirs',
      title: `Take theirs (${names.theirs}) for all that is left in this file`,
      group: 'Merge',
      when: open,
      run: () => answerRemaining('theirs'),
    },
  ];
}

/** Looks ahead and touches nothing; also without a merge. */
export const rehearseCommand: Command = {
  id: 'merge.rehearse',
  title: 'Rehearse merging a branch…',
  group: 'Merge',
  run: () => useMerge.setState({ dialog: 'rehearse' }),
};

function wayCommands({ state, next }: MergeCommandsOptions): Command[] {
  const hasConflicts = (): boolean => state.conflicts.length > 0;
  return [
    {
      id: 'merge.next',
      title: 'Go to the next open conflict',
      group: 'Merge',
      keys: ['F8'],
      when: hasConflicts,
      run: () => goToUnresolved(1),
    },
    {
      id: 'merge.previous',
      title: 'Go to the previous open conflict',
      group: 'Merge',
      keys: ['Shift+F8'],
      when: hasConflicts,
      run: () => goToUnresolved(-1),
    },
    {
      id: 'merge.next-step',
      changesRepository: true,
      title: next.kind === 'resolve' ? 'Mark the file resolved' : state.completeLabel,
      group: 'Merge',
      keys: ['Mod+Enter'],
      when: () => next.kind !== 'none' && useMerge.getState().editing === null,
      run: () => (next.kind === 'resolve' ? resolveFile(next.path) : useMerge.setState({ dialog: 'complete' })),
    },
    rehearseCommand,
    {
      id: 'abort-merge',
      changesRepository: true,
      title: 'Abort…',
      group: 'Merge',
      when: () => state.canAbort,
      run: () => useMerge.setState({ dialog: 'abort' }),
    },
  ];
}

function structureCommands({ work }: MergeCommandsOptions): Command[] {
  const path = useMerge.getState().path ?? '';
  const isByStructure = work !== null && work.view.document.structure !== null;
  const isFree = (): boolean => useMerge.getState().editing === null;
  return [
    {
      id: 'merge.accept-suggestion',
      title: 'Take the suggestion',
      group: 'Merge',
      keys: ['a'],
      when: () => isByStructure && isFree(),
      run: acceptSuggestion,
    },
    {
      id: 'merge.accept-suggestions',
      title: 'Take all suggestions…',
      group: 'Merge',
      keys: ['Shift+A'],
      when: () => isFree() && openSuggestions().length > 0,
      run: () => useMerge.setState({ dialog: 'suggestions' }),
    },
    {
      id: 'merge.apply-settled',
      changesRepository: true,
      title: 'Resolve all files that structure settled',
      group: 'Merge',
      keys: ['Mod+Shift+Enter'],
      when: () => settledPaths().length > 0,
      run: () => applySettled(),
    },
    {
      id: 'merge.switch-reading',
      title: isByStructure ? 'Ask about this file by lines' : 'Ask about this file by value',
      group: 'Merge',
      keys: ['l'],
      when: () => work?.merge?.kind === 'structure' && isFree(),
      run: () => switchReading(path),
    },
    {
      id: 'merge.toggle-grouping',
      title: 'List conflicts by resource or by file',
      group: 'Merge',
      keys: ['g'],
      when: isFree,
      run: () => useMerge.setState(({ grouping }) => ({ grouping: grouping === 'resource' ? 'file' : 'resource' })),
    },
  ];
}

function viewCommands({ work, layout }: MergeCommandsOptions): Command[] {
  const isByValue = work !== null && work.view.document.structure !== null && layout === 'inline';
  const isWhyUsual = (): boolean => isByValue && window.matchMedia(wideWindow).matches;
  const isText = (): boolean => work !== null;
  return [
    {
      id: 'merge.toggle-layout',
      title: layout === 'inline' ? 'Show the text in three panes' : 'Show conflicts inline',
      group: 'Merge',
      keys: ['Mod+\\'],
      when: isText,
      run: () => useMerge.setState({ layout: layout === 'inline' ? 'three-pane' : 'inline', editing: null }),
    },
    {
      id: 'merge.toggle-base',
      title: 'Show or hide the base',
      group: 'Merge',
      keys: ['Mod+Shift+B'],
      when: () => work !== null && layout === 'three-pane',
      run: () => useMerge.setState(({ isBaseShown }) => ({ isBaseShown: !isBaseShown })),
    },
    {
      id: 'merge.toggle-why',
      title: 'Show or hide why',
      group: 'Merge',
      keys: ['Mod+Shift+Y'],
      run: () => useMerge.setState(({ isWhyShown }) => ({ isWhyShown: !(isWhyShown ?? isWhyUsual()) })),
    },
    { id: 'merge.next-pane', title: 'Go to the next pane', group: 'Merge', keys: ['F6'], run: () => cyclePanes(1) },
    {
      id: 'merge.previous-pane',
      title: 'Go to the previous pane',
      group: 'Merge',
      keys: ['Shift+F6'],
      run: () => cyclePanes(-1),
    },
  ];
}

/** While answers can be taken back, undo means them; before and after that it means the operations, as everywhere. */
function undoCommands(projectId: string): Command[] {
  return [
    {
      id: 'undo-operation',
      title: 'Undo the last answer, edit or operation',
      group: 'Repository',
      keys: ['Mod+Z'],
      whileTyping: false,
      run: () => (canUndo() ? undo() : undoOperation(projectId, null)),
    },
    {
      id: 'redo-operation',
      title: 'Redo',
      group: 'Repository',
      keys: ['Mod+Shift+Z'],
      whileTyping: false,
      run: () => (redo() ? undefined : redoOperation(projectId)),
    },
  ];
}
