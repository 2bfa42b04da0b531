import { readFileSync } from 'node:fs';
import { parse, stringify } from 'yaml';
import { kindNamed } from '../../../../../src/core/fabric/kinds';
import type { KindName } from '../../../../../src/core/fabric/kinds';
import type { Fabric } from '../../../../../src/core/fabric/model/fabric-model';
import type { Policy } from '../../../../../src/core/fabric/policy/policy';
import { readPolicy } from '../../../../../src/core/fabric/policy/policy';
import { fabricOf } from '../read-fabric';

type Tree = Record<string, unknown>;
const base = parse(readFileSync('test/fixtures/fabric/base.yaml', 'utf8')) as Tree;

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value);

/** JSON merge patch: mappings are merged, null takes away, everything else replaces. */
export function merged(target: unknown, patch: unknown): unknown {
  if (!isTree(patch)) return patch;
  const result: Tree = isTree(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete result[key];
    else result[key] = merged(result[key], value);
  }
  return result;
}

/** `$metadata` and `$apiVersion` beside the fields of the spec reach the rest of the document. */
function documentOf(address: string, value: unknown): string {
  const [kind = '', name = ''] = address.split('/');
  const row = kindNamed(kind as KindName);
  const { $metadata, $apiVersion, ...spec } = value as Tree;
  const metadata = { name, ...($metadata as Tree | undefined) };
  return stringify({ apiVersion: $apiVersion ?? `${row.group}/${row.version}`, kind, metadata, spec });
}

const policies = new Map<string, Policy>();

/** The same object for the same text, so that what rules said about a file is remembered. */
function policyOf(text: string): Policy {
  const read = readPolicy(parse(text));
  if (read.problems.length > 0) throw new Error(JSON.stringify(read.problems));
  const policy = policies.get(text) ?? read.policy;
  policies.set(text, policy);
  return policy;
}

/** Each resource of the base fabric, with a patch (`Kind/name: spec`), in a file of its own: path → text. */
export function baseFiles(patch = ''): Record<string, string> {
  const resources = merged(base, parse(patch, { uniqueKeys: false }) ?? {}) as Tree;
  const files = Object.entries(resources).map(([address, value]): [string, string] => [
    `f/${address.replace('/', '-')}.yaml`,
    documentOf(address, value),
  ]);
  return Object.fromEntries(files);
}

/** The base fabric with a patch, under a policy. */
export const patchedFabric = (patch: string, policy = '{version: 1}'): Fabric =>
  fabricOf(baseFiles(patch), policyOf(policy));
