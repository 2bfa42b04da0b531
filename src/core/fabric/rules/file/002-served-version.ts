import { fabricKinds, kindOf, otherHedgehogGroups } from '../../kinds';
import { closestName } from '../../schema/closest-name';
import type { ResourceRule } from '../rule';
import { unless } from '../words';

const ownGroups = new Set(fabricKinds.map((entry) => entry.group));

export const servedVersion: ResourceRule = {
  id: 'served-version',
  numbers: [2],
  kinds: [],
  severity: 'error',
  title: 'apiVersion and kind are ones that the fabric serves',
  source: 'fabricator, loader.go isAllowedGVK',
  looksAt: 'resource',
  check: ({ id, kind }) => {
    if (kind) {
      const served = `${kind.group}/${kind.version}`;
      return unless(
        id.version === kind.version,
        ['apiVersion'],
        `${id.apiVersion} is not served any more; ${id.kind} is ${served} now`,
        {
          fix: { title: `Change to ${served}`, edits: [{ at: ['apiVersion'], action: 'set', value: served }] },
        },
      );
    }
    if (ownGroups.has(id.group)) {
      const names = fabricKinds.filter((entry) => entry.group === id.group).map((entry) => entry.kind);
      const near = closestName(id.kind, names);
      const hint = near === null ? '' : `; did you mean ${near}?`;
      const elsewhere = fabricKinds.find((entry) => entry.kind === id.kind);
      const group = elsewhere ? `; ${id.kind} belongs to ${elsewhere.group}/${elsewhere.version}` : hint;
      return [{ at: ['kind'], message: `${id.group} has no kind ${id.kind}${group}` }];
    }
    return unless(
      !otherHedgehogGroups.includes(id.group) || kindOf(id.group, id.kind) !== null,
      ['apiVersion'],
      `${id.kind} of ${id.group} belongs to the installation or to the running system, not into a fabric directory`,
      { severity: 'warning' },
    );
  },
};
