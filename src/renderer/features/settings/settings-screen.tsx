import { useEffect } from 'react';
import type { Settings } from '../../../contract/settings';
import { markInteractive } from '../../app/commands/interactive';
import { changeSettings, useSettings } from '../../app/settings-store';
import { ShortcutList } from '../../app/commands/shortcut-list';
import { Checkbox } from '../../ui/checkbox';
import { NumberField } from '../../ui/number-field';
import { ToggleGroup } from '../../ui/toggle-group';
import { About } from './about';
import { BackupSection } from './backup-section';
import { SettingsRow, SettingsSection } from './settings-section';
import styles from './settings.module.css';

const change = (part: Partial<Settings>): void => void changeSettings(part);

/** Everything takes effect at once; there is no Save. */
export function SettingsScreen() {
  const settings = useSettings();
  useEffect(markInteractive, []);
  return (
    <div className={styles.screen}>
      <div className={styles.column}>
        <h1 className={styles.title}>Settings</h1>
        <SettingsSection title="Appearance">
          <SettingsRow name="Theme" note="System follows the desktop.">
            <ToggleGroup
              label="Theme"
              value={settings.theme}
              onChange={(theme) => change({ theme })}
              options={[
                { value: 'system', label: 'System', icon: 'system' },
                { value: 'light', label: 'Light', icon: 'light' },
                { value: 'dark', label: 'Dark', icon: 'dark' },
              ]}
            />
          </SettingsRow>
          <SettingsRow name="Rows" note="Compact shows more at once.">
            <ToggleGroup
              label="Rows"
              value={settings.density}
              onChange={(density) => change({ density })}
              options={[
                { value: 'regular', label: 'Regular' },
                { value: 'compact', label: 'Compact' },
              ]}
            />
          </SettingsRow>
          <SettingsRow name="Motion" note="System follows the desktop's wish for less motion.">
            <ToggleGroup
              label="Motion"
              value={settings.reducedMotion}
              onChange={(reducedMotion) => change({ reducedMotion })}
              options={[
                { value: 'system', label: 'System' },
                { value: 'on', label: 'Reduced' },
              ]}
            />
          </SettingsRow>
        </SettingsSection>
        <EditorSection settings={settings} />
        <SettingsSection title="Safety">
          <SettingsRow
            name="Check for changes every"
            note="Besides watching; matters most where watching is not possible. Seconds."
          >
            <NumberField
              label="Seconds between checks"
              value={settings.pollSeconds}
              min={2}
              max={600}
              onChange={(pollSeconds) => change({ pollSeconds })}
            />
          </SettingsRow>
        </SettingsSection>
        <BackupSection settings={settings} />
        <SettingsSection title="Shortcuts" note="Those of the current screen are in the list that ? opens.">
          <ShortcutList />
        </SettingsSection>
        <SettingsSection title="About">
          <About />
        </SettingsSection>
      </div>
    </div>
  );
}

function EditorSection({ settings }: { readonly settings: Settings }) {
  return (
    <SettingsSection title="Editor">
      <SettingsRow name="Font size" note="Pixels, from 10 to 24.">
        <NumberField
          label="Font size in pixels"
          value={settings.editorFontSizePx}
          min={10}
          max={24}
          onChange={(editorFontSizePx) => change({ editorFontSizePx })}
        />
      </SettingsRow>
      <SettingsRow name="Long lines">
        <Checkbox selected={settings.editorWordWrap} onChange={(editorWordWrap) => change({ editorWordWrap })}>
          Wrap at the edge
        </Checkbox>
      </SettingsRow>
      <SettingsRow name="Comparisons">
        <ToggleGroup
          label="Layout of comparisons"
          value={settings.diffLayout}
          onChange={(diffLayout) => change({ diffLayout })}
          options={[
            { value: 'side-by-side', label: 'Side by side', icon: 'columns' },
            { value: 'inline', label: 'Inline', icon: 'rows' },
          ]}
        />
      </SettingsRow>
      <SettingsRow name="Merge" note="Automatic answers small conflicts inline and opens three panes for the rest.">
        <ToggleGroup
          label="Layout of Merge"
          value={settings.mergeLayout}
          onChange={(mergeLayout) => change({ mergeLayout })}
          options={[
            { value: 'automatic', label: 'Automatic' },
            { value: 'three-pane', label: 'Three panes' },
            { value: 'inline', label: 'Inline' },
          ]}
        />
      </SettingsRow>
    </SettingsSection>
  );
}
