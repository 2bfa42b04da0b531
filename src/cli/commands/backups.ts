import { resolve } from 'node:path';
import { ContentHash } from '../../contract/basics';
import type { Backup, BackupFile, ForgetReport, PruneReport, VaultCheck } from '../../contract/vault';
import { revealCharacters } from '../../core/text/reveal-characters';
import { answer } from '../answer';
import { columns } from '../columns';
import { endWithFailure, type Terminal } from '../end';
import { namedPath } from '../named-path';
import type { ProjectOptions } from '../with-project';
import { bytes, counted, second } from '../words';

const heldInWords = ({ pinned, checkpoint }: Backup): string =>
  checkpoint === undefined || checkpoint === null
    ? pinned
      ? 'pinned'
      : ''
    : checkpoint.deleted
      ? 'deleted checkpoint'
      : 'checkpoint';

const row = (backup: Backup): string[] => [
  backup.backupId,
  second(backup.at),
  counted(backup.fileCount, 'file'),
  bytes(backup.sizeBytes),
  [heldInWords(backup), backup.verifiedAt === null ? '' : 'verified'].filter((one) => one !== '').join(', '),
  backup.why,
];

/** Makes a backup by hand: of these paths, or of everything that is changed or untracked. */
export function createBackupCommand(
  options: ProjectOptions & { readonly note: string; readonly paths: readonly string[] },
  terminal: Terminal,
): Promise<number> {
  return answer(options, terminal, {
    call: 'vault.create',
    input: async ({ root }) => ({
      note: options.note,
      paths:
        options.paths.length === 0
          ? null
          : await Promise.all(options.paths.map((path) => namedPath(path, options.repository, root))),
    }),
    words: (backup) =>
      revealCharacters(`${backup.backupId}: ${counted(backup.fileCount, 'file')}, ${backup.why}`) +
      (backup.fileCount > 0 || backup.why.includes('(left out, ')
        ? ''
        : '\nNothing is changed or untracked; “selvedge checkpoint create” keeps everything.'),
    json: (backup) => ({ backup }),
  });
}

export function listBackupsCommand(
  options: ProjectOptions & { readonly path: string | null },
  terminal: Terminal,
): Promise<number> {
  return answer(options, terminal, {
    call: 'vault.list',
    input: async ({ root }) => ({
      path: options.path === null ? null : await namedPath(options.path, options.repository, root),
    }),
    words: ({ backups, unreadable, sizeBytes, location }) =>
      `${
        backups.length === 0 && unreadable === 0
          ? 'There are no backups yet.'
          : `${columns(backups.map(row))}\n${counted(backups.length, 'backup')}, ${bytes(sizeBytes)} in ${revealCharacters(location)}`
      }${unreadableInWords(unreadable)}`,
    json: (listed) => listed,
  });
}

export function showBackupCommand(
  options: ProjectOptions & { readonly backupId: string },
  terminal: Terminal,
): Promise<number> {
  return answer(options, terminal, {
    call: 'vault.show',
    input: () => ({ backupId: options.backupId }),
    words: ({ backup, files }) =>
      [
        columns([row(backup)]),
        columns(
          files.map(({ kind, executable, sizeBytes, path, gone }) => [
            kind === 'absent' ? 'did not exist' : kind,
            executable ? 'executable' : '',
            kind === 'file' ? bytes(sizeBytes) : '',
            goneInWords(gone),
            path,
          ]),
        ),
      ].join('\n'),
    json: (shown) => shown,
  });
}

const goneInWords = (gone: BackupFile['gone']): string =>
  gone === undefined ? '' : gone.forgottenAt === null ? 'lost' : `forgotten on ${second(gone.forgottenAt)}`;

/** Exit code 3 when something is damaged. */
export function verifyBackupsCommand(
  options: ProjectOptions & { readonly backupId: string | null },
  terminal: Terminal,
): Promise<number> {
  return answer(options, terminal, {
    call: 'vault.verify',
    input: () => ({ backupId: options.backupId }),
    words: checkInWords,
    json: (check) => ({ check }),
    ending: (check) => (isWhole(check) ? 'done' : 'failed'),
  });
}

const isWhole = ({ damaged, packs, unreadable, operations }: VaultCheck): boolean =>
  damaged.length + packs.length + unreadable + operations.length === 0;

const unreadableInWords = (unreadable: number): string =>
  unreadable === 0
    ? ''
    : `\n${counted(unreadable, 'backup')} cannot be read, and so ${unreadable === 1 ? 'is' : 'are'} not in the list: “selvedge backup verify --heal” looks for other copies.`;

const problemWords = {
  missing: 'is missing',
  unreadable: 'cannot be read (permissions, or the disk)',
  changed: 'is not as it was written',
} as const;

function checkInWords(check: VaultCheck): string {
  const { backups, blobs, damaged, packs, unreadable, operations, forgotten = 0 } = check;
  const gone =
    forgotten === 0
      ? ''
      : ` (${counted(forgotten, 'content')} besides ${forgotten === 1 ? 'was' : 'were'} forgotten on purpose)`;
  const read = `${counted(backups, 'backup')}, ${counted(blobs, 'content')} read again${gone}`;
  if (isWhole(check)) return `${read}: every stored byte is as it was written.`;
  const rows = damaged.flatMap(({ backupId, paths }) => paths.map((path) => [backupId, path]));
  return [
    `${read}; “selvedge backup verify --heal” looks for other copies.`,
    ...packs.map(({ pack, problem }) => `Pack ${pack} ${problemWords[problem]}.`),
    ...(unreadable === 0 ? [] : [`${counted(unreadable, 'backup')} cannot be read.`]),
    ...operations.map((id) => `Operation ${id}: what it changed is lost; it cannot be undone.`),
    ...(rows.length === 0 ? [] : ['These files cannot be restored:', columns(rows)]),
  ].join('\n');
}

