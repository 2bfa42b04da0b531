import type { ReferencePlace, ResourceRow } from '../../../../contract/fabric/resources';
import type { TextProblem } from '../../../editor/knowledge';
import type { Panel } from '../resources-store';
import { wordsOfState } from './resource-tree';

/** One line of the panel below the text, and where it leads. */
export interface PanelRow {
  readonly key: string;
  readonly title: string;
  readonly note: string;
  readonly severity: TextProblem['severity'] | null;
  /** Null: this file, as it stands in the editor. */
  readonly path: string | null;
  readonly line: number;
  readonly column: number;
  readonly fix: { readonly id: string; readonly title: string } | null;
}

interface Facts {
  readonly problems: readonly TextProblem[];
  readonly references: readonly ReferencePlace[];
  readonly referrers: readonly ReferencePlace[];
  readonly copies: readonly ResourceRow[];
}

const resolutionWords: Readonly<Record<ReferencePlace['resolution'], string>> = {
  found: '',
  ambient: 'the cluster provides it',
  assumed: 'not kept here, so the cluster has to provide it',
  missing: 'missing',
};

const joined = (parts: readonly string[]): string => parts.filter((part) => part !== '').join(' · ');

const problemRow = (problem: TextProblem, at: number): PanelRow => ({
  key: `${problem.id} ${at}`,
  title: problem.message,
  note: `Line ${problem.line + 1} · ${problem.rule}`,
  severity: problem.severity,
  path: null,
  line: problem.line,
  column: problem.column,
  fix: problem.fix === null ? null : { id: problem.id, title: problem.fix.title },
});

/** What the document names: leads to what is named, or to the place itself when that is not here. */
function referenceRow(reference: ReferencePlace, at: number): PanelRow {
  const { to, field, resolution, target, line, column } = reference;
  return {
    key: `${field} ${at}`,
    title: `${to.kind} ${to.part === null ? to.name : `${to.name}/${to.part}`}`,
    note: joined([field, resolutionWords[resolution], target === null ? '' : `${target.path}:${target.line + 1}`]),
    severity: resolution === 'missing' ? 'error' : null,
    path: target?.path ?? null,
    line: target?.line ?? line,
    column: target?.column ?? column,
    fix: null,
  };
}

const referrerRow = (reference: ReferencePlace, at: number): PanelRow => ({
  key: `${reference.path} ${reference.field} ${at}`,
  title: `${reference.from.kind} ${reference.from.name}`,
  note: joined([
    reference.to.part === null ? reference.field : `${reference.field} names ${reference.to.part}`,
    `${reference.path}:${reference.line + 1}`,
  ]),
  severity: null,
  path: reference.path,
  line: reference.line,
  column: reference.column,
  fix: null,
});

const copyRow = (row: ResourceRow): PanelRow => ({
  key: row.id,
  title: `${row.path}:${row.line + 1}`,
  note: joined([row.state === 'live' ? 'this one counts' : wordsOfState(row), row.area ?? '']),
  severity: null,
  path: row.path,
  line: row.line,
  column: 0,
  fix: null,
});

/** The lines of one panel. */
export function panelRows(
  panel: Exclude<Panel, 'history'>,
  { problems, references, referrers, copies }: Facts,
): readonly PanelRow[] {
  switch (panel) {
    case 'problems':
      return problems.map(problemRow);
    case 'references':
      return references.map(referenceRow);
    case 'referrers':
      return referrers.map(referrerRow);
    case 'copies':
      return copies.map(copyRow);
  }
}
