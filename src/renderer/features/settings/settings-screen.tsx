import { useEffect, type ReactNode } from 'react';
import type { Settings } from '../../../contract/settings';
import { markInteractive } from '../../app/interactive';
import { changeSettings, useSettings } from '../../app/settings-store';
import { ShortcutList } from '../../app/shortcut-list';
import { Checkbox } from '../../ui/checkbox';
import { NumberField } from '../../ui/number-field';
import { ToggleGroup } from '../../ui/toggle-group';
import { About } from './about';
import styles from './settings.module.css';

const change = (part: Partial<Settings>): void => void changeSettings(part);
const megabyte = 1024 * 1024;

/** Everything takes effect at once; there is no Save. */
export function SettingsScreen() {
  const settings = useSettings();
  useEffect(markInteractive, []);
  return (
    <div className={styles.screen}>
      <div className={styles.column}>
        <h1 className={styles.title}>Settings</h1>
        <Section title="Appearance">
          <Row name="Theme" note="System follows the desktop.">
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
          </Row>
          <Row name="Rows" note="Compact shows more at once.">
            <ToggleGroup
              label="Rows"
              value={settings.density}
              onChange={(density) => change({ density })}
              options={[
                { value: 'regular', label: 'Regular' },
                { value: 'compact', label: 'Compact' },
              ]}
            />
          </Row>
          <Row name="Motion" note="System follows the desktop's wish for less motion.">
            <ToggleGroup
              label="Motion"
              value={settings.reducedMotion}
              onChange={(reducedMotion) => change({ reducedMotion })}
              options={[
                { value: 'system', label: 'System' },
                { value: 'on', label: 'Reduced' },
              ]}
            />
          </Row>
        </Section>
        <EditorSection settings={settings} />
        <Section title="Safety">
          <Row
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
          </Row>
          <Row
            name="Largest file to back up"
            note="A larger file is left out of a backup, which names it. Counts from the next time a repository is opened. Megabytes."
          >
            <NumberField
              label="Megabytes of the largest file to back up"
              value={Math.round(settings.largestBackupBytes / megabyte)}
              min={1}
              max={4096}
              onChange={(megabytes) => change({ largestBackupBytes: megabytes * megabyte })}
            />
          </Row>
        </Section>
        <Section title="Shortcuts" note="Those of the current screen are in the list that ? opens.">
          <ShortcutList />
        </Section>
        <Section title="About">
          <About />
        </Section>
      </div>
    </div>
  );
}

function EditorSection({ settings }: { readonly settings: Settings }) {
  return (
    <Section title="Editor">
      <Row name="Font size" note="Pixels, from 10 to 24.">
        <NumberField
          label="Font size in pixels"
          value={settings.editorFontSizePx}
          min={10}
          max={24}
          onChange={(editorFontSizePx) => change({ editorFontSizePx })}
        />
      </Row>
      <Row name="Long lines">
        <Checkbox selected={settings.editorWordWrap} onChange={(editorWordWrap) => change({ editorWordWrap })}>
          Wrap at the edge
        </Checkbox>
      </Row>
      <Row name="Comparisons">
        <ToggleGroup
          label="Layout of comparisons"
          value={settings.diffLayout}
          onChange={(diffLayout) => change({ diffLayout })}
          options={[
            { value: 'side-by-side', label: 'Side by side', icon: 'columns' },
            { value: 'inline', label: 'Inline', icon: 'rows' },
          ]}
        />
      </Row>
      <Row name="Merge" note="Automatic answers small conflicts inline and opens three panes for the rest.">
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
      </Row>
    </Section>
  );
}

interface SectionProps {
  readonly title: string;
  readonly note?: string;
  readonly children: ReactNode;
}

function Section({ title, note, children }: SectionProps) {
  return (
    <section className={styles.section} aria-label={title}>
      <h2 className={styles.heading}>{title}</h2>
      {note !== undefined && <p className={styles.note}>{note}</p>}
      {children}
    </section>
  );
}

interface RowProps {
  readonly name: string;
  readonly note?: string;
  readonly children: ReactNode;
}

function Row({ name, note, children }: RowProps) {
  return (
    <div className={styles.row}>
      <div className={styles.rowWords}>
        <p>{name}</p>
        {note !== undefined && <p className={styles.note}>{note}</p>}
      </div>
      {children}
    </div>
  );
}
