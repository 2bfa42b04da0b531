import { connectionName } from './connection-name';
import { doubtfulValue } from './doubtful-value';
import { fileName } from './file-name';
import { foldersSideBySide } from './folders-side-by-side';
import { kindDirectory } from './kind-directory';
import { mixedHydration } from './mixed-hydration';
import { profileRole } from './profile-role';
import { serverWithoutConnection } from './server-without-connection';
import { unused } from './unused';
import { vpcWithoutAttachment } from './vpc-without-attachment';
import type { Rule } from '../rule';

/** Rules about habits, beyond what the fabric checks. */
export const lintRules: readonly Rule[] = [
  connectionName,
  doubtfulValue,
  fileName,
  foldersSideBySide,
  kindDirectory,
  mixedHydration,
  profileRole,
  serverWithoutConnection,
  unused,
  vpcWithoutAttachment,
];
