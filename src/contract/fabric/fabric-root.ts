import { z } from 'zod';
import { Moment } from '../problems';

/** Where a fabric directory starts, from the repository's root; empty for the repository itself. */
export const FabricRoot = z.string().max(4096);

/** The moment that is asked about: the working tree unless told. */
export const moment = Moment.default({ kind: 'working-tree' });
