import { resolve } from 'node:path';
import type { LockHolder } from '../../contract/failure';
import type { GitLock } from '../../contract/locks';
import { revealCharacters } from '../../core/text/reveal-characters';
import { answer } from '../answer';
import { columns } from '../columns';
import type { Terminal } from '../end';
import type { ProjectOptions } from '../with-project';

/** Who holds what: our lock, and every lock file of git's. */
export function locksCommand(options: ProjectOptions, terminal: Terminal): Promise<number> {
  return answer(options, terminal, {
    call: 'locks.list',
    input: () => ({}),
    words: ({ holder, git }) => [holderInWords(holder), gitInWords(git)].join('\n'),
    json: (locks) => locks,
  });
}

export function removeLockCommand(
  options: ProjectOptions & { readonly path: string },
  terminal: Terminal,
): Promise<number> {
  return answer(options, terminal, {
    call: 'locks.remove',
    input: ({ gitDir }) => ({ path: resolve(gitDir, options.path) }),
    words: ({ title }) => revealCharacters(title),
    json: (receipt) => ({ receipt }),
  });
}

function holderInWords(holder: LockHolder | null): string {
  if (holder === null) return 'Selvedge: nobody writes now.';
  const { app, pid, host, doing } = holder;
  return revealCharacters(
    `Selvedge: ${app} (process ${pid ?? 'unknown'}${host === null ? '' : ` on ${host}`}) ${doing ?? 'works'}.`,
  );
}

function gitInWords(locks: readonly GitLock[]): string {
  if (locks.length === 0) return 'Git: no lock files.';
  return columns(
    locks.map(({ name, ageMs, pid, ownerAlive, keptBecause }) => [
      name,
      ageMs === null ? '' : `${Math.round(ageMs / 1000)} s old`,
      pid === null ? '' : `process ${pid}`,
      ownerAlive === null ? 'owner not known' : ownerAlive ? 'held' : 'nobody holds it',
      keptBecause ?? `can be put aside: selvedge locks --remove ${name}`,
    ]),
  );
}
