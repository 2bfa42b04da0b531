import type { Result } from '../../../contract/call';
import { ok } from '../../../contract/call';
import { splitNul } from '../../files/path-bytes';
import { lookAtFolders, standSo } from '../../files/standing-folders';
import type { StandingFolders } from '../../files/standing-folders';
import type { ListedPaths } from '../../files/stat-memory';
import { pathList } from '../../git/check-attributes';
import { markFiles, markIndex, whatListingsDependOn } from '../../git/listing-files';
import type { Host } from '../host';

/** What git says of a whole working tree. */
export interface Listing {
  /** What git knows or would add. */
  readonly listed: ListedPaths;
  /** What git lists and a checkpoint does not take: ignored files and folders. */
  readonly ignored: readonly string[];
}

/** A listing, and what it came from. While all of that is the same, git would say the same. */
interface Kept {
  readonly listing: Listing;
  readonly folders: StandingFolders;
  /** The index as it was before git was asked. */
  readonly index: string;
  /** Settings and lists of what is ignored. */
  readonly files: readonly string[];
  readonly filesMark: string;
}

const keptLast = new WeakMap<Host['place'], Kept>();

/** Lists the working tree; git is asked again when anything changed that it would look at. */
export async function listEverything(host: Host): Promise<Result<Listing>> {
  const { gitDir } = host.place;
  const kept = keptLast.get(host.place) ?? null;
  const index = await markIndex(gitDir);
  if (kept !== null && kept.index === index && (await isStill(host, kept))) return ok(kept.listing);
  const startMs = host.clock();
  const start = performance.now();
  const [listed, ignored] = await Promise.all([listWorkingTree(host), ignoredPaths(host)]);
  if (!listed.ok) return listed;
  if (!ignored.ok) return ignored;
  const listing = { listed: listed.value, ignored: ignored.value };
  const settledMs = startMs - racyMs;
  const fresh = index === null ? null : await keepable(host, { listing, index, settledMs }, kept);
  // A clock that was set meanwhile says nothing about what came first.
  const stepMs = Math.abs(host.clock() - startMs - (performance.now() - start));
  if (fresh === null || stepMs > racyMs / 2) keptLast.delete(host.place);
  else keptLast.set(host.place, fresh);
  return ok(listing);
}

/** Times of disks are coarse: what changed this short before git was asked may have changed again after it. */
const racyMs = 2_000;

async function isStill({ fs, place }: Host, { folders, files, filesMark }: Kept): Promise<boolean> {
  if (fs.now === undefined || !standSo(fs.now, place.root, folders)) return false;
  return (await markFiles(files)) === filesMark;
}

/** Null: it depends on something that cannot be watched so, or changed too short ago. */
async function keepable(
  { fs, git, place }: Host,
  { listing, index, settledMs }: Pick<Kept, 'listing' | 'index'> & { readonly settledMs: number },
  before: Kept | null,
): Promise<Kept | null> {
  if (fs.now === undefined || !(await fs.tellsNewNames(place.root))) return null;
  if (listing.listed.within.length > 0) return null;
  const known = before !== null && (await markFiles(before.files)) === before.filesMark ? before.files : null;
  const files = known ?? (await whatListingsDependOn(git));
  const filesMark = files === null ? null : await markFiles(files, settledMs);
  if (files === null || filesMark === null) return null;
  const skipped = await patternIgnored(git, listing.ignored);
  if (skipped === null) return null;
  const skip = (path: string): boolean => skipped.has(`${path}/`);
  const folders = await lookAtFolders(fs.now, place.root, skip, settledMs, before?.folders ?? null);
  return folders === null ? null : { listing, index, files, filesMark, folders };
}

/**
 * The folders that a pattern ignores, in which nothing else can be. Git's list also sums up those in which merely each file
 * is ignored; the next one there may not be. Null: git does not say.
 */
async function patternIgnored(git: Host['git'], ignored: readonly string[]): Promise<ReadonlySet<string> | null> {
  const folders = ignored.filter((path) => path.endsWith('/'));
  if (folders.length === 0) return new Set();
  // This command cannot be told that paths are literal; with a dot before it no name means anything else.
  const input = pathList(folders.map((path) => `./${path}`));
  const said = await git.run(['check-ignore', '--stdin', '-z'], { input, answers: [0, 1] });
  return said.ok ? new Set(splitNul(said.value.stdout).map((path) => path.slice('./'.length))) : null;
}

/** What git knows or would add; `within`: repositories within this one, as folders. */
export async function listWorkingTree(host: Host): Promise<Result<ListedPaths>> {
  const listed = await host.git.run(['ls-files', '--cached', '--others', '--exclude-standard', '-z']);
  return listed.ok ? ok(host.memory.listed(listed.value.stdout)) : listed;
}

async function ignoredPaths(host: Host): Promise<Result<string[]>> {
  const ignored = await host.git.run([
    'ls-files',
    '--others',
    '--ignored',
    '--exclude-standard',
    '--directory',
    '--no-empty-directory',
    '-z',
  ]);
  if (!ignored.ok) return ignored;
  return ok(splitNul(ignored.value.stdout));
}
