import type { OutputOf } from '../../../contract/index';
import { Badge, type BadgeTone } from '../../ui/badge';
import { Fact, Facts } from '../../ui/facts';
import { PathText } from '../../ui/path-text';
import { countWords } from '../../ui/size-words';
import styles from './activity.module.css';

type Preview = OutputOf<'checkpoints.preview'>;

const words: Readonly<Record<Preview['files'][number]['effect'], { readonly word: string; readonly tone: BadgeTone }>> =
  {
    create: { word: 'comes back', tone: 'ok' },
    replace: { word: 'replaced', tone: 'accent' },
    delete: { word: 'deleted', tone: 'warn' },
  };

const most = 500;

/** What going back would change. Everything that goes is in the vault before. */
export function CheckpointEffects({ preview }: { readonly preview: Preview }) {
  const { files, refs, headMoves, stagedChanges } = preview;
  if (files.length === 0 && refs.length === 0 && !headMoves && !stagedChanges)
    return <p className={styles.because}>Everything is as it was then.</p>;
  return (
    <>
      <p className={styles.because}>
        Going back changes what follows, all or nothing. What there is now is backed up first, the result is compared,
        and Undo takes it back.
      </p>
      {(refs.length > 0 || headMoves || stagedChanges) && (
        <Facts>
          {refs.map(({ name, now, then }) => (
            <Fact key={name} name={name.replace(/^refs\/(heads|tags)\//, '').replace('refs/stash', 'Stash')}>
              <code>{now?.slice(0, 10) ?? 'not there'}</code> → <code>{then?.slice(0, 10) ?? 'removed'}</code>
            </Fact>
          ))}
          {headMoves && <Fact name="HEAD">goes to what was checked out then</Fact>}
          {stagedChanges && <Fact name="Staged">becomes what was staged then</Fact>}
        </Facts>
      )}
      {files.length > 0 && (
        <section aria-label="Files that change">
          <h3 className={styles.heading}>{countWords(files.length, 'file')}</h3>
          <ul>
            {files.slice(0, most).map(({ path, effect }) => (
              <li key={path} className={styles.path}>
                <PathText path={path} />
                <Badge tone={words[effect].tone}>{words[effect].word}</Badge>
              </li>
            ))}
          </ul>
          {files.length > most && <p className={styles.because}>and {files.length - most} more</p>}
        </section>
      )}
    </>
  );
}
