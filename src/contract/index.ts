import type { z } from 'zod';
import { auditCalls } from './audit';
import { changeCalls } from './changes';
import { checkpointCalls } from './checkpoints';
import { decisionCalls } from './decisions';
import { editingCalls } from './fabric/editing';
import { freeValueCalls } from './fabric/free-values';
import { planCalls } from './fabric/plans';
import { resourceCalls } from './fabric/resources';
import { topologyCalls } from './fabric/topology';
import { historyCalls } from './history';
import { lockCalls } from './locks';
import { mergeCalls } from './merge';
import { operationCalls } from './operations';
import { problemCalls } from './problems';
import { projectCalls } from './projects';
import { rehearsalCalls } from './rehearsal';
import { settingCalls } from './settings';
import { structureCalls } from './structure';
import { vaultCalls } from './vault';

/** The table of calls: everything that may be said between the page and the main process. */
export const calls = {
  ...projectCalls,
  ...changeCalls,
  ...mergeCalls,
  ...structureCalls,
  ...decisionCalls,
  ...rehearsalCalls,
  ...historyCalls,
  ...vaultCalls,
  ...operationCalls,
  ...checkpointCalls,
  ...lockCalls,
  ...auditCalls,
  ...resourceCalls,
  ...editingCalls,
  ...freeValueCalls,
  ...topologyCalls,
  ...planCalls,
  ...problemCalls,
  ...settingCalls,
} as const;

export type Calls = typeof calls;
export type CallName = keyof Calls;
/** What a caller writes (defaults may be left out). */
export type InputOf<N extends CallName> = z.input<Calls[N]['input']>;
/** What a handler receives (defaults filled in). */
export type ParsedInputOf<N extends CallName> = z.output<Calls[N]['input']>;
export type OutputOf<N extends CallName> = z.output<Calls[N]['output']>;
