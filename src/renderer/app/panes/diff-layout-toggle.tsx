import { ToggleGroup } from '../../ui/toggle-group';
import { useCommands } from '../commands/commands';
import { changeSettings, useSettings } from '../settings-store';

/** Side by side or inline; remembered, and the same for every comparison. */
export function DiffLayoutToggle() {
  const layout = useSettings((settings) => settings.diffLayout);
  const keys = 'Mod+\\';
  useCommands([
    {
      id: 'switch-diff-layout',
      title: 'Switch between side by side and inline',
      group: 'Comparison',
      keys: [keys],
      run: () => changeSettings({ diffLayout: layout === 'inline' ? 'side-by-side' : 'inline' }),
    },
  ]);
  return (
    <ToggleGroup
      label="Layout of the comparison"
      iconsOnly
      value={layout}
      onChange={(diffLayout) => void changeSettings({ diffLayout })}
      options={[
        { value: 'side-by-side', label: 'Side by side', icon: 'columns', keys },
        { value: 'inline', label: 'Inline', icon: 'rows', keys },
      ]}
    />
  );
}
