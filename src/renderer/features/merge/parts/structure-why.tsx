import { useEffect } from 'react';
import type { ConflictValue } from '../../../../contract/merge-values';
import type { ProofCheck } from '../../../../contract/structure';
import type { SideCommit } from '../../../../contract/merge';
import { pathText } from '../../../../core/merge/structure/context';
import { revealCharacters } from '../../../../core/text/reveal-characters';
import { Button } from '../../../ui/button';
import { Icon } from '../../../ui/icon';
import { RelativeTime } from '../../../ui/relative-time';
import { checkWords } from '../model/check-words';
import { conflictAt } from '../model/structure';
import { placeWords } from '../model/structured-facts';
import { askAgain } from '../session/ask-further';
import type { TextWork } from '../session/file-work';
import { useMerge } from '../session/merge-store';
import { lookAt, reopenDecision } from '../session/reopen-decision';
import { traceKey, tracePlace } from '../session/trace';
import styles from './merge-screen.module.css';

interface StructureWhyProps {
  readonly path: string;
  readonly work: TextWork;
}

/** Why the merge asks this and what it settled by itself: rule, commits of the value, proof, decisions. */
export function StructureWhy({ path, work }: StructureWhyProps) {
  const active = useMerge((merge) => merge.active.get(path) ?? 0);
  const { document } = work.view;
  const index = document.conflicts[active];
  const conflict = index === undefined ? null : conflictAt(document, index);
  const { structure } = document;
  if (structure === null) return null;
  return (
    <aside className={styles.why} aria-label="Why" data-pane-stop tabIndex={0}>
      {conflict !== null && <Question conflict={conflict} path={path} work={work} />}
      <Premises path={path} ids={Object.keys(structure.premises)} />
      <section>
        <h2>Settled by structure</h2>
        {structure.decisions.length === 0 && <p>Each side’s own changes only; nothing had to be weighed.</p>}
        <ul>
          {structure.decisions.map((decision, at) => (
            <li key={at} className={styles.settled}>
              <div>{revealCharacters(placeOf(decision.resource, decision.path))}</div>
              <div className={styles.commitNote}>
                {revealCharacters(decision.rule)}: {tookWords(decision.took)}
              </div>
              <div className={styles.settledButtons}>
                <Button variant="quiet" onPress={() => lookAt(path, decision)}>
                  Look
                </Button>
                <Button variant="quiet" onPress={() => reopenDecision(path, decision)}>
                  Ask me
                </Button>
              </div>
            </li>
          ))}
        </ul>
        {structure.notices.map(({ sentence, path: place, resource }, at) => (
          <p key={at}>
            {revealCharacters(placeOf(resource, place))}: {revealCharacters(sentence)}
          </p>
        ))}
        {structure.fallbacks.map(({ resource, reason }, at) => (
          <p key={`lines ${at}`}>
            {revealCharacters(resource ?? 'A document')} is merged by lines: {revealCharacters(reason)}.
          </p>
        ))}
      </section>
      {conflict !== null && <Proof checks={structure.proof.checks} />}
    </aside>
  );
}

function Proof({ checks }: { readonly checks: readonly ProofCheck[] }) {
  return (
    <section>
      <h2>Proof</h2>
      <ul>
        {checks.map(({ name, passed, evidence }) => (
          <li key={name} className={styles.check} data-failed={!passed || undefined}>
            <Icon name={passed ? 'check' : 'warn'} />
            <span>{passed ? checkWords(name) : `${checkWords(name)}: no. ${revealCharacters(evidence)}`}</span>
          </li>
        ))}
      </ul>
      <p>Of everything that is not asked. Your answers are checked again before they are written.</p>
    </section>
  );
}

const placeOf = (resource: string | null, path: readonly string[]): string =>
  [resource, path.length === 0 ? null : pathText(path)].filter((part) => part !== null).join(' › ') || 'The file';

function tookWords(took: 'ours' | 'theirs' | 'both' | 'merged'): string {
  switch (took) {
    case 'ours':
    case 'theirs':
      return took;
    case 'both':
      return 'both kept';
    case 'merged':
      return 'put together';
  }
}

function Question({
  conflict,
  path,
  work,
}: {
  readonly conflict: ConflictValue;
  readonly path: string;
  readonly work: TextWork;
}) {
  const key = traceKey(path, conflict);
  const trace = useMerge((merge) => merge.traces.get(key));
  useEffect(() => {
    void tracePlace(path, conflict);
  }, [path, conflict]);
  const { oursLabel, theirsLabel } = work.file;
  return (
    <>
      <section>
        <h2>Why this is asked</h2>
        <p>{revealCharacters(conflict.why)}</p>
      </section>
      <Changed side="ours" label={oursLabel} commits={trace?.ours ?? null} place={placeWords(conflict)} />
      <Changed side="theirs" label={theirsLabel} commits={trace?.theirs ?? null} place={placeWords(conflict)} />
    </>
  );
}

interface ChangedProps {
  readonly side: 'ours' | 'theirs';
  readonly label: string;
  /** Null: not known yet. */
  readonly commits: readonly SideCommit[] | null;
  readonly place: string;
}

function Changed({ side, label, commits, place }: ChangedProps) {
  return (
    <section className={styles.side} data-side={side}>
      <h2>
        {side === 'ours' ? 'Ours' : 'Theirs'}: {revealCharacters(label)}
      </h2>
      {commits === null && <p>Looking who changed it…</p>}
      {commits?.length === 0 && <p>No single commit of this side changed {revealCharacters(place)}.</p>}
      <ul>
        {(commits ?? []).map(({ commit, subject, author, when }) => (
          <li key={commit} className={styles.commit}>
            {revealCharacters(subject)}
            <div className={styles.commitNote}>
              <code>{commit.slice(0, 8)}</code> {revealCharacters(author.name)}, <RelativeTime at={when} />
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Answers that led to the questions that are asked now. */
function Premises({ path, ids }: { readonly path: string; readonly ids: readonly string[] }) {
  if (ids.length === 0) return null;
  return (
    <section>
      <h2>Answered before</h2>
      <ul>
        {ids.map((id) => (
          <li key={id} className={styles.settled}>
            <div>{revealCharacters(id)}</div>
            <Button variant="quiet" onPress={() => void askAgain(path, id)}>
              Ask again
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
