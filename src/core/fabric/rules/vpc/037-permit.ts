import { closestName } from '../../schema/closest-name';
import { asList, asTexts } from '../../value';
import { vpcView } from '../../views/vpc-view';
import type { Draft, ResourceRule } from '../rule';

function checkGroup(group: unknown, index: number, names: readonly string[]): Draft[] {
  const members = asTexts(group);
  const at = ['spec', 'permit', index];
  const found: Draft[] = [];
  if (asList(group).length < 2) found.push({ at, message: `Permit list ${index + 1} needs at least two subnets` });
  for (const [place, member] of members.entries()) {
    if (members.indexOf(member) < place)
      found.push({ at: [...at, place], message: `Permit list ${index + 1} names subnet ${member} twice` });
    if (names.includes(member)) continue;
    const near = closestName(member, names);
    const hint = near === null ? '' : `; did you mean ${near}?`;
    found.push({
      at: [...at, place],
      message: `Permit list ${index + 1} names subnet ${member}, which this VPC does not have${hint}`,
    });
  }
  return found;
}

export const permit: ResourceRule = {
  id: 'permit',
  numbers: [37],
  kinds: ['VPC'],
  severity: 'error',
  title: 'A permit list names at least two different subnets of the VPC',
  source: 'fabric v0.126, VPC.Validate',
  looksAt: 'resource',
  check: (resource) => {
    const names = vpcView(resource).subnets.map((subnet) => subnet.name);
    return asList(resource.spec['permit']).flatMap((group, index) => checkGroup(group, index, names));
  },
};
