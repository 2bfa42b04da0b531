import { useMemo, useState } from 'react';
import { revealCharacters } from '../../../core/text/reveal-characters';
import type { MenuEntry } from '../../ui/menu';
import { PaletteView } from '../../ui/palette-view';
import { execute, isEnabled, useCommandRegistry, type Command } from './commands';
import { latestOf } from '../client/loadable';
import { goTo } from '../navigation';
import { openProject, statusQuery, useProjectStore } from '../project-store';
import { rank } from './rank';
import { recentQuery } from '../client/shared-queries';

const mostFiles = 2000;
const mostShown = 40;

/** Commands, changed files and recent repositories in one place, best answer first. */
export function Palette({ onClose }: { readonly onClose: () => void }) {
  const [text, setText] = useState('');
  const commands = useCommandRegistry((state) => state.commands);
  const status = latestOf(statusQuery.store((state) => state.answer));
  const recent = latestOf(recentQuery.store((state) => state.answer));
  const root = useProjectStore((state) => state.project?.root);
  const offers = useMemo(() => {
    const files = (status?.entries ?? []).slice(0, mostFiles).map(fileOffer);
    const repositories = (recent ?? [])
      .filter((one) => one.path !== root && one.state === 'ready')
      .map((one) => repositoryOffer(one.path, one.name));
    const runnable = [...commands.values()].filter((command) => command.hidden !== true && isEnabled(command));
    return { always: runnable.map(commandOffer), whenTyped: [...repositories, ...files] };
  }, [commands, status, recent, root]);
  return <PaletteView text={text} onText={setText} entries={best(offers, text)} onClose={onClose} />;
}

interface Offers {
  readonly always: readonly MenuEntry[];
  readonly whenTyped: readonly MenuEntry[];
}

function best({ always, whenTyped }: Offers, text: string): readonly MenuEntry[] {
  if (text.trim() === '') return always;
  const ranked = [...always, ...whenTyped].flatMap((entry) => {
    const score = rank(`${entry.label} ${entry.note ?? ''}`, text);
    return score === null ? [] : [{ entry, score }];
  });
  ranked.sort((one, other) => other.score - one.score);
  return ranked.slice(0, mostShown).map(({ entry }) => entry);
}

const commandOffer = (command: Command): MenuEntry => ({
  id: command.id,
  label: command.title,
  note: command.group,
  keys: command.keys?.[0],
  run: () => void execute(command),
});

const repositoryOffer = (path: string, name: string): MenuEntry => ({
  id: `repository:${path}`,
  label: `Open ${revealCharacters(name)}`,
  note: revealCharacters(path),
  icon: 'folder',
  run: () => void openProject(path),
});

function fileOffer({ path, conflict }: { readonly path: string; readonly conflict: string | null }): MenuEntry {
  const shown = revealCharacters(path);
  const cut = shown.lastIndexOf('/');
  return {
    id: `file:${path}`,
    label: shown.slice(cut + 1),
    note: cut === -1 ? 'changed' : shown.slice(0, cut),
    icon: conflict === null ? 'file' : 'merge',
    run: () => goTo(conflict === null ? 'changes' : 'merge', { path }),
  };
}
