import { useSettings } from '../../../app/settings-store';
import { DiffView } from '../../../editor/diff-view';
import { CommandButton } from '../../../app/commands/command-button';
import { revealCharacters } from '../../../../core/text/reveal-characters';
import { Icon } from '../../../ui/icon';
import { checkWords } from '../model/check-words';
import type { TextWork } from '../session/file-work';
import { settledPaths } from '../session/structure-actions';
import styles from './merge-screen.module.css';

/** A file in git's conflict of which the merge by structure asks nothing: what it made of it, and the proof. */
export function SettledFile({ path, work }: { readonly path: string; readonly work: TextWork }) {
  const layout = useSettings((settings) => settings.diffLayout);
  const { structure } = work.view.document;
  const others = settledPaths().length;
  if (structure === null) return null;
  const { ours } = work.file;
  return (
    <div className={styles.whole}>
      <section
        className={styles.wholeHead}
        aria-label="Resolved by structure"
        tabIndex={0}
        data-pane-stop
        data-conflict-strip
      >
        <h2>
          <Icon name="verified" /> Resolved by structure
        </h2>
        <p className={styles.wholeSentence}>
          Git stopped because the sides changed neighbouring lines. Read as YAML, their changes fit together. Nothing is
          written until you say so.
        </p>
        <ul>
          {structure.proof.checks.map(({ name, passed, evidence }) => (
            <li key={name} className={styles.check} data-failed={!passed || undefined}>
              <Icon name={passed ? 'check' : 'warn'} />
              <span>{passed ? checkWords(name) : revealCharacters(evidence)}</span>
            </li>
          ))}
        </ul>
        <div className={styles.options}>
          <CommandButton command="merge.next-step" words="Mark resolved" variant="primary" icon="check" />
          {others > 1 && <CommandButton command="merge.apply-settled" words={`Resolve all ${others} such files`} />}
          <CommandButton command="merge.toggle-layout" words="Look at the text" icon="columns" />
        </div>
      </section>
      {ours.kind === 'text' && (
        <div className={styles.wholeDiff} data-pane-stop>
          <DiffView
            before={ours.text}
            after={work.session.text}
            beforeLabel={`Ours: ${work.file.oursLabel}`}
            afterLabel={`Result, with what ${work.file.theirsLabel} changed`}
            path={path}
            layout={layout}
          />
        </div>
      )}
    </div>
  );
}
