import type { Fabric } from '../../model/fabric-model';
import { resourcesOfKind } from '../../model/fabric-model';
import type { Resource } from '../../model/model-file';
import { builtInProfiles } from '../../profiles/built-in';
import type { Reference } from '../../references/reference';
import { resolve } from '../../references/reference-graph';
import { referencesOf } from '../../references/references-of';
import { connectionView, isMclag } from '../../views/connection-view';
import { closestName } from '../../schema/closest-name';
import { asRecord, valueAt } from '../../value';
import type { Severity } from '../finding';
import type { Draft, LinkRule } from '../rule';

const siblings = ({ from, path }: Reference): string[] => Object.keys(asRecord(valueAt(from.value, path.slice(0, -1))));

function nearName(fabric: Fabric, reference: Reference): string | null {
  const here = resourcesOfKind(fabric, reference.kind).map((resource) => resource.id.name);
  // A key cannot become one that stands beside it already.
  const beside = reference.form === 'key' || reference.form === 'ext-key' ? siblings(reference) : [];
  const built = reference.kind === 'SwitchProfile' ? [...builtInProfiles.keys()] : [];
  return closestName(
    reference.name,
    [...here, ...built].filter((name) => !beside.includes(rewritten(reference, name))),
  );
}

/** The text with another name in it, written the same way. */
export function rewritten(reference: Reference, name: string): string {
  switch (reference.form) {
    case 'name':
    case 'key':
    case 'part':
      return name;
    case 'ext-key':
    case 'ext-name':
      return `ext.${name}`;
    case 'vpc/subnet':
    case 'device/port':
      return reference.text.includes('/') ? `${name}${reference.text.slice(reference.text.indexOf('/'))}` : name;
  }
}

function draftFor(reference: Reference, message: string, near: string | null, severity: Severity | null): Draft {
  const { path: at, form } = reference;
  const isKey = form === 'key' || form === 'ext-key';
  const draft = { at, message, onKey: isKey, ...(severity ? { severity } : {}) };
  if (near === null) return draft;
  const text = rewritten(reference, near);
  const edit = isKey ? { at, action: 'rename-key' as const, to: text } : { at, action: 'set' as const, value: text };
  return { ...draft, fix: { title: `Change to ${text}`, edits: [edit] } };
}

/** Deprecated kinds of links are warned about once, elsewhere; nothing else about them is checked. */
const isSkipped = (resource: Resource): boolean =>
  resource.kind?.kind === 'Connection' && isMclag(connectionView(resource));

export const namedResource: LinkRule = {
  id: 'named-resource',
  numbers: [39, 42, 52, 53, 66, 81, 85, 97, 112, 114, 117, 120, 123, 127, 130, 155, 159, 169],
  kinds: [],
  severity: 'error',
  title: 'A resource that is named exists, here or (by policy) in the cluster',
  source: 'fabric v0.126, Validate of each kind',
  looksAt: 'links',
  check: (resource, fabric) => {
    const { unresolved } = fabric.policy;
    if (unresolved === 'off' || isSkipped(resource)) return [];
    return referencesOf(resource).flatMap((reference): Draft[] => {
      if (reference.form === 'part') return [];
      const { state } = resolve(fabric, reference.kind, reference.name);
      if (state === 'found' || state === 'ambient') return [];
      const label = `${reference.kind} ${reference.name}`;
      if (reference.kind === 'ServerProfile')
        return [
          draftFor(
            reference,
            `${label} does not exist here; the fabric does not use server profiles yet`,
            null,
            'note',
          ),
        ];
      const near = nearName(fabric, reference);
      const hint = near === null ? '' : `; did you mean ${near}?`;
      if (reference.kind === 'SwitchProfile' && state !== 'missing' && unresolved === 'auto')
        return [
          draftFor(
            reference,
            `${label} is none of the models whose facts are known; its ports are not checked${hint}`,
            near,
            'warning',
          ),
        ];
      if (state === 'assumed' && unresolved === 'auto')
        return [
          draftFor(
            reference,
            `${label} is not in this directory, nor any other ${reference.kind}: the cluster has to provide it`,
            null,
            'note',
          ),
        ];
      const severity = unresolved === 'auto' ? null : unresolved;
      return [draftFor(reference, `${label} does not exist${hint}`, near, severity)];
    });
  },
};
