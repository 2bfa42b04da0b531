import type { OutputOf } from '../../../contract/index';
import { Badge, type BadgeTone } from '../../ui/badge';
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
        <dl className={styles.facts}>
          {refs.map(({ name, now, then }) => (
            <div key={name} className={styles.fact}>
              <dt>{name.replace(/^refs\/(heads|tags)\//, '').replace('refs/stash', 'Stash')}</dt>
              <dd>
                <code>{now?.slice(0, 10) ?? 'not there'}</code> → <code>{then?.slice(0, 10) ?? 'removed'}</code>
              </dd>
            </div>
          ))}
          {headMoves && (
            <div className={styles.fact}>
              <dt>HEAD</dt>
              <dd>goes to what was checked out then</dd>
            </div>
          )}
          {stagedChanges && (
            <div className={styles.fact}>
              <dt>Staged</dt>
              <dd>becomes what was staged then</dd>
            </div>
          )}
        </dl>
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
