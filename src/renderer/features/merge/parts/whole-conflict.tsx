import type { FileContent } from '../../../../contract/basics';
import type { ConflictDocument } from '../../../../contract/merge';
import { revealCharacters } from '../../../../core/text/reveal-characters';
import { useCommands } from '../../../app/commands/commands';
import { useProject, useProjectStore } from '../../../app/project-store';
import { useSettings } from '../../../app/settings-store';
import { DiffView } from '../../../editor/diff-view';
import { Button } from '../../../ui/button';
import { sizeWords } from '../../../ui/size-words';
import { survivingChange, wholeOptions } from '../model/whole-choices';
import { resolveWhole } from '../session/merge-steps';
import { DeletionImpact } from './deletion-impact';
import styles from './merge-screen.module.css';

/** A question about a whole path: what happened in a sentence, what the remaining side changed, two or three answers. */
export function WholeConflict({ file }: { readonly file: ConflictDocument }) {
  const { projectId } = useProject();
  const options = wholeOptions(file);
  const layout = useSettings((settings) => settings.diffLayout);
  const gone = useProjectStore((state) => state.gone);
  useCommands(
    options.map(({ choice, title, key }) => ({
      id: `merge.whole-${key}`,
      title: `${title}: ${file.file.path}`,
      group: 'Merge',
      keys: [key],
      changesRepository: true,
      run: () => resolveWhole(file, choice),
    })),
  );
  const surviving = survivingChange(file);
  return (
    <div className={styles.whole}>
      <section className={styles.wholeHead} aria-label="Question" tabIndex={0} data-pane-stop data-conflict-strip>
        <p className={styles.wholeSentence}>{revealCharacters(file.file.sentence)}</p>
        {file.file.related.length > 0 && (
          <p className={styles.wholeSentence}>Also concerns {file.file.related.map(revealCharacters).join(', ')}.</p>
        )}
        {options.some(({ choice }) => choice === 'delete') && (
          <DeletionImpact projectId={projectId} path={file.file.path} />
        )}
        <div className={styles.options}>
          {options.map((option) => (
            <div key={option.key} className={styles.option} data-side={option.side ?? undefined}>
              <Button keys={option.key} disabled={gone} onPress={() => void resolveWhole(file, option.choice)}>
                {option.title}
              </Button>
              <p>{option.effect}</p>
            </div>
          ))}
        </div>
      </section>
      {surviving === null ? (
        <Facts file={file} />
      ) : (
        <div className={styles.wholeDiff} data-pane-stop>
          <DiffView
            before={surviving.before}
            after={surviving.after}
            beforeLabel={file.base.kind === 'absent' ? 'Nothing' : `Base: ${file.baseLabel}`}
            afterLabel={surviving.side === 'ours' ? `Ours: ${file.oursLabel}` : `Theirs: ${file.theirsLabel}`}
            path={file.file.path}
            layout={layout}
          />
        </div>
      )}
    </div>
  );
}

function Facts({ file }: { readonly file: ConflictDocument }) {
  return (
    <dl className={styles.facts}>
      <dt>Base</dt>
      <dd>{contentWords(file.base)}</dd>
      <dt>Ours: {revealCharacters(file.oursLabel)}</dt>
      <dd>{contentWords(file.ours)}</dd>
      <dt>Theirs: {revealCharacters(file.theirsLabel)}</dt>
      <dd>{contentWords(file.theirs)}</dd>
      <dt>In the folder now</dt>
      <dd>{contentWords(file.worktree)}</dd>
    </dl>
  );
}

function contentWords(content: FileContent): string {
  switch (content.kind) {
    case 'absent':
      return 'Not there';
    case 'text':
      return `Text, ${sizeWords(content.sizeBytes)}${content.executable ? ', executable' : ''}`;
    case 'binary':
      return `Binary, ${sizeWords(content.sizeBytes)}${content.executable ? ', executable' : ''}`;
    case 'too-large':
      return `${sizeWords(content.sizeBytes)}: more than the ${sizeWords(content.limitBytes)} that are shown`;
    case 'symlink':
      return `Link to ${revealCharacters(content.target)}`;
    case 'submodule':
      return `Submodule at ${content.commit}`;
    case 'unreadable':
      return `Cannot be read: ${content.reason}`;
  }
}
