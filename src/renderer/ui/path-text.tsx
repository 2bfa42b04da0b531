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
  const folder = shown.slice(0, nameFirst ? Math.max(cut, 0) : cut + 1);
  const name = shown.slice(cut + 1);
  const unusual = shown !== path;
  return (
    <span className={classNames(styles.path, className)} dir="ltr" title={shown} data-unusual={unusual || undefined}>
      {nameFirst ? (
        <>
          <span className={styles.name}>{name}</span>
          {folder !== '' && <Folder folder={folder} className={styles.after} />}
        </>
      ) : (
        <>
          {folder !== '' && <Folder folder={folder} className={styles.folder} />}
          <span className={styles.name}>{name}</span>
        </>
      )}
    </span>
  );
}

/** The dots stand in the middle: the folder that the file lies in says more than the top of the tree. */
function Folder({ folder, className }: { readonly folder: string; readonly className: string | undefined }) {
  const cut = folder.replace(/\/$/, '').lastIndexOf('/');
  return (
    <span className={className}>
      {cut >= 0 && <span className={styles.far}>{folder.slice(0, cut + 1)}</span>}
      <span className={styles.near}>{folder.slice(cut + 1)}</span>
    </span>
  );
}
