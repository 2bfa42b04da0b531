import type { PlanPreview } from '../../../contract/fabric/plans';
import { summarize } from '../changes/change-words';
import { describeId } from '../identity';
import type { DocumentEdit } from '../rules/finding';
import type { PlanStep, PlannedStep } from './plan-step';
import { pathOfStep } from './plan-step';

type Row = PlanPreview['steps'][number];

const way = (at: DocumentEdit['at']): string => at.join('.');

function editInWords(edit: DocumentEdit): string {
  switch (edit.action) {
    case 'set':
      return `set ${way(edit.at)} to ${summarize(edit.value)}`;
    case 'delete':
      return `take ${way(edit.at)} away`;
    case 'rename-key':
      return `rename the key ${way(edit.at)} to ${edit.to}`;
  }
}

const annotated = (count: number, what: string): string =>
  `add ${count === 1 ? 'an annotation' : `${count} annotations`} to ${what}`;

/** The resource that the step was made for, with its place where it is not the first of the file. */
function whatOf({ expect, document }: { readonly expect: string | null; readonly document: number }): string {
  const [, kind, namespace, name] = expect?.split('/') ?? [];
  if (kind === undefined || namespace === undefined || name === undefined) return `document ${document + 1}`;
  const place = document === 0 ? '' : ` (document ${document + 1})`;
  return `${describeId({ group: '', kind, namespace, name })}${place}`;
}

function inWords(step: PlanStep): string {
  switch (step.action) {
    case 'disable':
      return `comment out ${whatOf(step)}`;
    case 'enable':
      return 'bring back what is commented out';
    case 'delete':
      return `delete ${whatOf(step)}`;
    case 'move':
      return `move ${whatOf(step)} to ${step.to}${step.disable === undefined ? '' : ', commented out'}`;
    case 'edit':
      return editInWords(step.edit);
    case 'annotate':
      return annotated(Object.keys(step.annotations).length, whatOf(step));
    case 'append':
      return `append an entry to ${step.at.join('.')}`;
    case 'copy-file':
      return `keep a copy as ${step.to}`;
    case 'rename-file':
      return `rename the file to ${step.to}`;
    case 'delete-file':
      return 'delete the file';
    case 'create-file':
      return 'make the file';
  }
}

const rowAction = (step: PlanStep): Row['action'] => {
  switch (step.action) {
    case 'annotate':
    case 'append':
      return 'edit';
    case 'copy-file':
      return 'create-file';
    default:
      return step.action;
  }
};

/** The file and document of a step, and what it does, as one phrase. */
export const describeStep = (step: PlanStep): string => `${pathOfStep(step)}: ${inWords(step)}`;

/** A step for reading; `comments`: how many lines of comments go with a document. */
export const stepRow = ({ step, why }: PlannedStep, comments = 0): Row => ({
  action: rowAction(step),
  path: step.action === 'copy-file' ? step.to : pathOfStep(step),
  document: step.action === 'edit' ? step.edit.document : 'document' in step ? step.document : null,
  to: 'to' in step ? step.to : null,
  words: `${inWords(step)}${comments === 0 ? '' : ` with ${comments} ${comments === 1 ? 'line' : 'lines'} of comments`}`,
  why,
});
