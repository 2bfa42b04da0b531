import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { ModelDocument } from '../../../core/fabric/model/model-file';
import type { Finding } from '../../../core/fabric/rules/finding';
import { bareValue } from '../../../core/yaml/quick-value';
import { errorCode } from '../../files/file-system';
import type { KeptPlace } from './place-memory';
import type { SeenFile } from './working-files';

/**
 * What a worker remembers between two starts: which bytes were seen where, what the documents of those bytes say, and
 * what the rules said of one exact state. A cache: it may vanish at any time, and what does not fit is not believed.
 */
export interface KeptState {
  readonly seen: ReadonlyMap<string, SeenFile>;
  readonly documents: ReadonlyMap<string, readonly ModelDocument[]>;
  /** Null: the rules had not been asked. `state` names what they were asked about. */
  readonly judged: { readonly state: string; readonly findings: readonly Finding[] } | null;
  /** Where things stand in contents, by their hash. */
  readonly places: ReadonlyMap<string, ReadonlyMap<string, KeptPlace>>;
}

const fileName = 'state.v1.json';
const largestBytes = 400 * 1024 * 1024;

const Head = z.object({ version: z.literal(1), code: z.string(), sum: z.string(), bytes: z.number() });

/** Documents by hash, each with its value as JSON text. */
type KeptDocument = Omit<ModelDocument, 'value'> & { readonly json: string };
interface Body {
  readonly seen: readonly (readonly [string, number, number, number, number, string])[];
  readonly documents: readonly (readonly [string, readonly KeptDocument[]])[];
  readonly judged: KeptState['judged'];
  readonly places: readonly (readonly [string, readonly (readonly [string, KeptPlace])[]])[];
}

const checksum = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** A document whose value is read out of its text when somebody looks. */
class ReadLater implements ModelDocument {
  readonly index;
  readonly class;
  readonly identity;
  readonly refused;
  readonly range;
  readonly startLine;
  readonly contentLine;
  readonly endLine;
  readonly problems;
  readonly disabled;
  readonly doubtful?: NonNullable<ModelDocument['doubtful']>;
  readonly claims?: NonNullable<ModelDocument['claims']>;
  readonly within?: NonNullable<ModelDocument['within']>;
  #json: string | null;
  #value: unknown = null;

  constructor(kept: KeptDocument) {
    this.index = kept.index;
    this.class = kept.class;
    this.identity = kept.identity;
    this.refused = kept.refused;
    this.range = kept.range;
    this.startLine = kept.startLine;
    this.contentLine = kept.contentLine;
    this.endLine = kept.endLine;
    this.problems = kept.problems;
    this.disabled = kept.disabled;
    if (kept.doubtful) this.doubtful = kept.doubtful;
    if (kept.claims) this.claims = kept.claims;
    if (kept.within) this.within = kept.within;
    this.#json = kept.json;
  }

  get value(): unknown {
    if (this.#json !== null) {
      this.#value = bareValue(JSON.parse(this.#json));
      this.#json = null;
    }
    return this.#value;
  }
}

/** What was kept by the same code; null when there is nothing, or nothing that can be believed. */
export function readKept(folder: string, code: string): KeptState | null {
  try {
    const path = join(folder, fileName);
    if (statSync(path).size > largestBytes) return null;
    const bytes = readFileSync(path);
    const cut = bytes.indexOf(0x0a);
    const head = Head.safeParse(JSON.parse(bytes.toString('utf8', 0, Math.max(cut, 0))));
    const body = bytes.subarray(cut + 1);
    if (!head.success || head.data.code !== code) return null;
    if (head.data.bytes !== body.length || head.data.sum !== checksum(body)) return null;
    // The sum says that we wrote it; its shape is that of this version.
    const { seen, documents, judged, places } = JSON.parse(body.toString('utf8')) as Body;
    return {
      seen: new Map(
        seen.map(([path, sizeBytes, modifiedMs, changedMs, inode, hash]) => [
          path,
          { sizeBytes, modifiedMs, changedMs, inode, hash },
        ]),
      ),
      documents: new Map(documents.map(([hash, list]) => [hash, list.map((kept) => new ReadLater(kept))])),
      judged,
      places: new Map(places.map(([hash, list]) => [hash, new Map(list)])),
    };
  } catch {
    // Missing, unreadable or cut short: everything is read again.
    return null;
  }
}

/** Can a value be written as JSON and read back as the same? Large integers and infinities cannot. */
function survives(value: unknown): boolean {
  if (typeof value === 'bigint') return false;
  if (typeof value === 'number') return Number.isFinite(value);
  if (Array.isArray(value)) return value.every(survives);
  if (typeof value !== 'object' || value === null) return true;
  for (const key of Object.keys(value))
    if (key === '__proto__' || !survives((value as Record<string, unknown>)[key])) return false;
  return true;
}

const keepDocument = (document: ModelDocument): KeptDocument => {
  const {
    index,
    class: kind,
    identity,
    refused,
    range,
    startLine,
    contentLine,
    endLine,
    problems,
    disabled,
    doubtful,
    claims,
    within,
  } = document;
  const lines = { startLine, contentLine, endLine };
  const json = JSON.stringify(document.value ?? null);
  return {
    index,
    class: kind,
    identity,
    refused,
    range,
    ...lines,
    problems,
    disabled,
    json,
    ...(doubtful ? { doubtful } : {}),
    ...(claims ? { claims } : {}),
    ...(within ? { within } : {}),
  };
};

/** Writes the state in one step. What goes wrong costs time at the next start and nothing else. */
export function writeKept(folder: string, code: string, state: KeptState): void {
  const documents = [...state.documents].filter(([, list]) => list.every(({ value }) => survives(value)));
  const body: Body = {
    seen: [...state.seen].map(([path, seen]) => [
      path,
      seen.sizeBytes,
      seen.modifiedMs,
      seen.changedMs,
      seen.inode,
      seen.hash,
    ]),
    documents: documents.map(([hash, list]) => [hash, list.map(keepDocument)]),
    judged: state.judged,
    places: [...state.places].map(([hash, list]) => [hash, [...list]]),
  };
  try {
    const bytes = Buffer.from(JSON.stringify(body), 'utf8');
    if (bytes.length > largestBytes) return;
    const head = JSON.stringify({ version: 1, code, sum: checksum(bytes), bytes: bytes.length });
    const fresh = join(folder, `${fileName}.${process.pid}.new`);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(fresh, Buffer.concat([Buffer.from(`${head}\n`, 'utf8'), bytes]), { mode: 0o600 });
    chmodSync(fresh, 0o600);
    renameSync(fresh, join(folder, fileName));
  } catch (error) {
    if (errorCode(error) === null && !(error instanceof RangeError)) throw error;
  }
}

/** Removes what was kept, because somebody wants contents forgotten. */
export function dropKept(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}
