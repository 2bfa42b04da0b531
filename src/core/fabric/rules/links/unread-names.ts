import { defaultNamespace, keyOf } from '../../identity';
import { kindNamed } from '../../kinds';
import type { Fabric } from '../../model/fabric-model';
import type { Resource } from '../../model/model-file';
import { unreadParts } from '../../model/unread-parts';
import { referencesOf } from '../../references/references-of';
import { formatPath } from '../../schema/check-value';
import type { Finding } from '../finding';
import { namedResource } from './named-resource';

/**
 * What is said of a missing name where a file that cannot be read seems to hold it: that, and no other name instead.
 * Done on findings, since those are remembered by what was looked up, and unread files are not among it.
 */
export function doubtMissing(findings: readonly Finding[], resource: Resource, fabric: Fabric): readonly Finding[] {
  const unread = unreadParts(fabric).filter(({ claims }) => (claims?.keys.length ?? 0) > 0);
  if (unread.length === 0) return findings;
  return findings.map((finding): Finding => {
    if (finding.rule !== namedResource.id) return finding;
    const place = formatPath(finding.at);
    const reference = referencesOf(resource).find(({ path }) => formatPath(path) === place);
    if (!reference) return finding;
    const { kind, name } = reference;
    const key = keyOf({ group: kindNamed(kind).group, kind, namespace: defaultNamespace, name });
    const holder = unread.find(({ claims }) => claims?.keys.includes(key));
    if (!holder) return finding;
    const message = `${kind} ${name} is not among what can be read; it seems to stand in ${holder.path}, which cannot be`;
    return { ...finding, message, fix: null };
  });
}
