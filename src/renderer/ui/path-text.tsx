import { revealCharacters } from '../../core/text/reveal-characters';
import { classNames } from './class-names';
import styles from './path-text.module.css';

interface PathTextProps {
  readonly path: string;
  readonly className?: string | undefined;
  /** True: the file's name first, its folder after it, quieter. */
  readonly nameFirst?: boolean;
}

/**
 * A path from the repository. The folder gives way first, so that the name stays readable; what is invisible
 * or changes direction is spelled out.
 */
export function PathText({ path, className, nameFirst = false }: PathTextProps) {
  const shown = revealCharacters(path);
  const cut = shown.endsWith('/') ? shown.lastIndexOf('/', shown.length - 2) : shown.lastIndexOf('/');
  const folder = shown.slice(0, cut + 1);
  const name = shown.slice(cut + 1);
  const unusual = shown !== path;
  return (
    <span className={classNames(styles.path, className)} dir="ltr" title={shown} data-unusual={unusual || undefined}>
      {nameFirst ? (
        <>
          <span className={styles.name}>{name}</span>
          {folder !== '' && <span className={styles.after}>{folder.slice(0, -1)}</span>}
        </>
      ) : (
        <>
          {folder !== '' && <span className={styles.folder}>{folder}</span>}
          <span className={styles.name}>{name}</span>
        </>
      )}
    </span>
  );
}
