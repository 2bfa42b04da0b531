import { resolve } from 'node:path';
import { revealCharacters } from '../../core/text/reveal-characters';
import { answer } from '../answer';
import type { Terminal } from '../end';
import type { ProjectOptions } from '../with-project';
import { counted } from '../words';

/** Says exactly what was proven and what was not. Exit code 3 when the trail is not whole. */
export function verifyAuditCommand(options: ProjectOptions, terminal: Terminal): Promise<number> {
  return answer(options, terminal, {
    call: 'audit.verify',
    input: () => ({}),
    words: ({ sound, problems, proven, notProven }) =>
      [
        sound ? 'The audit trail is whole.' : 'The audit trail is not whole:',
        ...problems.map((one) => `  ${one}`),
        ...(proven.length === 0 ? [] : ['Proven:', ...proven.map((one) => `  ${one}`)]),
        'Not proven:',
        ...notProven.map((one) => `  ${one}`),
      ]
        .map(revealCharacters)
        .join('\n'),
    json: (report) => ({ report }),
    ending: ({ sound }) => (sound ? 'done' : 'failed'),
  });
}

export function exportAuditCommand(
  options: ProjectOptions & { readonly folder: string },
  terminal: Terminal,
): Promise<number> {
  return answer(options, terminal, {
    call: 'audit.export',
    input: () => ({ folder: resolve(options.folder) }),
    words: ({ path, records }) => revealCharacters(`${counted(records, 'record')} written to ${path}`),
    json: (exported) => exported,
  });
}
