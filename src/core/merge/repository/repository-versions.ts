import type { VersionName } from '../model';

/** Texts of the files of one version by path; other files are left out. */
export type Files = ReadonlyMap<string, string>;

/** The three versions of a repository that meet. Files that no version changed may be in them or not. */
export type RepositoryVersions = Readonly<Record<VersionName, Files>>;

/** Paths of any of the versions, in order. */
export function allPaths(versions: RepositoryVersions): string[] {
  return [...new Set([...versions.base.keys(), ...versions.ours.keys(), ...versions.theirs.keys()])].sort();
}

export const isYamlPath = (path: string): boolean => /\.ya?ml$/i.test(path);
