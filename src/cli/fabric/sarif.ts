import type { FilePlace, Problem, RuleDescription } from '../../contract/problems';

/** SARIF 2.1.0, the part that code scanning services read. */
interface Region {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}
interface Location {
  readonly id?: number;
  readonly message?: { readonly text: string };
  readonly physicalLocation: {
    readonly artifactLocation: { readonly uri: string; readonly uriBaseId: string };
    readonly region: Region;
  };
}

const levels = { error: 'error', warning: 'warning', note: 'note' } as const;

/** A relative reference: each name of the path percent-encoded, lone surrogates as the replacement character. */
const uriOf = (path: string): string =>
  path
    .split('/')
    .map((name) => encodeURIComponent(name.replace(/[\ud800-\udfff]/gu, '\ufffd')))
    .join('/');

const physical = (place: FilePlace): Location['physicalLocation'] => ({
  artifactLocation: { uri: uriOf(place.path), uriBaseId: '%SRCROOT%' },
  region: {
    startLine: place.line + 1,
    startColumn: place.column + 1,
    endLine: place.endLine + 1,
    endColumn: place.endColumn + 1,
  },
});

const helpOf = ({ id, title, source }: RuleDescription): string =>
  `${title}.\nWho asks for it: ${source}.\nA policy file can raise, lower or silence it: severities: { ${id}: off }`;

/** All problems of one run as one SARIF log, with the rules that they come from. */
export function sarifOf(
  {
    problems,
    rules,
    extensionProblems,
  }: {
    readonly problems: readonly Problem[];
    readonly rules: readonly RuleDescription[];
    /** What of the person's own said nothing, because it failed. */
    readonly extensionProblems: readonly { readonly file: string; readonly reason: string }[];
  },
  version: string,
): Readonly<Record<string, unknown>> {
  const described = new Map(rules.map((rule) => [rule.id, rule]));
  const used = [...new Set(problems.map(({ rule }) => rule))].sort();
  const placeOf = new Map(used.map((id, index) => [id, index]));
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Selvedge',
            semanticVersion: version,
            rules: used.map((id) => {
              const rule = described.get(id);
              return {
                id,
                shortDescription: { text: rule?.title ?? id },
                fullDescription: { text: rule ? `${rule.title} (${rule.source})` : id },
                help: { text: rule ? helpOf(rule) : id },
                defaultConfiguration: { level: levels[rule?.severity ?? 'error'] },
              };
            }),
          },
        },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: extensionProblems.length === 0,
            toolExecutionNotifications: extensionProblems.map(({ file, reason }) => ({
              level: 'error',
              message: { text: `Your extension ${file}: ${reason}` },
            })),
          },
        ],
        results: problems.map((problem) => resultOf(problem, placeOf.get(problem.rule) ?? 0)),
      },
    ],
  };
}

function resultOf(problem: Problem, ruleIndex: number): Readonly<Record<string, unknown>> {
  const name = problem.resource ? `${problem.resource.kind}/${problem.resource.name}` : null;
  return {
    ruleId: problem.rule,
    ruleIndex,
    level: levels[problem.severity],
    message: { text: problem.message },
    locations: [
      {
        physicalLocation: physical(problem),
        ...(name === null ? {} : { logicalLocations: [{ fullyQualifiedName: name, kind: 'resource' }] }),
      },
    ],
    ...(problem.related.length === 0
      ? {}
      : {
          relatedLocations: problem.related.map((place, id): Location => ({
            id,
            message: { text: place.message },
            physicalLocation: physical(place),
          })),
        }),
    partialFingerprints: { 'selvedge/v1': problem.id },
  };
}
