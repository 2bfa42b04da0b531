import type { ContentHash, FileContent, ProjectPath } from '../../../src/contract/basics';
import type { TwoVersions } from '../../../src/contract/changes';
import { vpcAfter, vpcBefore } from './sample-texts';

export const path = (text: string): ProjectPath => text as ProjectPath;

export const hash = (seed: number): ContentHash => seed.toString(16).padStart(64, '0') as ContentHash;

export const commitId = (seed: number): string =>
  Array.from({ length: 5 }, (_, at) => (((seed + 7) * (at + 3) * 2654435761) >>> 0).toString(16).padStart(8, '0')).join(
    '',
  );

export const minutesAgo = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();

const textContent = (text: string): FileContent => ({
  kind: 'text',
  text,
  traits: { encoding: 'utf-8', eol: 'lf', finalNewline: text.endsWith('\n') },
  hash: hash(text.length),
  sizeBytes: text.length,
  executable: false,
});

export const twoVersions = (of: string, beforeLabel: string, afterLabel: string): TwoVersions => ({
  path: path(of),
  before: textContent(vpcBefore),
  after: textContent(vpcAfter),
  beforeLabel,
  afterLabel,
});
