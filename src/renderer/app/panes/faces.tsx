import type { ReactNode } from 'react';
import { FailureView } from '../../ui/failure-view';
import { ProgressLine } from '../../ui/progress-line';
import { Skeleton, useLasting } from '../../ui/skeleton';
import { latestOf, type Loadable } from '../client/loadable';
import { problemWords } from '../problem-words';

interface FacesProps<T> {
  readonly loadable: Loadable<T>;
  /** What is loaded, for those who listen: "Loading backups". */
  readonly loadingLabel: string;
  readonly tryAgain: () => void;
  /** False: the stale value answers another question, so it is not shown for long. */
  readonly isWanted?: (value: T) => boolean;
  readonly isEmpty?: (value: T) => boolean;
  readonly empty?: ReactNode;
  /** Also drawn with the stale value while loading and after a failure. */
  readonly ready: (value: T) => ReactNode;
}

/** The four faces of what is loaded: empty, loading, failed, ready. What was there stays readable. */
export function Faces<T>(props: FacesProps<T>) {
  const { loadable, loadingLabel, tryAgain, isWanted, isEmpty, empty, ready } = props;
  const slow = useLasting(loadable.state === 'loading', 300);
  const latest = latestOf(loadable);
  const foreign = latest !== null && isWanted?.(latest) === false;
  const value = foreign && (slow || loadable.state === 'failed') ? null : latest;
  const content = value === null ? null : empty !== undefined && isEmpty?.(value) === true ? empty : ready(value);
  if (loadable.state === 'failed') {
    const words = problemWords(loadable.problem, tryAgain);
    return (
      <>
        <FailureView {...words} strip={content !== null} />
        {content}
      </>
    );
  }
  if (content === null) return <Skeleton label={loadingLabel} />;
  return (
    <>
      {slow && <ProgressLine label={loadingLabel} />}
      {content}
    </>
  );
}
