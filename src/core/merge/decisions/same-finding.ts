import type { FabricModel } from '../../fabric/model/fabric-model';
import type { Finding } from '../../fabric/rules/finding';
import type { ValuePath } from '../../fabric/schema/check-value';
import { asRecord } from '../../fabric/value';

/** A finding with the model in which it was made. */
export interface FindingIn {
  readonly finding: Finding;
  readonly model: FabricModel;
}

/**
 * Whether the same rule says the same about the same thing in two models, wherever the file of its subject lies and
 * whatever place its entry has in a list: `subnets[2]` is `subnets[3]` once something was added above it.
 */
export function isSameFinding(one: FindingIn, other: FindingIn): boolean {
  const [first, second] = [one.finding, other.finding];
  if (first.rule !== second.rule || first.at.length !== second.at.length) return false;
  const isThere = first.at.every((step, index) => step === second.at[index]);
  if (isThere) return first.message === second.message;
  if (!first.at.some((step) => typeof step === 'number')) return false;
  return identityOf(one) === identityOf(other);
}

/** Where it stands by what the entries of lists say, and its words without their numbers. */
function identityOf({ finding, model }: FindingIn): string {
  const document = model.files.get(finding.path)?.documents.find(({ index }) => index === finding.document);
  return JSON.stringify([namedPath(document?.value, finding.at), withoutOrdinals(finding)]);
}

function namedPath(value: unknown, at: ValuePath): unknown[] {
  let inside = value;
  return at.map((step) => {
    inside = Array.isArray(inside) ? (inside as unknown[])[Number(step)] : asRecord(inside)[String(step)];
    return typeof step === 'number' ? [asRecord(inside)['name'] ?? inside] : step;
  });
}

/** Rules call an entry without a name by its number: "Static route 3 …", "Access line #3 …". */
function withoutOrdinals({ message, at }: Finding): string {
  const ordinals = at.flatMap((step) => (typeof step === 'number' ? [step + 1] : []));
  return ordinals.reduce(
    (text, ordinal) => text.replace(new RegExp(`(?<![\\d.:/])${ordinal}(?![\\d/]|[.:]\\d)`, 'g'), '#'),
    message,
  );
}
