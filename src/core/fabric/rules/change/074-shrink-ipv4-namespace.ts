import { isSubset, parsePrefix } from '../../net/ip';
import { asTexts } from '../../value';
import { vpcView } from '../../views/vpc-view';
import type { ChangeRule } from '../rule';
import { changed, remaining } from './change-words';

export const shrinkIpv4Namespace: ChangeRule = {
  id: 'shrink-ipv4-namespace',
  numbers: [74],
  kinds: ['IPv4Namespace'],
  severity: 'error',
  title: 'An IPv4 namespace keeps room for the subnets that are in it',
  source: 'fabric v0.126, ipv4namespace_wh.go ValidateUpdate',
  looksAt: 'change',
  check: (change) =>
    changed(change, 'IPv4Namespace').flatMap(({ now }) => {
      const prefixes = asTexts(now.spec['subnets']).flatMap((text) => parsePrefix(text) ?? []);
      return remaining(change, 'VPC').flatMap((vpc) => {
        const view = vpcView(vpc);
        if (view.ipv4Namespace !== now.id.name) return [];
        return view.subnets.flatMap(({ name, prefix, text, at }) =>
          !prefix || prefixes.some((outer) => isSubset(prefix, outer))
            ? []
            : [
                {
                  resource: now,
                  at: ['spec', 'subnets'],
                  message: `The namespace has no room any more for ${text ?? ''} of ${vpc.id.name}/${name}`,
                  related: [{ resource: vpc, at, message: text ?? '' }],
                },
              ],
        );
      });
    }),
};
