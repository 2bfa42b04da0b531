import fc from 'fast-check';
import type { FabricModel } from '../../src/core/fabric/model/fabric-model';
import type { Finding } from '../../src/core/fabric/rules/finding';
import { checkModel } from '../../src/core/fabric/rules/run-rules';
import { isSameFinding } from '../../src/core/merge/decisions/same-finding';

/** What only the combination breaks, by its meaning: all three judged whole. */
export function judgedWhole(ours: FabricModel, theirs: FabricModel, result: FabricModel): Finding[] {
  const known = [ours, theirs].flatMap((model) => checkModel(model).map((finding) => ({ finding, model })));
  return checkModel(result).filter(
    (finding) =>
      finding.severity !== 'note' &&
      !known.some(
        (one) =>
          (one.finding.resource ?? one.finding.path) === (finding.resource ?? finding.path) &&
          isSameFinding(one, { finding, model: result }),
      ),
  );
}

const names = ['a', 'b', 'c'] as const;
const vlans = [1001, 1002, 1003, 9999] as const;
const head = (kind: string, name: string, group = 'vpc.githedgehog.com/v1beta1'): string =>
  `apiVersion: ${group}\nkind: ${kind}\nmetadata:\n  name: ${name}\n`;

/** Entries of a list of which some are wrong, so that what is wrong has a number. */
const routes = fc
  .subarray(['10.7.0.0/24', '10.8.0.1/24', '10.9.0.1/24'])
  .map((prefixes) =>
    prefixes.length === 0
      ? ''
      : `  staticRoutes:\n${prefixes.map((prefix) => `  - prefix: ${prefix}\n    nextHops:\n    - 10.0.0.1\n`).join('')}`,
  );

const document = fc.oneof(
  fc
    .record({
      name: fc.constantFrom(...names),
      vlan: fc.constantFrom(...vlans),
      net: fc.integer({ min: 0, max: 2 }),
      routes,
    })
    .map(
      ({ name, vlan, net, routes }) =>
        `${head('VPC', name)}spec:\n  ipv4Namespace: default\n  vlanNamespace: default\n  subnets:\n    one:\n      subnet: 10.0.${net}.0/24\n      vlan: ${vlan}\n${routes}`,
    ),
  fc
    .tuple(fc.constantFrom(...names), fc.constantFrom(...names))
    .map(
      ([one, other]) => `${head('VPCPeering', `${one}--${other}`)}spec:\n  permit:\n  - ${one}: {}\n    ${other}: {}\n`,
    ),
  fc
    .tuple(fc.constantFrom(...names), fc.constantFrom(...names))
    .map(([vpc, at]) => `${head('VPCAttachment', `${vpc}-${at}`)}spec:\n  connection: ${at}\n  subnet: ${vpc}/one\n`),
  fc.constantFrom(
    `${head('VLANNamespace', 'default', 'wiring.githedgehog.com/v1beta1')}spec:\n  ranges:\n  - from: 1000\n    to: 2999\n`,
    `${head('IPv4Namespace', 'default')}spec:\n  subnets:\n  - 10.0.0.0/16\n`,
    'kind: VPC\n',
    'a: [\n',
    'plain: yaml\n',
  ),
);
/** The text of one file. */
export const fileContent = fc
  .array(document, { minLength: 1, maxLength: 3 })
  .map((documents) => documents.join('---\n'));
export const filePaths = ['lab/a.yaml', 'lab/b.yaml', 'lab/vpcs/c.yaml', 'other/d.yaml', 'e.yaml'] as const;
/** A file of these as one side leaves it; a text of null: it is gone. */
export const fileChange = fc.record({ path: fc.constantFrom(...filePaths), text: fc.option(fileContent, { freq: 4 }) });
