import { paths } from './papers';
import { rackPlan } from './rack-plan';
import type { Resource } from './resource';
import { pathOf } from './resource';
import { switches } from './switches';
import { firstServers, storageServerConnections, storageServers } from './servers';
import type { Story } from './story';
import { attachment, vpc } from './tenants';

export const mainBranch = 'main';
export const storageBranch = 'feature/storage-growth';

const file = (kind: string, name: string): string => pathOf({ kind, name });
const web = file('VPC', 'web');
const app = file('VPC', 'app');
const addresses = file('IPv4Namespace', 'default');
const runners = file('VPCAttachment', 'server-08--ci--runners');
const runnersPeering = file('VPCPeering', 'ci--app');
const bench = file('VPCAttachment', 'server-09--lab--default');

const cache = (prefix: string, vlan: number): Resource => vpc('cache', [{ name: 'default', prefix, vlan, dhcp: true }]);

/**
 * The branch that grows the storage. Merged into main it conflicts eight times, each in another way:
 * one value, neighbouring keys, a list that both extend, deleted here, deleted there, added twice, renamed
 * and edited, a picture.
 */
export function growStorage(story: Story): void {
  story.commit('tess', 'Add servers 11 and 12 for the object store', (tree) =>
    tree.add(...storageServers, ...storageServerConnections),
  );
  story.commit('tess', 'Reserve addresses for the object store', (tree) =>
    tree.edit(addresses, '  - 10.10.0.0/16\n', '  - 10.10.0.0/16\n  - 10.30.0.0/16\n'),
  );
  story.commit('tess', 'Add VPC objects', (tree) => {
    tree.add(vpc('objects', [{ name: 'store', prefix: '10.30.1', vlan: 1040 }]));
    tree.add(
      attachment('server-11--eslag--leaf-03--leaf-04', 'objects', 'store'),
      attachment('server-12--eslag--leaf-03--leaf-04', 'objects', 'store'),
    );
  });
  story.commit('tess', 'Move web to the VLAN of the new load balancer', (tree) =>
    tree.edit(web, 'vlan: 1001', 'vlan: 1021'),
  );
  story.commit('tess', 'Give the services of app more leases', (tree) =>
    tree.edit(app, 'end: 10.10.2.199', 'end: 10.10.2.239'),
  );
  story.commit('tess', 'Tag the runners no more', (tree) =>
    tree.edit(runners, 'nativeVLAN: false', 'nativeVLAN: true'),
  );
  story.commit('tess', 'Close the job network to the runners', (tree) => tree.remove(runnersPeering));
  story.commit('tess', 'Add VPC cache for the object store', (tree) => tree.add(cache('10.30.9', 1031)));
  story.commit('tess', 'Name the attachment of the bench for what it is', (tree) => {
    const renamed = file('VPCAttachment', 'bench--lab--default');
    tree.rename(bench, renamed);
    tree.edit(renamed, 'name: server-09--lab--default', 'name: bench--lab--default');
    tree.edit(renamed, '  nativeVLAN: false\n', '  nativeVLAN: true # the bench boots over the network\n');
  });
  story.commit('tess', 'Draw the object store into the rack plan', (tree) =>
    tree.write(paths.rackPlan, rackPlan([true, true, true, true, true])),
  );
}

/** Meanwhile on main. */
export function meanwhileOnMain(story: Story): void {
  story.commit('mira', 'Move web out of the way of the old console VLAN', (tree) =>
    tree.edit(web, 'vlan: 1001', 'vlan: 1011'),
  );
  story.commit('mira', 'Keep the first addresses of app for load balancers', (tree) =>
    tree.edit(app, 'start: 10.10.2.10', 'start: 10.10.2.20'),
  );
  story.commit('jonas', 'Reserve addresses for the edge', (tree) =>
    tree.edit(addresses, '  - 10.10.0.0/16\n', '  - 10.10.0.0/16\n  - 10.20.0.0/16\n'),
  );
  story.commit('jonas', 'Add VPC edge', (tree) =>
    tree.add(vpc('edge', [{ name: 'default', prefix: '10.20.1', vlan: 1040 }])),
  );
  story.commit('jonas', 'Detach the runners, they moved to the cloud', (tree) => tree.remove(runners));
  story.commit('mira', 'Let the runners reach the services of app too', (tree) =>
    tree.edit(runnersPeering, '      - jobs\n', '      - jobs\n      - services\n'),
  );
  story.commit('jonas', 'Add VPC cache for the edge', (tree) => tree.add(cache('10.20.9', 1032)));
  story.commit('jonas', 'Send the VLAN of the lab tagged, and say so', (tree) =>
    tree.edit(bench, '  nativeVLAN: false\n', '  nativeVLAN: false # tagged since the bench got a trunk\n'),
  );
  story.commit('mira', 'Draw the gateway into the rack plan', (tree) =>
    tree.write(paths.rackPlan, rackPlan([true, true, true, false, true, false])),
  );
  for (const resource of [...firstServers, ...switches(true).slice(0, 2)]) {
    story.tick('plugin', `Update ${resource.kind}: ${resource.name} via Weaver lab by signal_handler`, 3, (tree, at) =>
      tree.resync(pathOf(resource), at),
    );
  }
}

/** What the others pushed to the remote since. `seen` of it has been fetched, the rest waits there. */
export function aheadOnRemote(story: Story): void {
  story.commit('jonas', 'Describe the border leaf', (tree) =>
    tree.edit(file('Switch', 'leaf-05'), 'Row B, by the carrier cage', 'Row B, by the carrier cage, door side'),
  );
  story.commit('jonas', 'Give batch a time server', (tree) =>
    tree.edit(
      file('VPC', 'batch'),
      '          end: 10.10.6.199\n',
      '          end: 10.10.6.199\n        options:\n          interfaceMTU: 9036\n          leaseTimeSeconds: 3600\n          timeServers:\n          - 10.10.8.123\n',
    ),
  );
  story.commit('mira', 'Note whom to ask about the gateway', (tree) =>
    tree.edit(
      paths.readme,
      'Ask Mira before you touch the border leaf.',
      'Ask Mira before you touch the border leaf or the gateway.',
    ),
  );
  story.commit('jonas', 'Add a second subnet to edge', (tree) =>
    tree.edit(
      file('VPC', 'edge'),
      '      vlan: 1040\n',
      '      vlan: 1040\n    cache:\n      subnet: 10.20.2.0/24\n      gateway: 10.20.2.1\n      vlan: 1042\n',
    ),
  );
}
