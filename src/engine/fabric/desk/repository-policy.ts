import type { FabricModel } from '../../../core/fabric/model/fabric-model';
import type { ModelFile } from '../../../core/fabric/model/model-file';
import type { Policy } from '../../../core/fabric/policy/policy';
import type { PolicyProblem } from '../../../core/fabric/policy/policy-problems';
import { defaultPolicy, policyPath, readPolicy } from '../../../core/fabric/policy/policy';
import { unknownRules } from '../../../core/fabric/rules/check-policy';
import type { Finding } from '../../../core/fabric/rules/finding';
import { formatPath } from '../../../core/fabric/schema/check-value';

/** The policy of a repository, and what is wrong with its file. */
export interface RepositoryPolicy {
  readonly policy: Policy;
  readonly present: boolean;
  readonly problems: readonly PolicyProblem[];
}

const absent: RepositoryPolicy = { policy: defaultPolicy, present: false, problems: [] };
const read = new WeakMap<ModelFile['documents'], RepositoryPolicy>();

/** Reads `.selvedge/policy.yaml`. The same object for the same content, so that what was judged by it stays valid. */
export function repositoryPolicy(file: ModelFile | undefined): RepositoryPolicy {
  if (file === undefined) return absent;
  const known = read.get(file.documents);
  if (known !== undefined) return known;
  const policy = readAnew(file);
  read.set(file.documents, policy);
  return policy;
}

function readAnew(file: ModelFile): RepositoryPolicy {
  const [document, second] = file.documents.filter(({ class: kind }) => kind !== 'empty');
  if (document === undefined) return { ...absent, present: true };
  const broken = document.class === 'broken' || document.class === 'template' || document.refused !== null;
  if (broken)
    return { ...absent, present: true, problems: [{ path: [], message: 'cannot be read, so it changes nothing' }] };
  const { policy, problems } = readPolicy(document.value);
  const more =
    second === undefined
      ? []
      : [{ path: [], message: 'is the first document of the file; what follows does not count' }];
  return { policy, present: true, problems: [...problems, ...unknownRules(policy), ...more] };
}

/** The rule under which slips in the policy file are told. */
export const policyRule = {
  id: 'policy',
  title: 'The policy file says what Selvedge understands',
  source: 'Selvedge, .selvedge/policy.yaml',
} as const;

/** Fabric directories that the policy names where nothing lies: mostly a slip, and what was meant is judged by nobody. */
function emptyFabrics({ files, policy }: FabricModel): PolicyProblem[] {
  return (policy.fabrics ?? []).flatMap((root, index) => {
    const holds = root === '' || [...files.keys()].some((path) => path.startsWith(`${root}/`));
    return holds ? [] : [{ path: ['fabrics', index], message: `names “${root}”, where no file lies` }];
  });
}

export function policyFindings(model: FabricModel, { problems }: RepositoryPolicy): Finding[] {
  if (!model.files.has(policyPath)) return [];
  return [...problems, ...emptyFabrics(model)].map(({ path, message }) => ({
    rule: policyRule.id,
    severity: 'error',
    message: path.length === 0 ? `The policy ${message}` : `${formatPath(path)} ${message}`,
    fabric: null,
    path: policyPath,
    document: 0,
    at: path,
    onKey: true,
    position: null,
    resource: null,
    related: [],
    fix: null,
  }));
}