/** Exit code 3 when something could not be repaired. */
export function healBackupsCommand(options: ProjectOptions, terminal: Terminal): Promise<number> {
  return answer(options, terminal, {
    call: 'vault.heal',
    input: () => ({}),
    words: ({ damaged, healed, quarantined, affected, lost }) =>
      [
        damaged === 0
          ? 'Nothing was damaged.'
          : `${counted(damaged, 'content')} ${damaged === 1 ? 'was' : 'were'} damaged.`,
        ...healed.map(({ where, contents }) => `${counted(contents, 'content')} repaired from ${where}.`),
        ...quarantined.map((path) => `Put aside, not deleted: ${path}`),
        ...affected.map(({ backupId, paths }) => `${backupId} still misses: ${paths.join(', ')}`),
        ...lost.map((one) => `Lost: ${one}`),
      ]
        .map(revealCharacters)
        .join('\n'),
    json: (report) => ({ report }),
    ending: ({ affected, lost }) => (affected.length + lost.length === 0 ? 'done' : 'failed'),
  });
}

export function pruneBackupsCommand(
  options: ProjectOptions & { readonly dryRun: boolean },
  terminal: Terminal,
): Promise<number> {
  return answer(options, terminal, {
    call: 'vault.prune',
    input: () => ({ dryRun: options.dryRun }),
    words: pruningInWords,
    json: (report) => report,
  });
}

function pruningInWords(report: PruneReport): string {
  const { dryRun, decisions, marked, removed, ending = [], commits, freedBytes, waits } = report;
  const rows = [
    ...ending.map(({ operationId, because }) => ['let go', `undo of ${operationId}`, because]),
    ...decisions.map(({ backupId, ...told }) => [told.keep ? 'keep' : 'let go', backupId, told.because]),
    ...commits.map(({ operationId, keep, because }) => [
      keep ? 'keep' : 'let go',
      `commits of ${operationId}`,
      because,
    ]),
  ];
  const would = dryRun ? ' would be' : '';
  return [
    ...(rows.length === 0 ? [] : [columns(rows)]),
    ...(waits === null ? [] : [waits]),
    `${counted(marked.length, 'backup')}${would} let go now (removed by a run that is at least a day later), ` +
      `${counted(removed.length, 'backup')}${would} removed${dryRun ? '' : `, ${bytes(freedBytes)} freed`}.`,
  ].join('\n');
}

export function exportBackupCommand(
  options: ProjectOptions & { readonly backupId: string; readonly folder: string; readonly git: boolean },
  terminal: Terminal,
): Promise<number> {
  return answer(options, terminal, {
    call: 'vault.export',
    input: () => ({
      backupId: options.backupId,
      folder: resolve(options.folder),
      as: options.git ? ('git' as const) : ('folder' as const),
    }),
    words: ({ folder }) => revealCharacters(`Exported to ${folder}`),
    json: (exported) => exported,
  });
}

export function pinBackupCommand(
  options: ProjectOptions & { readonly backupId: string; readonly pinned: boolean },
  terminal: Terminal,
): Promise<number> {
  return answer(options, terminal, {
    call: 'vault.pin',
    input: () => ({ backupId: options.backupId, pinned: options.pinned }),
    words: () =>
      options.pinned
        ? 'Pinned: retention never lets it go.'
        : `Not pinned any more: the retention rules count for it. Until they let it go, “selvedge backup pin ${options.backupId}” takes this back.`,
    json: () => ({ backupId: options.backupId, pinned: options.pinned }),
  });
}

interface ForgetOptions extends ProjectOptions {
  readonly paths: readonly string[];
  readonly hashes: readonly string[];
  /** What cannot be undone has to be meant: without it only the dry run is shown. */
  readonly yes: boolean;
}

export function forgetCommand(options: ForgetOptions, terminal: Terminal): Promise<number> {
  const hashes = options.hashes.map((hash) => ContentHash.safeParse(hash));
  const bad = options.hashes.find((_, at) => hashes[at]?.success !== true);
  if (bad !== undefined || options.paths.length + hashes.length === 0) {
    const problem = bad === undefined ? 'name a path or a content' : `“${bad}” is not 64 hex digits`;
    return Promise.resolve(endWithFailure({ code: 'bad-input', where: 'forget', problem }, options, terminal));
  }
  return answer(options, terminal, {
    call: 'vault.forget',
    input: async ({ root }) => ({
      paths: await Promise.all(options.paths.map((path) => namedPath(path, options.repository, root))),
      hashes: hashes.flatMap(({ data }) => data ?? []),
      dryRun: !options.yes,
    }),
    words: forgettingInWords,
    json: (report) => report,
    ending: ({ notErased }) => (notErased.length === 0 ? 'done' : 'failed'),
  });
}

function forgettingInWords({
  dryRun,
  contents,
  backups,
  drafts,
  decisions,
  freedBytes,
  remains,
  notErased,
}: ForgetReport): string {
  const what = `${counted(contents, 'content')} of ${counted(backups, 'backup')}, ${counted(drafts, 'draft')} and ${counted(decisions, 'decision')} of merges`;
  return [
    dryRun
      ? `${what} would be erased. This cannot be undone. Say --yes to do it.`
      : `${what} erased, ${bytes(freedBytes)} freed.`,
    ...notErased.map((one) => revealCharacters(`Not erased, although it should be: ${one}`)),
    'Not erased:',
    ...remains.map((one) => `  ${revealCharacters(one)}`),
  ].join('\n');
}
