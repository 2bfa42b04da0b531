import { ipv4NamespaceName } from './070-ipv4-namespace-name';
import { namespacePrefixList } from './071-namespace-prefixes';
import { vlanRanges } from './076-vlan-ranges';
import type { Rule } from '../rule';

/** Rules about namespaces. */
export const namespaceRules: readonly Rule[] = [ipv4NamespaceName, namespacePrefixList, vlanRanges];
