import { external, externalAttachment, externalConnection, externalPeering } from './edges';
import { fabricConnections, gateway, gatewayConnections, gatewayGroup } from './links';
import { countScript, dropRawDuplicate, dropRawServers, layOut, paths, readme, setAside } from './papers';
import { rackPlan } from './rack-plan';
import type { Resource } from './resource';
import { pathOf } from './resource';
import * as servers from './servers';
import type { Story } from './story';
import { switchGroups, switches } from './switches';
import * as tenants from './tenants';

const file = (kind: string, name: string): string => pathOf({ kind, name });

/** What the NetBox plugin knows and keeps touching. */
const adopted = (): Resource[] => [
  ...switches(true),
  ...servers.firstServers,
  ...servers.moreServers,
  ...servers.firstServerConnections,
];

/** Chapter one: the wiring, from an empty repository to a fabric with addresses. */
export function buildFabric(story: Story): void {
  story.commit('mira', 'Start the repository of the weaver lab', (tree) => {
    tree.write(paths.readme, readme);
    tree.write(paths.check, countScript, '100755');
  });
  story.tick('plugin', 'Initialize GitOps structure for Weaver lab', 340, layOut);
  story.commit('mira', 'Add VLAN and address namespaces', (tree) => tree.add(...tenants.namespaces));
  const [spineOne, spineTwo, border, ...leaves] = switches(false);
  story.commit('mira', 'Add the spines', (tree) => tree.add(...[spineOne, spineTwo].filter((s) => s !== undefined)));
  story.commit('mira', 'Add the two ESLAG pairs', (tree) => tree.add(...switchGroups, ...leaves));
  story.commit('jonas', 'Add the border leaf', (tree) => tree.add(...[border].filter((s) => s !== undefined)));
  story.commit('jonas', 'Cable spines and leaves', (tree) => tree.add(...fabricConnections(false)));
  story.commit('mira', 'Fill in addresses', (tree) => tree.add(...switches(true), ...fabricConnections(true)));
  story.commit('tess', 'Draw the rack plan', (tree) => tree.write(paths.rackPlan, rackPlan([true, true, true, false])));
  story.commit('jonas', 'Register the first servers', (tree) => tree.add(...servers.firstServers));
  story.commit('jonas', 'Connect the first servers', (tree) => tree.add(...servers.firstServerConnections));
}

