import { useCommands } from './commands';
import { latestOf } from '../client/loadable';
import { redoOperation, undoOperation } from '../client/mutate';
import { useQuery } from '../client/query';
import { undoQuery } from '../client/shared-queries';

/** ⌘Z and its companion for what was done to the repository; in a text they belong to the text. */
export function UndoCommands({ projectId }: { readonly projectId: string }) {
  const log = latestOf(useQuery(undoQuery, { projectId, limit: 1 }));
  useCommands([
    {
      id: 'undo-operation',
      changesRepository: true,
      title: 'Undo the last operation',
      group: 'Repository',
      keys: ['Mod+Z'],
      whileTyping: false,
      when: () => log?.undo !== null,
      run: () => undoOperation(projectId, null),
    },
    {
      id: 'redo-operation',
      changesRepository: true,
      title: 'Redo',
      group: 'Repository',
      keys: ['Mod+Shift+Z'],
      whileTyping: false,
      when: () => log !== null && log.redo !== null,
      run: () => redoOperation(projectId),
    },
  ]);
  return null;
}
