import { announcedServerConnections, announcedServers } from './servers';
import { fabricName, fabricRoot, writeResource } from './resource';
import type { Tree } from './tree';
import { vpcs } from './tenants';

/** Files of the demo that are not resources: read-me, the plugin's books, the raw drop, the unmanaged corner. */
export const paths = {
  readme: 'README.md',
  manifest: `${fabricRoot}/.hnp/manifest.yaml`,
  archiveLog: `${fabricRoot}/.hnp/archive-log.yaml`,
  rawServers: `${fabricRoot}/raw/edge-cache-servers.yaml`,
  rawDuplicate: `${fabricRoot}/raw/vpc-web.yaml`,
  unmanaged: `${fabricRoot}/unmanaged/console-notes.yaml`,
  unmanagedSidecar: `${fabricRoot}/unmanaged/console-notes.yaml.metadata`,
  rackPlan: 'docs/rack-plan.png',
  check: 'tools/count-resources.sh',
} as const;

const directories = [
  ...['connections', 'servers', 'switches', 'switchgroups', 'vlannamespaces', 'vpcs'],
  ...['externals', 'externalattachments', 'externalpeerings', 'ipv4namespaces', 'vpcattachments', 'vpcpeerings'],
];

export const readme = `# ${fabricName}

The fabric of the weaver lab: two spines, five leaves, one gateway, one way out.

- \`${fabricRoot}/managed\`: one resource per file
- \`${fabricRoot}/raw\`: drop new YAML here, it is sorted into \`managed\`
- \`tools/count-resources.sh\`: how many resources of each kind there are

Ask Mira before you touch the border leaf.
`;

export const countScript = `#!/bin/sh
# Prints how many resources of each kind the fabric holds.
cd "$(dirname "$0")/../${fabricRoot}/managed" || exit 1
grep -rhE '^kind: ' . | sort | uniq -c | sort -rn
`;

/** JSON after two comment lines, without a newline at the end: the shape that the plugin's GitHub writer leaves. */
const manifest = (createdAt: Date): string => `# HNP GitOps Manifest
# This file tracks the GitOps structure for this fabric

${JSON.stringify(
  {
    version: '1.0',
    fabric_name: fabricName,
    fabric_id: 7,
    structure_version: '1.0',
    created_at: createdAt.toISOString().replace('Z', '000+00:00'),
    created_by: 'Hedgehog NetBox Plugin',
    directories: { raw: 'raw', managed: 'managed', unmanaged: 'unmanaged' },
    crd_directories: directories,
    archive_strategy: 'rename_with_extension',
    gitops_initialized: true,
  },
  null,
  2,
)}`;

const archiveLog = (createdAt: Date): string => `version: '1.0'
created_at: '${createdAt.toISOString()}'
operations: []
`;

export function layOut(tree: Tree, at: Date): void {
  for (const directory of directories)
    tree.write(`${fabricRoot}/managed/${directory}/.gitkeep`, `# Managed ${directory} CRDs directory\n`);
  for (const directory of ['raw', 'unmanaged'])
    tree.write(`${fabricRoot}/${directory}/.gitkeep`, '# This file ensures the directory is tracked by Git\n');
  tree.write(paths.manifest, manifest(at));
  tree.write(paths.archiveLog, archiveLog(at));
}

/** Five documents in one file: servers that are announced, and how they will be cabled. */
export function dropRawServers(tree: Tree): void {
  const documents = [...announcedServers, ...announcedServerConnections].map((resource) => writeResource(resource));
  tree.write(paths.rawServers, `# Ordered for week 20; cabling as agreed with Jonas.\n${documents.join('---\n')}`);
}

/** The same identity as managed/vpcs/web.yaml, an older copy that somebody dropped again. */
export function dropRawDuplicate(tree: Tree): void {
  tree.write(paths.rawDuplicate, `# copy from my laptop, is this still needed?\n${writeResource(vpcs.web)}`);
}

/** A ConfigMap has no place in a fabric: the plugin moves it aside and writes down why. */
export function setAside(tree: Tree, at: Date): void {
  tree.write(
    paths.unmanaged,
    `apiVersion: v1
kind: ConfigMap
metadata:
  name: console-notes
data:
  speed: "115200"
  where: behind rack 4, blue cable
`,
  );
  tree.write(
    paths.unmanagedSidecar,
    `moved_at: '${at.toISOString()}'
original_path: raw/console-notes.yaml
reason: No valid Hedgehog CRDs found
fabric: ${fabricName}
`,
  );
}
