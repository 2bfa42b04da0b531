import { pathText } from '../../../../core/merge/structure/context';
import { revealCharacters } from '../../../../core/text/reveal-characters';
import type { OutputOf } from '../../../../contract/index';
import { latestOf } from '../../../app/client/loadable';
import { useProject } from '../../../app/project-store';
import { createQuery, useQuery } from '../../../app/client/query';
import styles from './merge-screen.module.css';

const driverQuery = createQuery('decisions.by-driver', { topics: ['merge'] });

type Driven = OutputOf<'decisions.by-driver'>['records'][number];

/** What git's merge driver decided in the merge that is under way; the newest record of each path. */
function useDriven(): readonly Driven[] {
  const { projectId } = useProject();
  const records = latestOf(useQuery(driverQuery, { projectId }))?.records.filter(({ current }) => current) ?? [];
  const newest = new Map<string, Driven>();
  for (const record of records) {
    const known = newest.get(record.path);
    if (known === undefined || known.at < record.at) newest.set(record.path, record);
  }
  return [...newest.values()];
}

/** Said on a file that git's driver merged before the window saw it. */
export function DriverNote({ path }: { readonly path: string }) {
  const record = useDriven().find((one) => one.path === path);
  if (record === undefined) return null;
  return (
    <div className={styles.notice} role="status">
      <p>Selvedge merged this file already when git asked: {counts(record)}.</p>
    </div>
  );
}

function counts({ decisions, conflicts }: Driven): string {
  const settled =
    decisions.length === 0
      ? 'nothing had to be weighed'
      : `${decisions.length} ${decisions.length === 1 ? 'decision' : 'decisions'}`;
  return conflicts.length === 0 ? `${settled}, nothing left open` : `${settled}, ${conflicts.length} left open`;
}

/** Files that git's driver settled without a question: they are in the commit, and nobody has seen them. */
export function DrivenFiles() {
  const settled = useDriven().filter(({ conflicts }) => conflicts.length === 0);
  if (settled.length === 0) return null;
  return (
    <details>
      <summary>
        {settled.length === 1 ? 'One file was' : `${settled.length} files were`} settled by Selvedge when git merged
      </summary>
      <ul className={styles.findings}>
        {settled.map(({ id, path, decisions }) => (
          <li key={id}>
            <span>
              {revealCharacters(path)}
              {decisions.length === 0 && <span className={styles.commitNote}> each side’s own changes</span>}
              {decisions.map((decision, at) => (
                <span key={at} className={styles.commitNote}>
                  {' '}
                  {revealCharacters([decision.resource, pathText(decision.path)].filter(Boolean).join(' › '))}:{' '}
                  {revealCharacters(decision.rule)}.
                </span>
              ))}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
