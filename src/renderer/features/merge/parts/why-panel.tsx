import type { ConflictDocument, SideCommit } from '../../../../contract/merge';
import { revealCharacters } from '../../../../core/text/reveal-characters';
import { RelativeTime } from '../../../ui/relative-time';
import styles from './merge-screen.module.css';

interface WhyPanelProps {
  readonly file: ConflictDocument;
  readonly meanings: { readonly ours: string; readonly theirs: string };
}

/** Why this is a conflict: what happened, and which commits of each side touched the file. */
export function WhyPanel({ file, meanings }: WhyPanelProps) {
  return (
    <aside className={styles.why} aria-label="Why" data-pane-stop tabIndex={0}>
      <section>
        <h2>What happened</h2>
        <p>{revealCharacters(file.file.sentence)}</p>
        {file.file.related.map((path) => (
          <p key={path}>Also concerns {revealCharacters(path)}</p>
        ))}
      </section>
      <Side side="ours" title={`Ours: ${file.oursLabel}`} meaning={meanings.ours} commits={file.oursCommits} />
      <Side
        side="theirs"
        title={`Theirs: ${file.theirsLabel}`}
        meaning={meanings.theirs}
        commits={file.theirsCommits}
      />
      <section>
        <h2>Base: {revealCharacters(file.baseLabel)}</h2>
        <p>
          {file.base.kind === 'absent'
            ? 'The file was not there: both sides added it.'
            : 'What both sides started from. Each side is coloured where it differs from it.'}
        </p>
      </section>
    </aside>
  );
}

interface SideProps {
  readonly side: 'ours' | 'theirs';
  readonly title: string;
  readonly meaning: string;
  readonly commits: readonly SideCommit[];
}

function Side({ side, title, meaning, commits }: SideProps) {
  return (
    <section className={styles.side} data-side={side}>
      <h2>{revealCharacters(title)}</h2>
      <p>{revealCharacters(meaning)}</p>
      {commits.length === 0 && <p>No commit of this side names the file.</p>}
      <ul>
        {commits.map(({ commit, subject, author, when }) => (
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
