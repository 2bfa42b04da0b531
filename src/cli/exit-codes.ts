/** Every way a command can end. Shown by `--help` and in the guide; scripts may rely on them. */
export const exitCodes = {
  done: { code: 0, means: 'done; nothing is left to decide' },
  conflicts: {
    code: 1,
    means:
      'something is left: conflicts (merge-file, status, rehearse, mergetool), errors (validate), duplicates, files to sort',
  },
  usage: { code: 2, means: 'the command line is not understood' },
  failed: { code: 3, means: 'an expected problem; the sentence says what to do' },
  notFound: { code: 4, means: 'no such repository, file, revision, backup or operation' },
  changedSince: { code: 5, means: 'something changed since it was read; nothing was touched' },
  locked: { code: 6, means: 'somebody else holds a lock; try again' },
  bug: { code: 70, means: 'a fault of Selvedge' },
} as const;

export type ExitName = keyof typeof exitCodes;

export const exitTable = (): string =>
  ['Exit codes:', ...Object.values(exitCodes).map(({ code, means }) => `  ${String(code).padStart(3)}  ${means}`)].join(
    '\n',
  );
