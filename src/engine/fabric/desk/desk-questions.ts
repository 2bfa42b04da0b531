import type { Result } from '../../../contract/call';
import type { Failure } from '../../../contract/failure';
import type { FilePreview } from '../../../contract/problems';
import type { CallName, OutputOf, ParsedInputOf } from '../../../contract/index';
import type { CommitTimes } from '../../../core/fabric/duplicates/find-duplicates';
import type { PlanQuestion } from '../plans/plan-outcome';
import type { Outcome } from '../plans/work-out-plan';
import type { StoredEntry } from './fabric-desk';
import type { LastKnown } from './last-known';

/** Where the worker keeps things, and what it may read. */
export interface DeskData {
  /** Top of the working tree. */
  readonly root: string;
  readonly repositoryName: string;
  /** Our own folder for caches of this repository; null: nothing is kept. */
  readonly cacheFolder: string | null;
  /** The person's own extensions; null: none are loaded. */
  readonly extensionsFolder: string | null;
}

/** Which moment a question is about: null for the working tree, else the key of a snapshot that was given before. */
type At<N extends CallName> = Omit<ParsedInputOf<N>, 'projectId' | 'moment' | 'before' | 'after'> & {
  readonly snapshot: string | null;
};

type Compared<N extends CallName> = Omit<ParsedInputOf<N>, 'projectId' | 'before' | 'after'> & {
  readonly before: string | null;
  readonly after: string | null;
};

/** A fix, or several, with what each file would become. */
export interface FixPreview {
  readonly title: string;
  readonly files: FilePreview[];
}

/** What a look at the working tree found. */
interface Looked {
  readonly changed: boolean;
  /** Files of which not even the bytes could be read, and of which git was not asked yet. */
  readonly unseen: readonly string[];
}

interface Question<I, O> {
  readonly input: I;
  readonly output: O;
}

type About<N extends CallName> = Question<At<N>, Result<OutputOf<N>>>;

/** Everything that the worker of a fabric can be asked. */
export interface DeskQuestions {
  /** Looks at the whole working tree. */
  'look-at-all': Question<{ readonly listing: Uint8Array }, Looked>;
  'look-again': Question<{ readonly paths: string[]; readonly listed: string[] }, Looked>;
  /** Tells what git had last of files whose bytes nobody may read. */
  'take-last-known': Question<{ readonly files: LastKnown[] }, null>;
  /** Keeps what is known for the next start. */
  keep: Question<null, null>;
  /** Removes what was kept, and keeps nothing more. */
  'forget-kept': Question<null, null>;
  /** Tells extensions what happened. Answers whether any listens. */
  'hear-event': Question<{ readonly event: unknown }, boolean>;
  /** Tells extensions that an operation failed; null: none of them asks for another try. */
  'hear-failure': Question<{ readonly failure: Failure }, { readonly retryAfterMs: number } | null>;
  'has-snapshot': Question<{ readonly key: string }, boolean>;
  'take-snapshot': Question<
    { readonly key: string; readonly entries: StoredEntry[]; readonly batch: Uint8Array },
    null
  >;
  'fabric.overview': About<'fabric.overview'>;
  'fabric.resources': About<'fabric.resources'>;
  'fabric.resource': About<'fabric.resource'>;
  'fabric.completions': About<'fabric.completions'>;
  'fabric.hover': About<'fabric.hover'>;
  'fabric.references-at': About<'fabric.references-at'>;
  'fabric.check-text': About<'fabric.check-text'>;
  'fabric.next-free': About<'fabric.next-free'>;
  'fabric.topology': About<'fabric.topology'>;
  'fabric.topology-difference': Question<
    Compared<'fabric.topology-difference'>,
    Result<OutputOf<'fabric.topology-difference'>>
  >;
  'fabric.duplicates': Question<
    At<'fabric.duplicates'> & { readonly commitTimes: CommitTimes },
    Result<OutputOf<'fabric.duplicates'>>
  >;
  /** Paths whose age decides which copy of a resource stays. */
  'dated-paths': Question<{ readonly fabric: string | undefined }, readonly string[]>;
  'problems.list': About<'problems.list'>;
  'problems.rules': About<'problems.rules'>;
  'problems.against': Question<
    Compared<'problems.against'>,
    Result<Omit<OutputOf<'problems.against'>, 'beforeCommit' | 'afterCommit'>>
  >;
  /** What fixes would make of files. Fails with `state-changed-since` when a problem is not there any more. */
  'preview-fixes': Question<{ readonly problemIds: readonly string[] }, Result<FixPreview>>;
  /** What a plan would make of files. */
  plan: Question<Omit<PlanQuestion, 'root' | 'model'>, Result<Outcome>>;
}

export type DeskQuestion = keyof DeskQuestions;
export type DeskInput<Q extends DeskQuestion> = DeskQuestions[Q]['input'];
export type DeskOutput<Q extends DeskQuestion> = DeskQuestions[Q]['output'];
