import type { Command } from 'commander';
import { restoreBackupCommand } from '../commands/backup-restore';
import {
  createBackupCommand,
  exportBackupCommand,
  forgetCommand,
  healBackupsCommand,
  listBackupsCommand,
  pinBackupCommand,
  pruneBackupsCommand,
  showBackupCommand,
  verifyBackupsCommand,
} from '../commands/backups';
import type { CommandDoor, Json } from './command-door';
import { jsonHelp } from './command-door';

/** `selvedge backup …`. */
export function addBackupCommands(door: CommandDoor): void {
  const backup = door.program.command('backup').description('what the vault keeps outside of git, and the way back');
  addReading(backup, door);
  addMaking(backup, door);
  addLettingGo(backup, door);
}

function addReading(backup: Command, { terminal, shared, end }: CommandDoor): void {
  backup
    .command('list')
    .description('every backup, newest first: when, how much, why')
    .option('--path <path>', 'only those that know this file')
    .option('--json', jsonHelp)
    .action(async ({ json, path }: Json & { path?: string }) =>
      end(await listBackupsCommand({ ...shared(json), path: path ?? null }, terminal)),
    );
  backup
    .command('show')
    .description('one backup and its files')
    .argument('<backup>', 'id of a backup (b-…)')
    .option('--json', jsonHelp)
    .action(async (backupId: string, { json }: Json) =>
      end(await showBackupCommand({ ...shared(json), backupId }, terminal)),
    );
  backup
    .command('verify')
    .description('read the stored bytes again and compare their hashes; exit code 3 when something is damaged')
    .argument('[backup]', 'only this one; all of them unless told')
    .option('--heal', 'repair from every copy that can be found, put damaged packs aside')
    .option('--json', jsonHelp)
    .action(async (backupId: string | undefined, { json, heal }: Json & { heal?: boolean }) =>
      end(
        heal === true
          ? await healBackupsCommand(shared(json), terminal)
          : await verifyBackupsCommand({ ...shared(json), backupId: backupId ?? null }, terminal),
      ),
    );
}

function addMaking(backup: Command, { terminal, shared, end }: CommandDoor): void {
  backup
    .command('create')
    .description('back up now: these paths, or everything that is changed or untracked')
    .argument('[path...]', 'files; relative ones count from the folder of -C')
    .option('--note <text>', 'why, for the list', '')
    .option('--json', jsonHelp)
    .action(async (paths: string[], { json, note }: Json & { note: string }) =>
      end(await createBackupCommand({ ...shared(json), paths, note }, terminal)),
    );
  backup
    .command('restore')
    .description('put files of a backup back, all or none; what they have now is backed up first')
    .argument('<backup>', 'id of a backup (b-…)')
    .argument('[path...]', 'files and folders; everything unless told')
    .option('--dry-run', 'only say what would change')
    .option('--json', jsonHelp)
    .action(async (backupId: string, paths: string[], { json, dryRun }: Json & { dryRun?: boolean }) =>
      end(await restoreBackupCommand({ ...shared(json), backupId, paths, dryRun: dryRun === true }, terminal)),
    );
  backup
    .command('export')
    .description('write a backup into a new or empty folder, readable without Selvedge')
    .argument('<backup>', 'id of a backup (b-…)')
    .argument('<folder>', 'outside of the repository')
    .option('--git', 'as a bare git repository with one commit, instead of plain files')
    .option('--json', jsonHelp)
    .action(async (backupId: string, folder: string, { json, git }: Json & { git?: boolean }) =>
      end(await exportBackupCommand({ ...shared(json), backupId, folder, git: git === true }, terminal)),
    );
}

function addLettingGo(backup: Command, { terminal, shared, end }: CommandDoor): void {
  for (const [name, pinned, what] of [
    ['pin', true, 'keep a backup for ever: retention never lets it go'],
    ['unpin', false, 'let the retention rules count for a backup again; a checkpoint is deleted by that'],
  ] as const)
    backup
      .command(name)
      .description(what)
      .argument('<backup>', 'id of a backup (b-…)')
      .option('--json', jsonHelp)
      .action(async (backupId: string, { json }: Json) =>
        end(await pinBackupCommand({ ...shared(json), backupId, pinned }, terminal)),
      );
  backup
    .command('prune')
    .description('let go of old backups by the retention rules; says for each why it stays or goes')
    .option('--dry-run', 'only say what would go and why')
    .option('--json', jsonHelp)
    .action(async ({ json, dryRun }: Json & { dryRun?: boolean }) =>
      end(await pruneBackupsCommand({ ...shared(json), dryRun: dryRun === true }, terminal)),
    );
  backup
    .command('forget')
    .description('erase every kept version of these files from everything of Selvedge; cannot be undone')
    .argument('[path...]', 'files; relative ones count from the folder of -C')
    .option('--content <sha256...>', 'contents by their hash, wherever they are')
    .option('--yes', 'do it; without this it is only said what would be erased, and what cannot be')
    .option('--dry-run', 'only say it, also with --yes')
    .option('--json', jsonHelp)
    .action(async (paths: string[], given: Json & { content?: string[]; yes?: boolean; dryRun?: boolean }) =>
      end(
        await forgetCommand(
          {
            ...shared(given.json),
            paths,
            hashes: given.content ?? [],
            yes: given.yes === true && given.dryRun !== true,
          },
          terminal,
        ),
      ),
    );
}
