import { Badge } from '../../ui/badge';
import { HeaderButton } from '../../ui/header-button';
import { Icon } from '../../ui/icon';
import { Menu, type MenuEntry } from '../../ui/menu';
import { PathText } from '../../ui/path-text';
import { isEnabled, runCommand, useCommandRegistry } from '../commands/commands';
import { latestOf } from '../client/loadable';
import { goTo } from '../navigation';
import { openProject, useProjectStore, useStatus, type RepositoryStatus } from '../project-store';
import { useQuery } from '../client/query';
import { recentQuery } from '../client/shared-queries';
import styles from './header.module.css';

export function Header() {
  const project = useProjectStore((state) => state.project);
  const status = latestOf(useStatus());
  const palette = useCommandRegistry((state) => state.commands.get('show-palette'));
  return (
    <header className={styles.header}>
      <ProjectMenu />
      {project !== null && status !== null && <Branch status={status} />}
      <HeaderButton
        className={styles.search}
        icon="search"
        words="Search and commands"
        keys={palette?.keys?.[0]}
        onPress={() => void runCommand('show-palette')}
      />
    </header>
  );
}

function ProjectMenu() {
  const project = useProjectStore((state) => state.project);
  const recent = latestOf(useQuery(recentQuery, {})) ?? [];
  const commands = useCommandRegistry((state) => state.commands);
  const entry = (id: string, icon: MenuEntry['icon']): MenuEntry[] => {
    const command = commands.get(id);
    if (command === undefined || !isEnabled(command)) return [];
    return [{ id, label: command.title, icon, keys: command.keys?.[0], run: () => void runCommand(id) }];
  };
  const others = recent
    .filter((one) => one.path !== project?.root && one.state === 'ready')
    .slice(0, 7)
    .map((one) => ({ id: one.path, label: one.name, note: one.path, run: () => void openProject(one.path) }));
  return (
    <Menu
      label="Repository"
      groups={[
        { entries: [...entry('open-folder', 'folder-open'), ...entry('create-demo', 'sparkle')] },
        { heading: 'Recent', entries: others },
        { entries: [...entry('reveal-project', 'external'), ...entry('close-project', 'close')] },
      ]}
    >
      <HeaderButton words={project?.name ?? 'Selvedge'} label="Repository" opens strong />
    </Menu>
  );
}

const progressWords: Readonly<Record<Exclude<RepositoryStatus['progress'], 'none'>, string>> = {
  merge: 'Merging',
  rebase: 'Rebasing',
  'cherry-pick': 'Cherry-picking',
  revert: 'Reverting',
  'stash-pop': 'Applying a stash',
  am: 'Applying patches',
  bisect: 'Bisecting',
};

function Branch({ status }: { readonly status: RepositoryStatus }) {
  const { head, progress } = status;
  const name = head.kind === 'detached' ? head.commit.slice(0, 8) : head.name;
  return (
    <div className={styles.branch}>
      <Icon name={head.kind === 'detached' ? 'commit' : 'branch'} size={12} />
      <PathText path={name} className={styles.branchName} />
      {head.kind === 'detached' && <Badge tone="warn">Detached HEAD</Badge>}
      {head.kind === 'unborn' && <Badge>No commits yet</Badge>}
      {progress !== 'none' && (
        <HeaderButton
          icon="merge"
          words={progressWords[progress]}
          label={`${progressWords[progress]}: open Merge`}
          attention
          onPress={() => goTo('merge')}
        />
      )}
    </div>
  );
}
