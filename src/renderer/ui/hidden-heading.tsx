import styles from './hidden.module.css';

/** The name of a screen whose look needs none: headings are how listeners find their way. */
export function HiddenHeading({ children }: { readonly children: string }) {
  return <h1 className={styles.hidden}>{children}</h1>;
}
