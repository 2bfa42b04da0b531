import { readFileSync } from 'node:fs';
import type { PlanRequest } from '../../../src/contract/fabric/plans';
import { buildModel } from '../../../src/core/fabric/model/fabric-model';
import { defaultPolicy } from '../../../src/core/fabric/policy/policy';
import type { Policy } from '../../../src/core/fabric/policy/policy';
import { quietContext } from '../../../src/engine/call-context';
import { otherFile, readModelFile } from '../../../src/engine/fabric/desk/read-yaml';
import { applyOutcome } from '../../../src/engine/fabric/plans/apply-plan';
import { planOutcome } from '../../../src/engine/fabric/plans/plan-outcome';
import type { Outcome } from '../../../src/engine/fabric/plans/work-out-plan';
import { hashBytes } from '../../../src/engine/files/hash';
import { safeProject } from '../../support/project';
import type { Files } from '../../support/repository';
import { createRepository } from '../../support/repository';

export const at = '2026-01-05T08:00:00.000Z';
export const fabric = 'gitops/hedgehog/fabric-1';
const marker: Files = { [`${fabric}/.hnp/manifest.yaml`]: '# HNP\n\n{ "version": "1.0", "fabric_name": "Two Words" }' };

/** A repository whose files are known as bytes, with plans over it. */
export async function worked(files: Files, policy: Policy = defaultPolicy) {
  const repo = await createRepository();
  await repo.commit('start', { ...marker, ...files });
  const project = await safeProject(repo.root);
  const listed = async (): Promise<string[]> =>
    (await repo.git('ls-files', '-z', '--cached', '--others')).split('\0').filter((path) => path !== '');
  const bytes = async (): Promise<Map<string, Buffer>> =>
    new Map(
      (await listed()).flatMap((path) => {
        try {
          return [[path, readFileSync(repo.path(path))] as const];
        } catch {
          return [];
        }
      }),
    );
  const model = async () =>
    buildModel(
      [...(await bytes())].map(([path, content]) =>
        /\.ya?ml$/.test(path) ? readModelFile(path, content, hashBytes(content)) : otherFile(path),
      ),
      policy,
    );
  const plan = async (request: PlanRequest, root = fabric) =>
    planOutcome({ root: repo.root, model: await model(), fabric: root, request, at });
  const apply = (outcome: Outcome, request: PlanRequest) =>
    applyOutcome(project, outcome, request.kind, outcome.preview.digest, quietContext());
  const undo = () => project.operations.undo(null, quietContext());
  return { repo, bytes, model, plan, apply, undo, project };
}

export const vpc = (name: string, vlan: number, comment = 'why'): string =>
  `apiVersion: vpc.githedgehog.com/v1beta1\nkind: VPC\nmetadata:\n  name: ${name} # ${comment}\nspec:\n  subnets:\n    default: {subnet: 10.0.1.0/24, vlan: ${vlan}}\n`;
