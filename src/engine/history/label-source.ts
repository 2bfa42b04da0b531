import type { VersionSource } from '../../contract/history';
import type { HistorySources } from './history-sources';

/** Ids are cut, names of revisions ("main~3") are not. */
const shortId = (id: string): string => (/^[0-9a-f]{40,64}$/.test(id) ? id.slice(0, 8) : id);

/** 2026-01-05T08:00:00.000Z → 2026-01-05 08:00 UTC. */
const minute = (at: string): string => `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;

/** A source in a few words, for the head of a pane or the title of an operation. Never fails. */
export async function labelOf({ operations }: HistorySources, source: VersionSource): Promise<string> {
  switch (source.kind) {
    case 'now':
      return 'Now';
    case 'commit':
      return `Commit ${shortId(source.commit)}`;
    case 'backup': {
      const shown = await operations.vault.show(source.backupId);
      return shown.ok ? `Backup of ${minute(shown.value.backup.at)}` : `Backup ${source.backupId}`;
    }
    case 'operation': {
      const when = source.side === 'pre' ? 'Before' : 'After';
      const listed = await operations.list({ limit: 1_000, before: null });
      const record = listed.ok
        ? listed.value.operations.find((one) => one.operationId === source.operationId)
        : undefined;
      return record === undefined ? `${when} an operation` : `${when}: ${record.title}`;
    }
  }
}
