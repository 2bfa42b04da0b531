import type { InstallationRule, PlacedDraft } from '../rule';

export const fabricatorName: InstallationRule = {
  id: 'fabricator-name',
  numbers: [175],
  kinds: ['Fabricator'],
  severity: 'error',
  title: 'The Fabricator is called default, in the namespace fab, and stands once in its folder',
  source: 'fabricator, Fabricator.Validate',
  looksAt: 'installation',
  check: ({ fabricators }) =>
    fabricators.flatMap((resource, index): PlacedDraft[] => {
      const wanted = [
        { field: 'name', is: resource.id.name, should: 'default' },
        { field: 'namespace', is: resource.id.namespace, should: 'fab' },
      ];
      const wrong = wanted.flatMap(({ field, is, should }): PlacedDraft[] => {
        const at = ['metadata', field];
        const fix = { title: `Change to ${should}`, edits: [{ at, action: 'set' as const, value: should }] };
        const message = `The ${field} of the Fabricator is ${is}; the installer accepts ${should} only`;
        return is === should ? [] : [{ resource, at, message, fix }];
      });
      const [first] = fabricators;
      const again = { resource: first ?? resource, at: ['metadata'], message: 'The first' };
      const message = 'This folder has a Fabricator already; the installer reads one';
      return index === 0 ? wrong : [...wrong, { resource, at: ['metadata'], message, related: [again] }];
    }),
};
