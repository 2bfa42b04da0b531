import type { InstallKindName } from '../kinds';
import { alloyConfig, fabricObservability, gatewayObservability, observability } from './observability';
import type { ObjectSchema, Schema } from './schema';
import { flag, int32, integer, listOf, mapOf, needed, object, text } from './schema';

const keys = listOf('Public keys that may log in.', text('A public key.'));
const password = text('Hash of the password, as `openssl passwd -5` makes it.');
const vlans = (doc: string): Schema =>
  listOf(
    doc,
    object('One range, both ends included.', {
      from: integer('First VLAN.'),
      to: integer('Last VLAN; the same as `from` when left out.'),
    }),
  );

const control = object('The control nodes and the network that manages everything.', {
  controlVIP: text('Address of the control nodes together: the first of the management subnet.'),
  defaultUser: object('The user core of the nodes.', { authorizedKeys: keys, password }),
  dummySubnet: text('Addresses of the nodes for themselves.'),
  joinToken: text('Secret with which nodes join.'),
  kubeClusterDNS: text('Address of the name server inside of the cluster.'),
  kubeClusterSubnet: text('Addresses inside of the cluster.'),
  kubeServiceSubnet: text('Addresses of services inside of the cluster.'),
  managementSubnet: text('Addresses of nodes and switches for their management.'),
  managementSubnetAnyDevice: flag('Serve addresses to devices that nobody described too.'),
  managementSubnetStatic: mapOf('Addresses that are always the same; the key is the MAC address.', text('An address.')),
  noPassAuth: flag('Let nobody log in with a password, only with a key.'),
  ntpServers: listOf('Where the time comes from.', text('Name or address of a server.')),
  observability: object('What the control nodes tell of themselves.', {
    kubeEvents: flag('Events of the cluster.'),
    kubePodLogs: flag('Logs of the pods.'),
  }),
  tlsSAN: listOf('Names and addresses under which the API is reached.', text('A name or an address.')),
});

const fabric = object('The switches and the network that they make.', {
  baseVPCCommunity: text('First community of VPCs.'),
  defaultAlloyConfig: alloyConfig,
  defaultSwitchUsers: mapOf(
    'Users of the switches; the key is the name. There has to be an admin.',
    object('One user.', { authorizedKeys: keys, password, role: text('`admin` or `operator`.') }),
  ),
  disableBFD: flag('Do without quick detection of dead links.'),
  eslagESIPrefix: text('Start of the identifiers of shared server connections.'),
  eslagMACBase: text('First MAC address of shared server connections.'),
  excludeNOSInstallers: flag('Leave the installers of switch systems out.'),
  fabricSubnet: text('Addresses of the cables between switches.'),
  includeBCM: flag('Bring the system for Broadcom switches.'),
  includeCLSP: flag('Bring the system for Celestica switches.'),
  includeCumulus: flag('Bring Cumulus.'),
  includeONIE: flag('Bring the boot loader of the switches.'),
  leafASNEnd: int32('Last AS number of leaves.'),
  leafASNStart: int32('First AS number of leaves.'),
  loopbackWorkaroundDisable: flag('Do without looped cables between VPCs.'),
  managementDHCPEnd: text('Last address that is served in the management subnet.'),
  managementDHCPStart: text('First address that is served in the management subnet.'),
  mclagSessionSubnet: text('Addresses between MCLAG peers.'),
  mode: text('`spine-leaf`, the only one that is left.'),
  observability: fabricObservability,
  protocolSubnet: text('Router ids.'),
  proxyExternalSubnet: text('Addresses for static externals that are proxied.'),
  spineASN: int32('AS number of all spines.'),
  th5WorkaroundVLANs: vlans('VLANs that some switches keep for themselves.'),
  vpcIRBVLANs: vlans('VLANs that the fabric keeps for VPCs.'),
  vpcWorkaroundSubnet: text('Addresses of looped cables between VPCs.'),
  vpcWorkaroundVLANs: vlans('VLANs of looped cables between VPCs.'),
  vtepSubnet: text('VTEP addresses.'),
});

const gateway = object('The gateways.', {
  asn: int32('AS number of all gateways.'),
  communities: mapOf('Communities by the priority of a gateway.', text('A community such as 50000:1000.')),
  enable: flag('Have gateways at all.'),
  mac: text('MAC address of the first gateway.'),
  observability: gatewayObservability,
});

const registry = object('Where images come from.', {
  mode: text('Whether they come from the network or were brought along.'),
  upstream: object('The registry they come from.', {
    noTLSVerify: flag('Do not check who the registry is.'),
    password: text('Password.'),
    prefix: text('Start of the names of images.'),
    repo: text('Address of the registry.'),
    username: text('User name.'),
  }),
});

/** Parts come and go with releases, so others than these are nobody's slip. */
const versions = (what: string, names: readonly string[], more: Readonly<Record<string, Schema>> = {}): ObjectSchema =>
  object(
    `Versions of the ${what}.`,
    { ...Object.fromEntries(names.map((name) => [name, text(`Version of ${name}.`)])), ...more },
    { open: true },
  );
const byPlatform = (what: string): Schema => mapOf(`Versions of ${what}; the key is the platform.`, text('A version.'));

const overrides = object('Values instead of those that the release brings. For developers.', {
  versions: object(
    'Versions of parts.',
    {
      fabric: versions('fabric’s parts', ['agent', 'api', 'boot', 'controller', 'ctl', 'dhcpd'], {
        nos: byPlatform('switch systems'),
        onie: byPlatform('boot loaders'),
      }),
      fabricator: versions(
        'installer’s parts',
        'api controlISORoot controller ctl flatcar nodeConfig pause'.split(' '),
      ),
      gateway: versions('gateway’s parts', 'agent api controller dataplane frr'.split(' ')),
      platform: versions(
        'parts from elsewhere',
        (
          'alloy bashCompletion certManager controlProxy controlProxyChart hostBGPContainer k3s k9s ntp ntpChart ' +
          'reloader reloaderChart toolbox zot zotChart'
        ).split(' '),
      ),
      vlab: versions('virtual lab', ['flatcar', 'onie']),
    },
    { open: true },
  ),
});

const bootstrap = object('How it is installed.', { disk: text('Disk that the system is written to.') });
const dummy = object('Its own address, of use to nobody else.', { ip: text('A /31 of the dummy subnet.') });
const management = object('Its place in the management network.', {
  interface: text('Network card.'),
  ip: text('Address with a length.'),
});

/** The installer's own kinds (fabricator, config/crd/bases), which live in the namespace `fab`. */
export const installSpecs: Readonly<Record<InstallKindName, ObjectSchema>> = {
  Fabricator: object('The configuration of the installation.', {
    config: object('What is installed, and how.', { control, fabric, gateway, observability, registry }),
    overrides,
  }),
  ControlNode: object('A machine that controls the fabric.', {
    bootstrap,
    dummy,
    external: object('Its place in the network of the customer.', {
      dns: listOf('Name servers.', text('An address.')),
      gateway: text('The way out.'),
      interface: text('Network card.'),
      ip: text('Address with a length, or `dhcp`.'),
    }),
    management,
  }),
  FabNode: object('A machine that does other work of the fabric.', {
    bootstrap,
    dummy,
    management,
    roles: needed(listOf('What it does.', text('`gateway`, the only role there is.'))),
  }),
};
