import { attachmentRules } from './attachment/attachment-rules';
import { changeRules } from './change/change-rules';
import { connectionRules } from './connection/connection-rules';
import { externalRules } from './external/external-rules';
import { fileRules } from './file/file-rules';
import { gatewayRules } from './gateway/gateway-rules';
import { installationRules } from './installation/installation-rules';
import { linkRules } from './links/link-rules';
import { lintRules } from './lint/lint-rules';
import { namespaceRules } from './namespace/namespace-rules';
import { peeringRules } from './peering/peering-rules';
import type { Rule } from './rule';
import { switchRules } from './switch/switch-rules';
import { vpcRules } from './vpc/vpc-rules';

/** Every rule, in the order in which findings of the same severity are told. */
export const allRules: readonly Rule[] = [
  ...fileRules,
  ...linkRules,
  ...vpcRules,
  ...attachmentRules,
  ...peeringRules,
  ...namespaceRules,
  ...externalRules,
  ...connectionRules,
  ...switchRules,
  ...gatewayRules,
  ...lintRules,
  ...changeRules,
  ...installationRules,
];
