import { switchVlanNamespaces } from './123-switch-vlan-namespaces';
import { switchHydrated } from './124-switch-hydrated';
import { switchRole } from './126-switch-role';
import { switchProfileNamed } from './127-switch-profile';
import { switchRedundancy } from './128-switch-redundancy';
import { switchGroups } from './130-switch-groups';
import { portGroupSpeeds } from './131-port-group-speeds';
import { portSpeeds } from './132-port-speeds';
import { portBreakouts } from './133-port-breakouts';
import { portSettings } from './134-port-settings';
import { switchRoce } from './136-switch-roce';
import { switchLanes } from './137-switch-lanes';
import { portLocators } from './138-port-locators';
import { managementAddress } from './139-management-address';
import { fabricAddresses } from './140-fabric-addresses';
import { asNumbers } from './141-as-numbers';
import { mclagPeers } from './142-mclag-peers';
import { switchBoot } from './145-switch-boot';
import { extraProfile } from './147-extra-profile';
import { profileStructure } from './148-profile-structure';
import type { Rule } from '../rule';

/** Rules about switches and their profiles. */
export const switchRules: readonly Rule[] = [
  switchVlanNamespaces,
  switchHydrated,
  switchRole,
  switchProfileNamed,
  switchRedundancy,
  switchGroups,
  portGroupSpeeds,
  portSpeeds,
  portBreakouts,
  portSettings,
  switchRoce,
  switchLanes,
  portLocators,
  managementAddress,
  fabricAddresses,
  asNumbers,
  mclagPeers,
  switchBoot,
  extraProfile,
  profileStructure,
];
