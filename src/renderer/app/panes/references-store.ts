import { create } from 'zustand';
import type { ProjectPath } from '../../../contract/basics';
import type { OutputOf } from '../../../contract/index';
import type { FilePlace } from '../../../contract/problems';
import { lastCaret } from '../../editor/last-caret';
import { announce } from '../client/announce';
import { callEngine } from '../client/client';
import { registerCommands } from '../commands/commands';
import { goTo } from '../navigation';
import { showProblem } from '../client/mutate';
import { forgetWithProject } from '../client/per-project';
import { currentProject } from '../project-store';
import { showToast } from '../shell/toasts';

export type NamedThing = NonNullable<OutputOf<'fabric.references-at'>>;

/** What the floating list of references shows; null: it is closed. */
export const useReferences = create<{ readonly shown: NamedThing | null }>(() => ({ shown: null }));

export const closeReferences = (): void => useReferences.setState({ shown: null });

forgetWithProject(closeReferences);

export const nameOfThing = ({ kind, name, part }: Pick<NamedThing, 'kind' | 'name' | 'part'>): string =>
  part === null ? `${kind} ${name}` : `${kind} ${name}/${part}`;

export function openPlace({ path, line, column }: Pick<FilePlace, 'path' | 'line' | 'column'>): void {
  goTo('resources', { path, line, column });
}

async function thingAtCaret(): Promise<NamedThing | null> {
  const caret = lastCaret();
  const project = currentProject();
  if (caret === null || project === null) return null;
  const { path, text } = caret.text;
  const { projectId } = project;
  const reply = await callEngine('fabric.references-at', {
    projectId,
    path: path as ProjectPath,
    text,
    ...caret.at,
  });
  if (reply.kind !== 'value') {
    showProblem(reply);
    return null;
  }
  if (reply.value === null) showToast({ tone: 'note', title: 'Nothing is named here' });
  return reply.value;
}

/** To what the caret stands on: straight there when it is one place, else to the list. */
async function goToNamed(): Promise<void> {
  const thing = await thingAtCaret();
  if (thing === null) return;
  const [only, ...more] = thing.definitions;
  if (only === undefined) {
    showToast({
      tone: 'note',
      title: `${nameOfThing(thing)} is not in this repository`,
      detail: 'The cluster may provide it.',
    });
  } else if (more.length === 0) {
    openPlace(only);
    announce(`Went to ${nameOfThing(thing)}`);
  } else {
    useReferences.setState({ shown: { ...thing, references: [] } });
  }
}

async function findReferences(): Promise<void> {
  const thing = await thingAtCaret();
  if (thing !== null) useReferences.setState({ shown: thing });
}

/** F12 and ⇧F12, for every editor that shows a text of the project. */
export function registerReferenceCommands(): () => void {
  const when = (): boolean => lastCaret() !== null;
  const group = 'Editor';
  return registerCommands([
    { id: 'go-to-named', title: 'Go to what is named here', group, keys: ['F12'], when, run: goToNamed },
    {
      id: 'find-references',
      title: 'Find everything that names this',
      group,
      keys: ['Shift+F12'],
      when,
      run: findReferences,
    },
  ]);
}
