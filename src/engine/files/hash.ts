import { createHash } from 'node:crypto';
import type { ContentHash } from '../../contract/basics';

/** SHA-256 of bytes (or of a text's UTF-8), the identity of a content everywhere in the app. */
export const hashBytes = (bytes: Uint8Array | string): ContentHash =>
  createHash('sha256').update(bytes).digest('hex') as ContentHash;
