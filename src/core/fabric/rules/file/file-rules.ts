import { readable } from './001-readable';
import { schema } from './001-schema';
import { template } from './001-template';
import { unknownField } from './001-unknown-field';
import { foreignKind } from './002-foreign-kind';
import { servedVersion } from './002-served-version';
import { notAResource } from './002-not-a-resource';
import { documentWithoutKind } from './003-document-without-kind';
import { nameLength } from './004-name-length';
import { nameForm } from './005-name-form';
import { namespace } from './006-namespace';
import { oneCopy } from './007-one-copy';
import { fileExtension } from './008-file-extension';
import { systemLabels } from './009-system-labels';
import type { Rule } from '../rule';

/** Rules about files and metadata. */
export const fileRules: readonly Rule[] = [
  readable,
  schema,
  template,
  unknownField,
  foreignKind,
  servedVersion,
  notAResource,
  documentWithoutKind,
  nameLength,
  nameForm,
  namespace,
  oneCopy,
  fileExtension,
  systemLabels,
];
