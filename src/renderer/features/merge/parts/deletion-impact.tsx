import { useEffect, useState } from 'react';
import type { ProjectPath } from '../../../../contract/basics';
import type { ReferencePlace } from '../../../../contract/fabric/resources';
import { revealCharacters } from '../../../../core/text/reveal-characters';
import { callEngine } from '../../../app/client/client';
import { countWords } from '../../../ui/size-words';
import styles from './merge-screen.module.css';

const mostDocuments = 20;
const mostShown = 8;

/** What would name something that is gone, if this file were deleted: read from the fabric as it is in the folder now. */
export function DeletionImpact({ projectId, path }: { readonly projectId: string; readonly path: ProjectPath }) {
  const [referrers, setReferrers] = useState<readonly ReferencePlace[]>([]);
  useEffect(() => {
    const controller = new AbortController();
    setReferrers([]);
    void readReferrers(projectId, path, controller.signal).then((found) => {
      if (!controller.signal.aborted) setReferrers(found);
    });
    return () => controller.abort();
  }, [projectId, path]);
  if (referrers.length === 0) return null;
  const more = referrers.length - mostShown;
  return (
    <div className={styles.impact}>
      <p>If it goes, {countWords(referrers.length, 'place')} would name something that is not here any more:</p>
      <ul>
        {referrers.slice(0, mostShown).map(({ from, to, path: at, line, field }) => (
          <li key={`${at}:${line}:${field}`}>
            {from.kind} {revealCharacters(from.name)} names {to.kind} {revealCharacters(to.name)} (
            {revealCharacters(at)}:{line + 1})
          </li>
        ))}
        {more > 0 && <li>and {more} more</li>}
      </ul>
    </div>
  );
}

/** Those of other files; nothing when the fabric cannot be asked, for then nothing is claimed. */
async function readReferrers(projectId: string, path: ProjectPath, signal: AbortSignal): Promise<ReferencePlace[]> {
  const listed = await callEngine('fabric.resources', { projectId, paths: [path], states: ['live'] }, { signal });
  if (listed.kind !== 'value') return [];
  const found: ReferencePlace[] = [];
  for (const { document } of listed.value.rows.slice(0, mostDocuments)) {
    const one = await callEngine('fabric.resource', { projectId, path, document }, { signal });
    if (one.kind === 'value') found.push(...one.value.referrers.filter((place) => place.path !== path));
  }
  return found;
}
