import type { Settings } from '../../../contract/settings';
import { callEngine } from '../../app/client/client';
import { showProblem } from '../../app/client/mutate';
import { changeSettings } from '../../app/settings-store';
import { Button } from '../../ui/button';
import { NumberField } from '../../ui/number-field';
import { PathText } from '../../ui/path-text';
import { ToggleGroup } from '../../ui/toggle-group';
import { SettingsRow, SettingsSection } from './settings-section';
import styles from './settings.module.css';

const change = (part: Partial<Settings>): void => void changeSettings(part);
const megabyte = 1024 * 1024;
const gigabyte = 1024 * megabyte;

const rhythms = [
  { value: '0', label: 'Off' },
  { value: '15', label: '15 min' },
  { value: '60', label: '1 hour' },
  { value: '240', label: '4 hours' },
  { value: '1440', label: '1 day' },
] as const;
const undoTimes = [
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: '1 year' },
  { value: 'ever', label: 'For ever' },
] as const;
type UndoTime = (typeof undoTimes)[number]['value'];
type Rhythm = (typeof rhythms)[number]['value'];

/** When, how much and where to. */
export function BackupSection({ settings }: { readonly settings: Settings }) {
  const { backupEveryMinutes, largestBackupBytes, vaultWarnBytes } = settings;
  const rhythm = rhythms.find(({ value }) => Number(value) === backupEveryMinutes)?.value;
  return (
    <SettingsSection title="Backups">
      <SettingsRow
        name="Back up on schedule"
        note="While a repository is open, and only when something changed. Before operations and after edits made elsewhere there is a backup anyway."
      >
        <ToggleGroup<Rhythm | 'other'>
          label="Back up on schedule"
          value={rhythm ?? 'other'}
          onChange={(value) => (value === 'other' ? undefined : change({ backupEveryMinutes: Number(value) }))}
          options={
            rhythm === undefined ? [...rhythms, { value: 'other', label: `${backupEveryMinutes} min` }] : [...rhythms]
          }
        />
      </SettingsRow>
      <SettingsRow
        name="Largest file to back up"
        note="A larger file is left out of a backup, which names it. Counts from the next time a repository is opened. Megabytes."
      >
        <NumberField
          label="Megabytes of the largest file to back up"
          value={Math.round(largestBackupBytes / megabyte)}
          min={1}
          max={4096}
          onChange={(megabytes) => change({ largestBackupBytes: megabytes * megabyte })}
        />
      </SettingsRow>
      <UndoTimeRow days={settings.undoDays} operations={settings.undoOperations} />
      <SettingsRow name="Warn above" note="Disk use of one repository's backups. Nothing is deleted. Gigabytes.">
        <NumberField
          label="Gigabytes of backups to warn above"
          value={Math.max(1, Math.round(vaultWarnBytes / gigabyte))}
          min={1}
          max={4096}
          onChange={(gigabytes) => change({ vaultWarnBytes: gigabytes * gigabyte })}
        />
      </SettingsRow>
      <SecondVault folder={settings.secondVaultFolder} />
    </SettingsSection>
  );
}

function UndoTimeRow({ days, operations }: { readonly days: number | null; readonly operations: number }) {
  const value = days === null ? 'ever' : undoTimes.find((one) => one.value === String(days))?.value;
  return (
    <SettingsRow
      name="Undo"
      note={`How long operations can be undone. The last ${operations} of each working tree can be for longer. What undo needs takes room in the vault.`}
    >
      <ToggleGroup<UndoTime | 'other'>
        label="How long operations can be undone"
        value={value ?? 'other'}
        onChange={(chosen) => {
          if (chosen !== 'other') change({ undoDays: chosen === 'ever' ? null : Number(chosen) });
        }}
        options={value === undefined ? [...undoTimes, { value: 'other', label: `${days ?? 0} days` }] : [...undoTimes]}
      />
      <NumberField
        label="Operations that can be undone however old they are"
        value={operations}
        min={20}
        max={100_000}
        onChange={(undoOperations) => change({ undoOperations })}
      />
    </SettingsRow>
  );
}

function SecondVault({ folder }: { readonly folder: string | null }) {
  const choose = async (): Promise<void> => {
    const chosen = await callEngine('projects.choose-folder', { title: 'Where should a second copy of backups lie?' });
    if (chosen.kind !== 'value') return showProblem(chosen);
    if (chosen.value.path !== null) change({ secondVaultFolder: chosen.value.path });
  };
  return (
    <SettingsRow
      name="Second copy"
      note="Every backup is also written there, and damaged ones are repaired from there. Best a folder on another disk; it may be away for a while."
    >
      <div className={styles.folder}>
        {folder === null ? <span className={styles.note}>None</span> : <PathText path={folder} />}
        <div className={styles.buttons}>
          <Button icon="folder" onPress={() => void choose()}>
            Choose folder…
          </Button>
          {folder !== null && <Button onPress={() => change({ secondVaultFolder: null })}>Stop copying</Button>}
        </div>
      </div>
    </SettingsRow>
  );
}
