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
  const namings = namingsOf(referrers);
  const more = namings.length - mostShown;
  return (
    <div className={styles.impact}>
      <p>If it goes, {countWords(referrers.length, 'place')} would name something that is not here any more:</p>
      <ul>
        {namings.slice(0, mostShown).map(({ from, to, at, places }) => (
          <li key={`${at} ${from.kind} ${from.name} ${to.kind} ${to.name}`}>
            {from.kind} {revealCharacters(from.name)} names {to.kind} {revealCharacters(to.name)} in{' '}
            {places.map(({ field, line }) => `${revealCharacters(field)} (line ${line + 1})`).join(', ')} of{' '}
            {revealCharacters(at)}
          </li>
        ))}
        {more > 0 && <li>and {more} more</li>}
      </ul>
    </div>
  );
}

interface Naming {
  readonly from: ReferencePlace['from'];
  readonly to: ReferencePlace['to'];
  readonly at: string;
  readonly places: readonly ReferencePlace[];
}

/** What one resource says of another is one line, however many of its fields say it. */
function namingsOf(referrers: readonly ReferencePlace[]): readonly Naming[] {
  const known = new Map<string, Naming & { readonly places: ReferencePlace[] }>();
  for (const place of referrers) {
    const { from, to, path: at } = place;
    const key = JSON.stringify([at, from, to]);
    const naming = known.get(key) ?? { from, to, at, places: [] };
    naming.places.push(place);
    known.set(key, naming);
  }
  return [...known.values()];
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
