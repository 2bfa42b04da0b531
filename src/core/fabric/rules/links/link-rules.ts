import { namedPart } from './named-part';
import { namedResource } from './named-resource';
import type { Rule } from '../rule';

/** Rules about what resources name. */
export const linkRules: readonly Rule[] = [namedPart, namedResource];
