import { flag, int32, integer, listOf, mapOf, needed, object, text } from './schema';

const switchRoles = ['spine', 'server-leaf', 'border-leaf', 'mixed-leaf', 'virtual-edge'] as const;
const fecModes = ['rs', 'fc', 'auto', 'disabled'] as const;

export const switchSpec = object('The wanted state of the switch.', {
  role: needed(text('What the switch is in the fabric.', { choices: switchRoles })),
  description: text('Free text.'),
  profile: text('The switch model.', { refersTo: 'SwitchProfile' }),
  groups: listOf('Groups that the switch belongs to.', text('Name of a switch group.', { refersTo: 'SwitchGroup' })),
  redundancy: object('The group that shares server connections with this switch.', {
    group: text('Name of the switch group.', { refersTo: 'SwitchGroup' }),
    type: text('Only eslag is supported now.', { choices: ['mclag', 'eslag'] }),
  }),
  vlanNamespaces: listOf(
    'VLAN namespaces that the switch carries. `default` when left out.',
    text('Name of a VLAN namespace.', { refersTo: 'VLANNamespace' }),
  ),
  asn: int32('AS number. Filled in by hydration.'),
  ip: text('Management address with a length. Filled in by hydration.'),
  vtepIP: text('VTEP address, a /32; leaves only. Filled in by hydration.'),
  protocolIP: text('BGP router id, a /32. Filled in by hydration.'),
  portGroupSpeeds: mapOf('Speed of a port group; the key is the group.', text('A speed, for instance 10G.')),
  portSpeeds: mapOf('Speed of a port; the key is the port.', text('A speed, for instance 25G.')),
  portBreakouts: mapOf('How a port is split; the key is the port.', text('A breakout, for instance 4x25G.')),
  portAutoNegs: mapOf('Auto-negotiation of a port; the key is the port.', flag('On or off.')),
  portFECs: mapOf(
    'Error correction of a port; the key is the port. Taking a value away does not reset the switch.',
    text('The mode.', { choices: fecModes }),
  ),
  portLocators: mapOf(
    'Blink the light of a port (`*`: of the switch); the key is the port.',
    text('Empty, a duration such as 10m, or the end as `YYYY-MM-DD hh:mm:ss` in UTC.'),
    { since: '0.129' },
  ),
  boot: object('How the switch is recognised when it boots for the first time.', {
    serial: text('Serial number.'),
    mac: text('MAC address of the management port.'),
  }),
  enableAllPorts: flag('Switch all ports on, also those that no connection uses.'),
  roce: flag('Lossless queues for RoCEv2. While it is on, breakouts cannot change.'),
  ecmp: object('How flows are spread over equal paths.', { roceQPN: flag('Hash the RoCE queue pair too.') }),
  linkFlapErrDisable: object('Switch a fabric port off when its link goes up and down too often.', {
    flapThreshold: integer('How many times the link may go down in one interval.', {
      minimum: 1,
      maximum: 50,
      default: 3,
    }),
    samplingInterval: int32('Length of the interval in seconds.', { minimum: 1, maximum: 65535, default: 30 }),
    recoveryInterval: int32('Seconds until the port is switched on again; 0 for never.', {
      minimum: 0,
      maximum: 65534,
      default: 300,
    }),
  }),
});

export const serverSpec = object('The server.', {
  description: text('Free text.'),
  profile: text('The server model. Not used by the fabric yet.', { refersTo: 'ServerProfile' }),
});

export const switchGroupSpec = object('Nothing to say: the name is enough.', {});

export const serverProfileSpec = object('The server model.', {
  nics: listOf(
    'Network cards.',
    object('One card.', {
      name: text('Name of the card.'),
      ports: listOf('Its ports.', object('One port.', { name: text('Name of the port.') })),
    }),
  ),
});

export const vlanNamespaceSpec = object('The VLANs of the namespace.', {
  ranges: listOf(
    'Ranges that do not overlap (1–20).',
    object('One range, both ends included.', {
      from: integer('First VLAN.'),
      to: integer('Last VLAN; the same as `from` when left out.'),
    }),
    { minItems: 1, maxItems: 20 },
  ),
});

export const switchProfileSpec = object('What the switch model can do.', {
  displayName: text('Name for people.'),
  otherNames: listOf('Other names of the same model (at most 5).', text('A name.')),
  switchSilicon: text('The switching chip.'),
  nosType: text('Type of the network operating system.'),
  platform: text('Platform name of the operating system.'),
  notes: text('Free text.'),
  maxPorts: integer('How many ports the chip can drive after breakouts.'),
  config: object('Limits for the configuration.', { maxPathsEBGP: int32('Most equal paths for eBGP.') }),
  features: object('What the model supports.', {
    subinterfaces: flag('Sub-interfaces.'),
    acls: flag('Access lists.'),
    l2vni: flag('VPCs in L2VNI mode.'),
    l3vni: flag('VPCs in L3VNI mode.'),
    roce: flag('RoCEv2.'),
    mclag: flag('MCLAG.'),
    eslag: flag('ESLAG.'),
    ecmpRoCEQPN: flag('Hashing of the RoCE queue pair.'),
    portLocator: flag('Blinking of a port’s light.', { since: '0.129' }),
  }),
  ports: mapOf(
    'The ports; the key is the port’s name in the fabric.',
    object('One port.', {
      nos: text('Name in the operating system.'),
      baseNOSName: text('Name of the undivided port in the operating system.'),
      label: text('What is printed on the front.'),
      group: text('Port group; instead of profile.'),
      profile: text('Port profile; instead of group.'),
      management: flag('A management port.'),
      oniePortName: text('Name during the installation.'),
      pipeline: text('Part of the chip that drives the port.'),
    }),
  ),
  portGroups: mapOf(
    'Ports that share one speed; the key is the group.',
    object('One group.', { nos: text('Name in the operating system.'), profile: text('Port profile.') }),
  ),
  portProfiles: mapOf(
    'What ports can do; the key is the profile’s name.',
    object('One profile: speed or breakout.', {
      speed: object('A port with a speed.', {
        default: text('Speed when none is set.'),
        supported: listOf('Speeds.', text('A speed.')),
      }),
      breakout: object('A port that can be split.', {
        default: text('Breakout when none is set.'),
        supported: mapOf(
          'Breakouts; the key is the mode.',
          object('How lanes are numbered.', { offsets: listOf('Lane offsets.', text('An offset.')) }),
        ),
      }),
      autoNegAllowed: flag('Auto-negotiation may be set.'),
      autoNegDefault: flag('Auto-negotiation when none is set.'),
    }),
  ),
  pipelines: mapOf(
    'Parts of the chip; the key is the name.',
    object('One part.', { maxPorts: integer('How many ports it can drive.') }),
  ),
});