/** Chapter two: tenants, with a mistake or two on the way. */
export function moveTenantsIn(story: Story): void {
  story.commit('tess', 'Add VPC web', (tree) => tree.add(tenants.vpcs.web));
  story.commit('tess', 'Attach the web servers', (tree) => tree.add(...tenants.webAttachments));
  story.commit('tess', 'Add VPC app', (tree) => tree.add(tenants.vpcs.app));
  story.commit('tess', 'Attach the application servers', (tree) => tree.add(...tenants.appAttachments));
  story.commit('jonas', 'Register servers 05 to 08', (tree) => tree.add(...servers.moreServers));
  story.commit('jonas', 'Connect servers 05 to 08', (tree) => tree.add(...servers.moreServerConnections));
  const db = file('VPC', 'db');
  story.commit('tess', 'Add VPC db', (tree) => {
    tree.add(tenants.vpcs.db);
    tree.edit(db, '      vlan: 1004\n', '');
  });
  story.commit('tess', 'Give db the VLAN that it needs', (tree) => tree.add(tenants.vpcs.db), 12);
  story.commit('tess', 'Attach the database servers', (tree) => tree.add(...tenants.dataAttachments));
  const { webApp, appDb, ciApp } = tenants.peerings;
  story.commit('tess', 'Peer web with app, and app with db', (tree) => tree.add(webApp, appDb));
  story.commit('jonas', 'Switch the peering of web and app off while app moves', (tree) => {
    const path = pathOf(webApp);
    tree.write(path, tree.read(path).replace(/^/gm, '# ').replace(/# $/, ''));
  });
  story.commit('jonas', 'Switch the peering of web and app on again', (tree) => tree.add(webApp), 95);
  const { ci, batch, storage } = tenants.vpcs;
  story.commit('mira', 'Add VPCs ci, batch and storage', (tree) => tree.add(ci, batch, storage));
  story.commit('mira', 'Attach runners, workers and the file store', (tree) => tree.add(...tenants.workAttachments));
  story.commit('mira', 'Let the runners reach the job network', (tree) => tree.add(ciApp));
}

/** Chapter three: the way out, the gateway, the lab. */
export function openTheDoors(story: Story): void {
  const typo = { from: 'connection: leaf-05--external\n', to: 'connection: leaf-05-external\n' };
  story.commit('jonas', 'Add the WAN at the border leaf', (tree) => {
    tree.add(external, externalConnection, externalAttachment);
    tree.edit(pathOf(externalAttachment), typo.from, typo.to);
  });
  story.commit('jonas', 'Fix the name of the connection to the WAN', (tree) => tree.add(externalAttachment), 21);
  story.commit('jonas', 'Let web and app reach the WAN', (tree) =>
    tree.add(externalPeering('web', 'frontend'), externalPeering('app', 'services')),
  );
  story.commit('mira', 'Add the gateway and its cables', (tree) =>
    tree.add(gatewayGroup, gateway, ...gatewayConnections),
  );
  story.commit('mira', 'Open the file store to batch and ci', (tree) => tree.add(...tenants.gatewayPeerings));
  story.commit('tess', 'Add servers 09 and 10', (tree) =>
    tree.add(...servers.lastServers, ...servers.lastServerConnections),
  );
  story.commit('tess', 'Add VPCs lab and oob', (tree) => tree.add(tenants.vpcs.lab, tenants.vpcs.oob));
  story.commit('tess', 'Attach the bench and the console host', (tree) => tree.add(...tenants.lastAttachments));
  story.commit('mira', 'Say what the subnets of app are for', (tree) => {
    tree.edit(file('VPC', 'app'), '    services:\n', '    # reachable from web and from the WAN\n    services:\n');
    tree.edit(file('VPC', 'app'), '    jobs:\n', '    # internal, never peer this with web\n    jobs:\n');
  });
}

/** Chapter four: the plugin takes the wiring over, and then cannot stop. */
export function stormOfTimestamps(story: Story): void {
  story.tick('plugin', 'Sync Weaver lab from NetBox', 9000, (tree, at) => tree.adopt(adopted(), at));
  story.tick('plugin', 'Move console-notes.yaml to unmanaged', 4, setAside);
  const targets = [
    ...servers.firstServers,
    ...switches(true),
    ...servers.moreServers,
    ...servers.firstServerConnections,
  ];
  for (const resource of targets.slice(0, 22)) {
    story.tick('plugin', `Update ${resource.kind}: ${resource.name} via Weaver lab by signal_handler`, 2, (tree, at) =>
      tree.resync(pathOf(resource), at),
    );
  }
}

/** Chapter five: people again. */
export function quietWeeks(story: Story): void {
  const web = file('VPC', 'web');
  story.commit('mira', 'Keep leases of web for two hours', (tree) =>
    tree.edit(web, 'leaseTimeSeconds: 3600', 'leaseTimeSeconds: 7200'),
  );
  story.commit(
    'mira',
    'Revert "Keep leases of web for two hours"\n\nThe front end renumbers its containers every hour.',
    (tree) => tree.edit(web, 'leaseTimeSeconds: 7200', 'leaseTimeSeconds: 3600'),
  );
  story.commit('jonas', 'Drop the edge cache servers into raw', dropRawServers);
  story.commit('tess', 'Add vpc-web.yaml', dropRawDuplicate);
  story.commit('jonas', 'Correct the place of spine-02', (tree) =>
    tree.edit(file('Switch', 'spine-02'), 'description: Row B, middle', 'description: Row B, rack 3, upper half'),
  );
}
