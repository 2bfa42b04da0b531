import { z } from 'zod';
import { call } from './call';

/** The person's settings. Every key has a default, so an older or broken file still opens. */
export const Settings = z.object({
  version: z.literal(1).default(1),
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  density: z.enum(['regular', 'compact']).default('regular'),
  editorFontSizePx: z.number().int().min(10).max(24).default(13),
  editorWordWrap: z.boolean().default(false),
  reducedMotion: z.enum(['system', 'on']).default('system'),
  diffLayout: z.enum(['side-by-side', 'inline']).default('side-by-side'),
  mergeLayout: z.enum(['automatic', 'three-pane', 'inline']).default('automatic'),
  pollSeconds: z.number().int().min(2).max(600).default(30),
  largestBackupBytes: z
    .number()
    .int()
    .default(50 * 1024 * 1024),
  /** Minutes between backups on a schedule; 0: none. One is only made when something changed. */
  backupEveryMinutes: z.number().int().min(0).max(10_080).default(60),
  /** Operations can be undone for so many days; null: for ever. */
  undoDays: z.number().int().min(30).max(36_500).nullable().default(90),
  /** So many of the last operations of each working tree can be undone, however old they are. */
  undoOperations: z.number().int().min(20).max(100_000).default(200),
  /** A vault that is larger than this warns; nothing is deleted because of it. */
  vaultWarnBytes: z
    .number()
    .int()
    .min(0)
    .default(5 * 1024 * 1024 * 1024),
  /** A folder, best on another disk, that gets a copy of every pack; null: none. */
  secondVaultFolder: z.string().min(1).max(4096).nullable().default(null),
});
export type Settings = z.infer<typeof Settings>;

/**
 * Some of the settings. Not `Settings.partial()`: that would fill in the default of every key that is left out,
 * and a change of one key would reset all others.
 */
const shape = Settings.shape;
export const SettingsChange = z.object({
  theme: shape.theme.unwrap().optional(),
  density: shape.density.unwrap().optional(),
  editorFontSizePx: shape.editorFontSizePx.unwrap().optional(),
  editorWordWrap: shape.editorWordWrap.unwrap().optional(),
  reducedMotion: shape.reducedMotion.unwrap().optional(),
  diffLayout: shape.diffLayout.unwrap().optional(),
  mergeLayout: shape.mergeLayout.unwrap().optional(),
  pollSeconds: shape.pollSeconds.unwrap().optional(),
  largestBackupBytes: shape.largestBackupBytes.unwrap().optional(),
  backupEveryMinutes: shape.backupEveryMinutes.unwrap().optional(),
  undoDays: shape.undoDays.unwrap().optional(),
  undoOperations: shape.undoOperations.unwrap().optional(),
  vaultWarnBytes: shape.vaultWarnBytes.unwrap().optional(),
  secondVaultFolder: shape.secondVaultFolder.unwrap().optional(),
});
export type SettingsChange = z.infer<typeof SettingsChange>;

export const AppInfo = z.object({
  version: z.string(),
  runtime: z.string(),
  gitVersion: z.string().nullable(),
  gitPath: z.string().nullable(),
  platform: z.string(),
  dataFolder: z.string(),
});
export type AppInfo = z.infer<typeof AppInfo>;

export const settingCalls = {
  'settings.read': call(z.object({}), Settings),
  'settings.write': call(z.object({ change: SettingsChange }), Settings),
  /** Fails with `git-missing` or `git-too-old`: the one screen that needs no project. */
  'app.check-git': call(z.object({}), z.object({ version: z.string(), path: z.string() })),
  'app.info': call(z.object({}), AppInfo),
  /** Only parsed http(s) addresses are opened. */
  'app.open-external': call(z.object({ url: z.string().max(2048) }), z.object({ opened: z.boolean() })),
  'app.reveal': call(z.object({ path: z.string() }), z.object({})),
  /** The page's crash screen asks for a reference; the text goes to the log. */
  'app.report-crash': call(
    z.object({ message: z.string().max(10_000), stack: z.string().max(100_000) }),
    z.object({ reference: z.string() }),
  ),
} as const;
