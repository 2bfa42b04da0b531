import { resolve } from 'node:path';
import { revealCharacters } from '../../core/text/reveal-characters';
import type { OutputOf } from '../../contract/index';
import { quietContext } from '../../engine/call-context';
import { answer } from '../answer';
import { endWithFailure, printJson, type Terminal } from '../end';
import { exitCodes } from '../exit-codes';
import { type ProjectOptions, withProject } from '../with-project';
import { counted } from '../words';

/** Says exactly what was proven and what was not. Exit code 3 when the trail is not whole. */
export function verifyAuditCommand(options: ProjectOptions, terminal: Terminal): Promise<number> {
  return answer(options, terminal, {
    call: 'audit.verify',
    input: () => ({}),
    words: reportInWords,
    json: (report) => ({ report }),
    ending: ({ sound }) => (sound ? 'done' : 'failed'),
  });
}

type Report = OutputOf<'audit.verify'>;

function reportInWords({ sound, problems, accepted, proven, notProven }: Report): string {
  return [
    verdict(sound, accepted),
    ...problems.map((one) => `  ${one}`),
    ...(sound ? [] : ['“selvedge audit accept” shows the damaged lines and lets them rest.']),
    ...listed('Accepted:', accepted),
    ...listed('Proven:', proven),
    ...listed('Not proven:', notProven),
  ]
    .map(revealCharacters)
    .join('\n');
}

const listed = (title: string, sentences: readonly string[]): string[] =>
  sentences.length === 0 ? [] : [title, ...sentences.map((one) => `  ${one}`)];

function verdict(sound: boolean, accepted: readonly string[]): string {
  if (!sound) return 'The audit trail is not whole:';
  return accepted.length === 0 ? 'The audit trail is whole.' : 'The audit trail is whole, but for what was accepted.';
}

/**
 * Shows what is wrong, line by line; with `yes` it is let rest, in a record of its own. Exit code 3 while something is
 * wrong.
 */
export function acceptAuditCommand(
  options: ProjectOptions & { readonly yes: boolean },
  terminal: Terminal,
): Promise<number> {
  return withProject(options, terminal, async (engine, { projectId }) => {
    const looked = await engine.calls['audit.verify']({ projectId }, quietContext());
    if (!looked.ok) return endWithFailure(looked.failure, options, terminal);
    const { look } = looked.value;
    const done =
      look === null || !options.yes ? looked : await engine.calls['audit.accept']({ projectId, look }, quietContext());
    if (!done.ok) return endWithFailure(done.failure, options, terminal);
    if (options.json) printJson(terminal, { accepted: look !== null && options.yes, report: done.value });
    else
      terminal.out(look === null ? nothingToAccept : options.yes ? reportInWords(done.value) : lookInWords(done.value));
    return exitCodes[done.value.sound ? 'done' : 'failed'].code;
  });
}

const nothingToAccept = 'Nothing is wrong with the audit trail and the operations log that nobody accepted.';

const lookInWords = ({ problems, lines }: Report): string =>
  [
    'This would be accepted:',
    ...problems.map((one) => `  ${one}`),
    ...listed('Damaged lines, cut short (“selvedge audit export” writes them whole):', lines),
    'Then verifying tells it as accepted and claims nothing about it, and pruning goes on. Operations that cannot be read',
    'cannot be undone, and what only they needed may be removed. Nothing is mended. Say --yes to do it.',
  ]
    .map(revealCharacters)
    .join('\n');

export function exportAuditCommand(
  options: ProjectOptions & { readonly folder: string },
  terminal: Terminal,
): Promise<number> {
  return answer(options, terminal, {
    call: 'audit.export',
    input: () => ({ folder: resolve(options.folder) }),
    words: ({ path, logPath, records }) =>
      revealCharacters(`${counted(records, 'record')} written to ${path}, the operations log to ${logPath}`),
    json: (exported) => exported,
  });
}
